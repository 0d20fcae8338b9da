"""Articles shared by a link: given out, opened, taken back."""

from __future__ import annotations

import asyncio

from telegram import (
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from telegram.ext import ContextTypes

from bot.chats import chat_collection, chat_context
from bot.chats.chat_admins import is_chat_admin
from bot.incoming import deep_links
from bot.incoming.threads import thread_id
from bot.keyboards import article_keyboards, button, callback_data
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.messaging.delivery import Delivery
from bot.messaging.send_once import SendOnce
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import shares
from bot.views import article_card, templates
from knowledge import ArticleEntry, Library, StoredArticle, UnknownArticle


class SharedLinks:
    """The handlers of links to articles. In a group its administrators decide."""

    def __init__(self, library: Library, store: Store, inbox: UpdateQueue) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox

    async def open(self, update: Update, message: Message, token: str) -> None:
        """/start with a token: from now on this chat sees the article."""
        delivery = Delivery(message, self._store, self._inbox.row(update))
        opened = await self._behind(token)
        if opened is None:
            await delivery.finish([templates.render("link_gone.html")])
            return
        chat = message.chat_id
        owned = {entry.id for entry in await self._own(chat)}
        if opened.id not in owned:
            await chat_context.change(self._store, chat, shares.open_link, chat, token)
        await chat_context.set_focus(self._store, chat, [opened.id])
        text = f"{article_card.card(opened)}\n\n{templates.render('opened.html')}"
        await delivery.finish(
            [text], article_keyboards.card_keyboard([opened], shared=opened.id in owned)
        )

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button that shares an article of this chat, or the one that takes it back."""
        del context
        press = await pressed(update, callback_data.SHARE.grammar.fullmatch)
        if press is None:
            return
        query, message, found = press.query, press.message, press.button
        own = await self._own(message.chat_id)
        entry = next((entry for entry in own if entry.id == int(found[2])), None)
        if entry is None:
            await answer_query(query, templates.render("gone.txt"))
        elif not await is_chat_admin(message.get_bot(), message.chat, query.from_user.id):
            await answer_query(query, templates.render("only_administrators.html"))
        elif found[1] == "s":
            await self._share(update, query, message, entry)
        else:
            await self._store.run(shares.take_back, message.chat_id, entry.id)
            await edit_message(message, templates.render("unshared.html", entry=entry), None)
            await answer_query(query)

    async def _share(
        self, update: Update, query: CallbackQuery, message: Message, entry: ArticleEntry
    ) -> None:
        await answer_query(query)
        token = await self._store.run(shares.share_out, message.chat_id, entry.id)
        link = deep_links.to_article(message.get_bot().username, token)
        keyboard = [
            InlineKeyboardButton(templates.label("copy_link"), copy_text=CopyTextButton(link)),
            button.button(templates.label("unshare"), f"u:{entry.id}"),
        ]
        await SendOnce(self._store, self._inbox.row(update)).send(
            lambda: message.get_bot().send_message(
                message.chat_id,
                templates.render("shared.html", entry=entry, link=link),
                message_thread_id=thread_id(message),
                reply_markup=InlineKeyboardMarkup([keyboard]),
            )
        )

    async def _behind(self, token: str) -> StoredArticle | None:
        """The article that the token opens, if it is still there and its chat's own."""
        found = await self._store.run(shares.owner_of, token)
        if found is None:
            return None
        owner, article = found
        if article not in {entry.id for entry in await self._own(owner)}:
            return None
        try:
            return await asyncio.to_thread(self._library.read, article)
        except UnknownArticle:
            return None

    async def _own(self, chat: int) -> list[ArticleEntry]:
        return await asyncio.to_thread(
            self._library.articles, (chat_collection.collection_of(chat),)
        )
