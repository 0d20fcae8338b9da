"""A message is a question: look in the library, reply with the words."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot import replies
from bot.delivery import Delivery
from bot.failures import Failures
from knowledge import Library


class Questions:
    """The handlers of questions."""

    def __init__(self, library: Library, failures: Failures) -> None:
        self._library = library
        self._failures = failures

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A text message to the bot is a question."""
        del context
        message = update.message
        if message is None:
            return
        delivery = Delivery(message)
        await delivery.begin()
        try:
            reply = await asyncio.to_thread(self._library.ask, message.text or "")
            parts = replies.html(reply)
        except Exception as error:
            # The placeholder stands: the sentence belongs in its place, not below it.
            parts = [self._failures.noted(error)]
        await delivery.finish(parts)
