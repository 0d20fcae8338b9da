"""/forget: after one confirmation nothing is kept of a chat any more."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.chats import chat_collection, chat_context
from bot.chats.chat_admins import is_chat_admin, is_sender_admin
from bot.keyboards import confirmations
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.store.store import Store
from bot.store.tables import chats
from bot.views import templates
from knowledge import Library


class DataDeletion:
    """The handlers of /forget and of the button that confirms it."""

    def __init__(self, library: Library, store: Store) -> None:
        self._library = library
        self._store = store

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/forget: tells what will be gone, and asks once."""
        del context
        message = update.message
        if message is None:
            return
        if not await is_sender_admin(message.get_bot(), message.chat, message):
            await message.reply_text(templates.render("only_administrators.html"))
            return
        own = await asyncio.to_thread(
            self._library.articles, (chat_collection.collection_of(message.chat_id),)
        )
        words = templates.render("forget.html", articles=len(own))
        await message.reply_text(words, reply_markup=confirmations.confirm_forget())

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """It is confirmed, or not after all."""
        del context
        press = await pressed(update, str)
        if press is None:
            return
        query, message = press.query, press.message
        if not await is_chat_admin(message.get_bot(), message.chat, query.from_user.id):
            await answer_query(query, templates.render("only_administrators.html"))
        elif press.button != confirmations.FORGET:
            await edit_message(message, templates.render("not_forgotten.html"), None)
            await answer_query(query)
        else:
            await answer_query(query)
            await self.forget(message.chat_id)
            await edit_message(message, templates.render("forgotten.html"), None)

    async def forget(self, chat: int) -> None:
        """Everything of the chat: its articles, answers, feedback, settings, what was set aside,
        and every trace of it in the files.
        """
        await asyncio.to_thread(
            self._library.repository.forget, chat_collection.collection_of(chat)
        )
        await chat_context.change(self._store, chat, chats.forget, chat)
        await self._store.compact()
