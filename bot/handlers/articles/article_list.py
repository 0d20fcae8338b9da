"""What a chat has brought: its list, and what is taken out of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot.chats import chat_collection, chat_context
from bot.chats.chat_admins import is_chat_admin, is_sender_admin
from bot.chats.split_texts import PENDING_TEXT
from bot.handlers.questions.answer_draft import draft_for_button
from bot.handlers.questions.ask import Questions
from bot.handlers.questions.request import Request
from bot.keyboards import article_keyboards
from bot.keyboards.article_keyboards import ArticleButton
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import answers, shares
from bot.views import article_card, templates
from knowledge import SHARED, ArticleEntry, Library, UnknownArticle

PAGE = 5
"""Articles on a page of the list."""


class ArticleList:
    """The handlers of /articles, /remove and of the buttons about an article."""

    def __init__(
        self, library: Library, store: Store, inbox: UpdateQueue, questions: Questions
    ) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox
        self._questions = questions

    async def articles(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/articles: what this chat has brought, newest first."""
        del context
        if update.message is not None:
            text, keyboard = await self._list(update.message.chat_id, 0)
            await update.message.reply_text(text, reply_markup=keyboard)

    async def remove(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/remove and the number of an article in the list; without one, the list."""
        message = update.message
        if message is None:
            return
        given = context.args[0] if context.args else ""
        if not given:
            await self.articles(update, context)
            return
        if not await is_sender_admin(message.get_bot(), message.chat, message):
            await message.reply_text(templates.render("only_administrators.html"))
            return
        if not await self._inbox.first_time(update):
            await self.articles(update, context)
            return
        stories = _told_once(await self._seen(message.chat_id))
        place = int(given) if given.isdecimal() and len(given) < 6 else 0
        if not 0 < place <= len(stories):
            await message.reply_text(templates.render("no_such_number.html", many=len(stories)))
            return
        await self._take_out(message.chat_id, stories[place - 1])
        await message.reply_text(templates.render("taken_out.html", entry=stories[place - 1][0]))

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button about an article."""
        del context
        press = await pressed(update, article_keyboards.parse_article_button)
        if press is None:
            return
        query, message, chosen = press.query, press.message, press.button
        if chosen.act in "la":
            if chosen.act == "a":
                await chat_context.set_focus(self._store, message.chat_id, ())
            await self._show(query, message, chosen.place)
        else:
            await self._act(update, query, message, chosen)

    async def _act(
        self, update: Update, query: CallbackQuery, message: Message, chosen: ArticleButton
    ) -> None:
        """What is done with one article, if it is the chat's own or shared with it: a number from
        elsewhere opens nothing.
        """
        entries = await self._seen(message.chat_id)
        entry = next((entry for entry in entries if entry.id == chosen.article), None)
        if entry is None:
            await answer_query(query, templates.render("gone.txt"))
        elif chosen.act == "q":
            await answer_query(query)
            await self._ask(update, query, message, entry, chosen.place)
        elif chosen.act == "d" and not await is_chat_admin(
            message.get_bot(), message.chat, query.from_user.id
        ):
            await answer_query(query, templates.render("only_administrators.html"))
        else:
            if chosen.act == "d":
                copies = next(told for told in _told_once(entries) if entry in told)
                await self._take_out(message.chat_id, copies)
            else:
                await chat_context.set_focus(self._store, message.chat_id, [entry.id])
            await self._show(query, message, chosen.place)

    async def _ask(
        self,
        update: Update,
        query: CallbackQuery,
        message: Message,
        entry: ArticleEntry,
        place: int,
    ) -> None:
        """Asks what somebody who is quoted in the article said."""
        opened = await asyncio.to_thread(self._library.read, entry.id)
        speakers = article_card.speakers_in(opened)
        if place < len(speakers):
            await chat_context.set_focus(self._store, message.chat_id, [entry.id])
            asked = templates.render("said_question.txt", speaker=speakers[place])
            draft = draft_for_button(update, query, message, asked)
            await self._questions.respond(Request(update, message, draft))

    async def _show(self, query: CallbackQuery, message: Message, page: int) -> None:
        await edit_message(message, *await self._list(message.chat_id, page))
        await answer_query(query)

    async def _list(self, chat: int, page: int) -> tuple[str, InlineKeyboardMarkup | None]:
        """A page of the list, the last one where there are not so many, and its keyboard."""
        stories = _told_once(await self._seen(chat))
        entries = [copies[0] for copies in stories]
        lent = {
            entry.id for entry in entries if entry.collection != chat_collection.collection_of(chat)
        }
        shared = len(await asyncio.to_thread(self._library.articles, (SHARED,)))
        pages = max(1, -(-len(entries) // PAGE))
        page = min(page, pages - 1)
        first = page * PAGE
        here = entries[first : first + PAGE]
        focused = (await chat_context.of_chat(self._store, chat)).focus
        focus = {copies[0].id for copies in stories if any(e.id in focused for e in copies)}
        text = templates.render(
            "list.html",
            entries=here,
            first=first + 1,
            many=len(entries),
            shared=shared,
            focus=focus,
            also={copies[0].id: copies[1:] for copies in stories},
            lent=lent,
        )
        keyboard = article_keyboards.article_list_keyboard(
            here, first + 1, page, pages, focused=bool(focus), lent=lent
        )
        return text, keyboard

    async def _seen(self, chat: int) -> list[ArticleEntry]:
        """What the chat has brought, and what is shared with it by a link, newest first."""
        scope = (await chat_context.of_chat(self._store, chat)).own_scope
        return (await asyncio.to_thread(self._library.visible, scope))[::-1]

    async def _take_out(self, chat: int, copies: Sequence[ArticleEntry]) -> None:
        """Removes a story, all of its copies, with their words wherever they are kept: the chat's
        own articles; what another chat shares it only sees no more.
        """
        for entry in copies:
            if entry.collection != chat_collection.collection_of(chat):
                await chat_context.change(self._store, chat, shares.drop_article, chat, entry.id)
                continue
            await self._store.run(shares.take_back, chat, entry.id)
            await self._store.run(answers.drop_article, entry.id)
            with contextlib.suppress(UnknownArticle):  # gone already is gone
                await asyncio.to_thread(self._library.remove, entry.id)
        await chat_context.change_settings(self._store, chat, {PENDING_TEXT: None})


def _told_once(entries: Sequence[ArticleEntry]) -> list[list[ArticleEntry]]:
    """The copies of each story together, in the order of the first of them."""
    stories: dict[int, list[ArticleEntry]] = {}
    for entry in entries:
        stories.setdefault(entry.story, []).append(entry)
    return list(stories.values())
