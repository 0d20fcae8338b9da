"""Telegram shows what the bot is doing while its work lasts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from telegram import Message
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.incoming.threads import thread_id

LASTS = 4.0
"""Seconds after which Telegram no longer shows it."""


def typing(message: Message) -> AbstractAsyncContextManager[None]:
    """Lets Telegram show that somebody is typing, where the work lasts."""
    return _shown(message, ChatAction.TYPING, LASTS)


def uploading(message: Message) -> AbstractAsyncContextManager[None]:
    """Lets Telegram show that a picture is on its way."""
    return _shown(message, ChatAction.UPLOAD_PHOTO, 0)


@asynccontextmanager
async def _shown(message: Message, action: ChatAction, after: float) -> AsyncIterator[None]:
    """From so many seconds on."""

    async def show() -> None:
        await asyncio.sleep(after)
        while True:
            with suppress(TelegramError):
                await message.chat.send_action(action, message_thread_id=thread_id(message))
            await asyncio.sleep(LASTS)

    shown = asyncio.create_task(show())
    try:
        yield
    finally:
        shown.cancel()
