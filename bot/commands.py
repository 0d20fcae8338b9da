"""The commands that need no library."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot import replies
from bot.delivery import topic
from bot.store import chats
from bot.store.store import Store


class Commands:
    """The handlers of /start, /help, /privacy and /forget."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start: what this is."""
        del context
        await _tell(update, "start.html")

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/help: how to ask, and every command."""
        del context
        await _tell(update, "help.html")

    async def privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/privacy: what is kept."""
        del context
        await _tell(update, "privacy.html")

    async def forget(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/forget: nothing is kept of this chat any more."""
        del context
        if update.effective_chat is not None:
            await self._store.run(chats.forget, update.effective_chat.id)
            await _tell(update, "forgotten.html")

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
