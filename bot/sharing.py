"""Articles shared by a link: given out, opened, taken back."""

from __future__ import annotations

import asyncio
import re

from telegram import (
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from telegram.ext import ContextTypes

from bot import arrivals, buttons, deep_links, replies, scopes
from bot.delivery import Delivery, topic
from bot.inbox import Inbox
from bot.membership import administers
from bot.once import Once
from bot.store import shares
from bot.store.store import Store
from bot.tapped import change, tell
from knowledge import Entry, Library, Opened, UnknownArticle

SHARES = r"[su]:"
"""What the data of a button begins with that shares an article or takes it back."""
_DATA = re.compile(r"([su]):(\d{1,18})")


class Sharing:
    """The handlers of links to articles. In a group its administrators decide."""

    def __init__(self, library: Library, store: Store, inbox: Inbox) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox

    async def open(self, update: Update, message: Message, token: str) -> None:
        """/start with a token: from now on this chat sees the article."""
        delivery = Delivery(message, self._store, self._inbox.row(update))
        opened = await self._behind(token)
        if opened is None:
            await delivery.finish([replies.say("link_gone.html")])
            return
        chat = message.chat_id
        owned = {entry.id for entry in await self._own(chat)}
        if opened.id not in owned:
            await self._store.run(shares.open_up, chat, token)
        await scopes.look_at(self._store, chat, [opened.id])
        text = f"{arrivals.card(opened)}\n\n{replies.say('opened.html')}"
        await delivery.finish([text], buttons.quoted([opened], shared=opened.id in owned))

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button that shares an article of this chat, or the one that takes it back."""
        del context
        query = update.callback_query
        message = query.message if query else None
        found = _DATA.fullmatch(query.data or "") if query else None
        if query is None:
            return
        entry = None
        if isinstance(message, Message) and found is not None:
            own = await self._own(message.chat_id)
            entry = next((entry for entry in own if entry.id == int(found[2])), None)
        if not isinstance(message, Message) or found is None or entry is None:
            await tell(query, replies.say("gone.txt"))
        elif not await administers(message.get_bot(), message.chat, query.from_user.id):
            await tell(query, replies.say("only_administrators.html"))
        elif found[1] == "s":
            await self._share(update, query, message, entry)
        else:
            await self._store.run(shares.take_back, message.chat_id, entry.id)
            await change(message, replies.say("unshared.html", entry=entry), None)
            await tell(query)

    async def _share(
        self, update: Update, query: CallbackQuery, message: Message, entry: Entry
    ) -> None:
        await tell(query)
        token = await self._store.run(shares.share_out, message.chat_id, entry.id)
        link = deep_links.to_article(message.get_bot().username, token)
        keyboard = [
            InlineKeyboardButton(replies.label("copy_link"), copy_text=CopyTextButton(link)),
            buttons.button(replies.label("unshare"), f"u:{entry.id}"),
        ]
        await Once(self._store, self._inbox.row(update)).send(
            lambda: message.get_bot().send_message(
                message.chat_id,
                replies.say("shared.html", entry=entry, link=link),
                message_thread_id=topic(message),
                reply_markup=InlineKeyboardMarkup([keyboard]),
            )
        )

    async def _behind(self, token: str) -> Opened | None:
        """The article that the token opens, if it is still there and its chat's own."""
        found = await self._store.run(shares.behind, token)
        if found is None:
            return None
        owner, article = found
        if article not in {entry.id for entry in await self._own(owner)}:
            return None
        try:
            return await asyncio.to_thread(self._library.read, article)
        except UnknownArticle:
            return None

    async def _own(self, chat: int) -> list[Entry]:
        return await asyncio.to_thread(self._library.articles, (scopes.own(chat),))
