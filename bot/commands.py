"""The commands that tell of the bot, and a group that moves."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot import replies, scopes
from bot.delivery import topic
from bot.store import chats
from bot.store.store import Store
from knowledge import Library


class Commands:
    """The handlers of /start, /help and /privacy."""

    def __init__(self, library: Library, store: Store) -> None:
        self._library = library
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

    async def moved(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group has become a supergroup: Telegram tells it in both, once is enough."""
        del context
        message = update.message
        if message is not None and message.migrate_to_chat_id:
            old, new = message.chat_id, message.migrate_to_chat_id
            await asyncio.to_thread(self._library.move, scopes.own(old), scopes.own(new))
            await self._store.run(chats.move, old, new)


async def _tell(update: Update, template: str) -> None:
    message = update.effective_message
    if message is not None:
        await message.reply_text(replies.say(template), message_thread_id=topic(message))
