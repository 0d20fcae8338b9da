"""The commands that tell of the bot."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot.incoming.threads import thread_id
from bot.views import templates


class Help:
    """The handlers of /help and /privacy."""

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/help: how to ask, and every command."""
        del context
        await _tell(update, "help.html")

    async def privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/privacy: what is kept."""
        del context
        await _tell(update, "privacy.html")


async def _tell(update: Update, template: str) -> None:
    message = update.effective_message
    if message is not None:
        await message.reply_text(templates.render(template), message_thread_id=thread_id(message))
