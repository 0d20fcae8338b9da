"""Watches: set, listed and taken away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot.chats.chat_admins import is_chat_admin, is_sender_admin
from bot.incoming.threads import thread_id
from bot.keyboards import feed_keyboards
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import watches
from bot.store.tables.watches import Watch
from bot.views import templates
from knowledge import Library, can_be_watched

MOST = 20
"""Watches of a chat."""


class Watches:
    """The handlers of /watch, /unwatch and of the buttons under the list of watches."""

    def __init__(self, library: Library, store: Store, inbox: UpdateQueue) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox

    async def watch(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/watch and whom or what to watch for; without, the list."""
        message = update.message
        if message is None:
            return
        words = " ".join(context.args or ())
        keyboard = None
        if not words:
            text, keyboard = await self._list(message.chat_id)
        elif not await is_sender_admin(context.bot, message.chat, message):
            text = templates.render("only_administrators.html")
        else:
            text = await self._set(message, words)
        await message.reply_text(text, reply_markup=keyboard, message_thread_id=thread_id(message))

    async def unwatch(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/unwatch and the number of a watch in the list, or its words; without one, or where that
        was begun before a restart, the list.
        """
        message = update.message
        if message is None:
            return
        given, keyboard = " ".join(context.args or ()), None
        if given and not await is_sender_admin(context.bot, message.chat, message):
            text = templates.render("only_administrators.html")
        elif given and await self._inbox.first_time(update):
            text = await self._taken_away(message.chat_id, given)
        else:
            text, keyboard = await self._list(message.chat_id)
        await message.reply_text(text, reply_markup=keyboard, message_thread_id=thread_id(message))

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button that takes a watch away."""
        press = await pressed(update, feed_keyboards.parse_watch_button, "gone_feed.txt")
        if press is None:
            return
        query, message = press.query, press.message
        if not await is_chat_admin(context.bot, message.chat, query.from_user.id):
            await answer_query(query, templates.render("only_administrators.html"))
        else:
            # Only a watch of this chat's own: a number from elsewhere takes nothing away.
            await self._store.run(watches.remove, message.chat_id, press.button)
            await edit_message(message, *await self._list(message.chat_id))
            await answer_query(query)

    async def _set(self, message: Message, words: str) -> str:
        known = await self._store.run(watches.of_chat, message.chat_id)
        numbered = _numbered(known, words)
        if numbered is not None:
            return templates.render("watch_number.html", number=int(words), words=numbered.words)
        if not can_be_watched(words):
            return templates.render("watch_what.html")
        if len(known) >= MOST:
            return templates.render("watches_full.html", most=MOST)
        since = await asyncio.to_thread(self._library.repository.newest)
        thread = thread_id(message) or 0
        new = await self._store.run(watches.add, message.chat_id, thread, words, since)
        return templates.render("watching.html" if new else "watching_already.html", words=words)

    async def _taken_away(self, chat: int, given: str) -> str:
        known = await self._store.run(watches.of_chat, chat)
        same = (watch for watch in known if watch.words.casefold() == given.casefold())
        found = _numbered(known, given) or next(same, None)
        if found is None:
            return templates.render("no_such_watch.html", many=len(known))
        await self._store.run(watches.remove, chat, found.id)
        return templates.render("unwatched.html", words=found.words)

    async def _list(self, chat: int) -> tuple[str, InlineKeyboardMarkup | None]:
        known = await self._store.run(watches.of_chat, chat)
        text = templates.render("watches.html", watches=known)
        return text, feed_keyboards.watch_list_keyboard(known)


def _numbered(known: Sequence[Watch], given: str) -> Watch | None:
    """The watch with this number in the list."""
    number = int(given) if given.isdecimal() and len(given) < 6 else 0
    return known[number - 1] if 0 < number <= len(known) else None
