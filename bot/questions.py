"""A message is a question: look in the library, reply with the words."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import Message, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot import replies
from bot.delivery import Delivery, topic
from bot.failures import Failures
from bot.inbox import Inbox
from bot.store.store import Store
from knowledge import Library

TYPING_LASTS = 4.0
"""Seconds after which Telegram no longer shows that somebody is typing."""


class Questions:
    """The handlers of questions."""

    def __init__(self, library: Library, store: Store, inbox: Inbox, failures: Failures) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox
        self._failures = failures

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A text message to the bot is a question."""
        del context
        message = update.message
        if message is None:
            return
        delivery = Delivery(message, self._store, self._inbox.row(update))
        await delivery.begin()
        async with typing(message):
            parts = await self._parts(update, message.text or "")
        await delivery.finish(parts)

    async def _parts(self, update: Update, text: str) -> list[str]:
        """The reply to a question; a sentence in its place where it fails."""
        try:
            async with self._inbox.trying(update):
                return await asyncio.to_thread(self._look, text)
        except Exception as error:
            self._inbox.fail(update)
            return [self._failures.noted(error)]

    def _look(self, text: str) -> list[str]:
        return replies.html(self._library.ask(text))


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
