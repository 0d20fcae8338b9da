"""/forget: after one confirmation nothing is kept of a chat any more."""

from __future__ import annotations

import asyncio

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot import buttons, replies, scopes
from bot.membership import administers, is_administrator
from bot.store import chats
from bot.store.store import Store
from bot.tapped import change, tell
from knowledge import Library


class Forgetting:
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
        if not await is_administrator(message.get_bot(), message.chat, message):
            await message.reply_text(replies.say("only_administrators.html"))
            return
        own = await asyncio.to_thread(self._library.articles, (scopes.own(message.chat_id),))
        words = replies.say("forget.html", articles=len(own))
        await message.reply_text(words, reply_markup=buttons.forgetting())

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """It is confirmed, or not after all."""
        del context
        query = update.callback_query
        message = query.message if query else None
        if query is None:
            return
        if not isinstance(message, Message):
            await tell(query, replies.say("gone.txt"))
        elif not await administers(message.get_bot(), message.chat, query.from_user.id):
            await tell(query, replies.say("only_administrators.html"))
        elif query.data != buttons.FORGET:
            await change(message, replies.say("not_forgotten.html"), None)
            await tell(query)
        else:
            await tell(query)
            await self.forget(message.chat_id)
            await change(message, replies.say("forgotten.html"), None)

    async def forget(self, chat: int) -> None:
        """Everything of the chat: its articles, answers, feedback, settings, what was set aside,
        and every trace of it in the files.
        """
        await asyncio.to_thread(self._library.forget, scopes.own(chat))
        await self._store.run(chats.forget, chat)
        await self._store.compact()
