"""Telegram shows what the bot is doing while its work lasts."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import Message
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.delivery import topic

TYPING_LASTS = 4.0
"""Seconds after which Telegram no longer shows that somebody is typing."""


@contextlib.asynccontextmanager
async def typing(message: Message) -> AsyncIterator[None]:
    """Lets Telegram show that somebody is typing, where the work lasts."""

    async def show() -> None:
        while True:
            await asyncio.sleep(TYPING_LASTS)
            with contextlib.suppress(TelegramError):
                await message.chat.send_action(ChatAction.TYPING, message_thread_id=topic(message))

    shown = asyncio.create_task(show())
    try:
        yield
    finally:
        shown.cancel()
