"""What goes wrong: first the log, then one sentence to whoever was waiting."""

from __future__ import annotations

import logging

from markupsafe import escape
from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot import replies

log = logging.getLogger(__name__)


class Failures:
    """The handler of errors."""

    def noted(self, error: BaseException) -> str:
        """Writes the error to the log; returns its sentence for people, in HTML."""
        log.error("%s", type(error).__name__, exc_info=error)
        return str(escape(replies.sentence(error)))

    async def report(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Called by python-telegram-bot with whatever a handler raised."""
        if context.error is None:
            return
        words = self.noted(context.error)
        message = update.effective_message if isinstance(update, Update) else None
        if message is None or isinstance(context.error, Forbidden):
            return
        try:
            await message.reply_text(words)
        except TelegramError:
            log.exception("The failure could not be told")
