"""Watches: set, listed and taken away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot import feed_buttons, replies
from bot.delivery import topic
from bot.membership import administers, is_administrator
from bot.pressing import change, tell
from bot.store import watches
from bot.store.store import Store
from bot.store.watches import Watch
from knowledge import Library, can_be_watched

MOST = 20
"""Watches of a chat."""


class Watches:
    """The handlers of /watch, /unwatch and of the buttons under the list of watches."""

    def __init__(self, library: Library, store: Store) -> None:
        self._library = library
        self._store = store

    async def watch(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/watch and whom or what to watch for; without, the list."""
        message = update.message
        if message is None:
            return
        words = " ".join(context.args or ())
        keyboard = None
        if not words:
            text, keyboard = await self._list(message.chat_id)
        elif not await is_administrator(context.bot, message.chat, message):
            text = replies.say("only_administrators.html")
        else:
            text = await self._set(message, words)
        await message.reply_text(text, reply_markup=keyboard, message_thread_id=topic(message))

    async def unwatch(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/unwatch and the number of a watch in the list, or its words; without one, the list."""
        message = update.message
        if message is None:
            return
        given, keyboard = " ".join(context.args or ()), None
        if not given:
            text, keyboard = await self._list(message.chat_id)
        elif not await is_administrator(context.bot, message.chat, message):
            text = replies.say("only_administrators.html")
        else:
            text = await self._taken_away(message.chat_id, given)
        await message.reply_text(text, reply_markup=keyboard, message_thread_id=topic(message))

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button that takes a watch away."""
        query = update.callback_query
        if query is None:
            return
        message, pressed = query.message, feed_buttons.watch(query.data or "")
        if not isinstance(message, Message) or pressed is None:
            await tell(query, replies.say("gone_feed.txt"))
        elif not await administers(context.bot, message.chat, query.from_user.id):
            await tell(query, replies.say("only_administrators.html"))
        else:
            # Only a watch of this chat's own: a number from elsewhere takes nothing away.
            await self._store.run(watches.remove, message.chat_id, pressed)
            await change(message, *await self._list(message.chat_id))
            await tell(query)

    async def _set(self, message: Message, words: str) -> str:
        known = await self._store.run(watches.of_chat, message.chat_id)
        numbered = _numbered(known, words)
        if numbered is not None:
            return replies.say("watch_number.html", number=int(words), words=numbered.words)
        if not can_be_watched(words):
            return replies.say("watch_what.html")
        if len(known) >= MOST:
            return replies.say("watches_full.html", most=MOST)
        since = await asyncio.to_thread(self._library.newest)
        thread = topic(message) or 0
        new = await self._store.run(watches.add, message.chat_id, thread, words, since)
        return replies.say("watching.html" if new else "watching_already.html", words=words)

    async def _taken_away(self, chat: int, given: str) -> str:
        known = await self._store.run(watches.of_chat, chat)
        same = (watch for watch in known if watch.words.casefold() == given.casefold())
        found = _numbered(known, given) or next(same, None)
        if found is None:
            return replies.say("no_such_watch.html", many=len(known))
        await self._store.run(watches.remove, chat, found.id)
        return replies.say("unwatched.html", words=found.words)

    async def _list(self, chat: int) -> tuple[str, InlineKeyboardMarkup | None]:
        known = await self._store.run(watches.of_chat, chat)
        text = replies.say("watches.html", watches=known)
        return text, feed_buttons.watched(known)


def _numbered(known: Sequence[Watch], given: str) -> Watch | None:
    """The watch with this number in the list."""
    number = int(given) if given.isdecimal() and len(given) < 6 else 0
    return known[number - 1] if 0 < number <= len(known) else None
