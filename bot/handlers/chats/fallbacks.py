"""One sentence for what cannot be answered: stickers, pictures, unknown commands."""

from __future__ import annotations

import time

from telegram import Update
from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.handlers.chats.captions import Albums
from bot.incoming.threads import thread_id
from bot.store.store import Store
from bot.views import templates

SILENCE = 3600.0
"""Seconds between two such sentences in a chat."""


class Fallbacks:
    """The handlers of last resort, in private chats only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.albums = Albums(store)

    async def unsupported(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What has no words: says what can be sent, at most once an hour."""
        del context
        message = update.message
        if message is None:
            return
        chat = message.chat_id
        settings = (await chat_context.of_chat(self._store, chat)).settings
        if time.time() - float(settings.get("told", 0)) <= SILENCE:
            return
        if not await self.albums.has_words(message):
            await chat_context.change_settings(self._store, chat, {"told": time.time()})
            await message.reply_text(templates.render("unsupported.html"))

    async def unknown_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A command that there is not."""
        del context
        if update.message is not None:
            await update.message.reply_text(templates.render("unknown_command.html"))

    async def add_what(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/add with nothing to be read."""
        del context
        if update.message is not None:
            await update.message.reply_text(
                templates.render("add_what.html"), message_thread_id=thread_id(update.message)
            )

    async def ask_what(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/ask without a question."""
        del context
        if update.message is not None:
            await update.message.reply_text(
                templates.render("ask_what.html"), message_thread_id=thread_id(update.message)
            )
