"""The commands that need no library."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot import replies
from bot.delivery import topic
from bot.store import chats
from bot.store.store import Store


class Commands:
    """The handlers of /help and /privacy."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/help: how to ask, and every command."""
        del context
        await _tell(update, "help.html")

    async def privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/privacy: what is kept."""
        del context
        await _tell(update, "privacy.html")

    async def moved(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group has become a supergroup: Telegram tells it in both, once is enough."""
        del context
        message = update.message
        if message is not None and message.migrate_to_chat_id:
            await self._store.run(chats.move, message.chat_id, message.migrate_to_chat_id)


async def _tell(update: Update, template: str) -> None:
    message = update.effective_message
    if message is not None:
        await message.reply_text(replies.say(template), message_thread_id=topic(message))
