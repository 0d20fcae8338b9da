"""The commands that only tell something."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot import replies


class Commands:
    """The handlers of /start and /help."""

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start: what this is."""
        del context
        await _tell(update, "start.html")

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/help: how to ask, and every command."""
        del context
        await _tell(update, "help.html")


async def _tell(update: Update, template: str) -> None:
    message = update.effective_message
    if message is not None:
        await message.reply_text(replies.say(template))
