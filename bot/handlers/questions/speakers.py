"""/who is quoted, with counts, and /quotes: all that somebody said, both a page at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.handlers.questions.answer_draft import (
    draft_for_button,
    draft_for_message,
    stored_citations,
)
from bot.keyboards import button, callback_data
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.messaging.delivery import Delivery
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import answers
from bot.store.tables.answers import StoredAnswer
from bot.views import answer_text, message_split, templates
from knowledge import (
    Library,
    NotOnRecord,
    Quotations,
    Speakers,
    UnknownArticle,
)

NAMES = 8
"""Speakers on a page, two to a row."""
QUOTES = 5
"""Quotations on a page, at most: so many as fit into a message."""
ROOM = 900
"""UTF-16 units shown of one quotation in a list."""


class SpeakerLists:
    """The handlers of /who, /quotes and of the buttons under them: "x" a speaker, by the place of
    a statement; "y" a page of speakers; "z" a page of quotations, by the answer that it belongs to.
    """

    def __init__(self, library: Library, store: Store, inbox: UpdateQueue) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox

    async def who(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/who: everyone who is quoted by name in what this chat sees."""
        del context
        message = update.message
        if message is not None:
            delivery = Delivery(message, self._store, self._inbox.row(update))
            await delivery.begin()
            await delivery.finish(*await self._names(message.chat_id, 0))

    async def quotes(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/quotes and a name: all that is quoted of them."""
        message = update.message
        if message is None:
            return
        name = " ".join(context.args or ())
        if any(character.isalnum() for character in name):
            await self._tell_of(update, message, draft_for_message(message, name))
        else:
            delivery = Delivery(message, self._store, self._inbox.row(update))
            await delivery.finish([templates.render("quotes_of_whom.html")])

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A name that was tapped, or the way to another page."""
        del context
        press = await pressed(update, callback_data.SPEAKERS.grammar.fullmatch)
        if press is None:
            return
        query, message, found = press.query, press.message, press.button
        act, number, more = found[1], int(found[2]), int(found[3])
        if act == "y":
            parts, keyboard = await self._names(message.chat_id, more)
            await edit_message(message, parts[0], keyboard)
            await answer_query(query)
        elif act == "z":
            kept = await self._store.run(answers.by_id, number)
            page = await self._page(kept, more) if kept and kept.chat == message.chat_id else None
            if page is not None:
                await edit_message(message, *page)
            await answer_query(query, "" if page else templates.render("gone.txt"))
        else:
            name = await self._speaker(message.chat_id, number, more)
            await answer_query(query, "" if name else templates.render("gone.txt"))
            if name:
                draft = draft_for_button(update, query, message, name)
                await self._tell_of(update, message, draft)

    async def _tell_of(self, update: Update, message: Message, draft: StoredAnswer) -> None:
        """The first page of what is quoted of whoever the draft's question names."""
        delivery = Delivery(message, self._store, self._inbox.row(update))
        await delivery.begin()
        scope = (await chat_context.of_chat(self._store, draft.chat)).visible_scope
        found = await asyncio.to_thread(self._library.quotations, draft.question, scope, 0, QUOTES)
        if isinstance(found, NotOnRecord):
            await delivery.finish(answer_text.html(found))
            return
        text, shown = quotations_page(found)
        draft = replace(
            draft,
            speaker=found.person,
            citations=stored_citations(found.citations[:shown]),
            conversation=found.conversation(shown).to_json(),
            text=text,
        )
        kept = await self._store.run(answers.keep, draft)
        messages = await delivery.finish([text], _leaves(kept, 0, shown, found))
        self._store.later(answers.show, kept, draft.chat, messages)

    async def _page(
        self, kept: StoredAnswer, first: int
    ) -> tuple[str, InlineKeyboardMarkup | None] | None:
        scope = (await chat_context.of_chat(self._store, kept.chat)).visible_scope
        found = await asyncio.to_thread(
            self._library.quotations, kept.question, scope, first, QUOTES
        )
        if isinstance(found, NotOnRecord) or not found.citations:
            return None
        text, shown = quotations_page(found)
        return text, _leaves(kept.id, first, shown, found)

    async def _names(self, chat: int, first: int) -> tuple[list[str], InlineKeyboardMarkup | None]:
        scope = (await chat_context.of_chat(self._store, chat)).visible_scope
        found = await asyncio.to_thread(self._library.speakers, scope, first, NAMES)
        if first and not found.speakers:
            return await self._names(chat, 0)
        return [templates.render("who.html", found=found, first=first)], _listed(found, first)

    async def _speaker(self, chat: int, article: int, statement: int) -> str:
        """Whose statement stands there; "" where the chat does not see it."""
        if not await chat_context.can_see(self._library, self._store, chat, [article]):
            return ""
        try:
            opened = await asyncio.to_thread(self._library.read, article)
        except UnknownArticle:
            return ""
        statements = opened.attribution.statements
        return statements[statement].speaker_name if statement < len(statements) else ""


def quotations_page(found: Quotations) -> tuple[str, int]:
    """A page of quotations as one message in HTML, and how many of them it has room for."""
    heading = templates.render("quotes.html", found=found)
    note = answer_text.search_note(found.searched)
    short = [
        replace(citation, quote=message_split.split_text(citation.quote, ROOM)[0])
        for citation in found.citations
    ]
    for many in range(len(short), 0, -1):
        blocks = [heading, *answer_text.quotation_blocks(short[:many], found.person), note]
        messages = message_split.join_blocks([block for block in blocks if block])
        if len(messages) == 1:
            return messages[0], many
    return heading, 0


def _leaves(kept: int, first: int, shown: int, found: Quotations) -> InlineKeyboardMarkup | None:
    row = []
    if first:
        row.append(button.button(templates.label("newer"), f"z:{kept}:{max(0, first - QUOTES)}"))
    if found.more or shown < len(found.citations):
        row.append(button.button(templates.label("older"), f"z:{kept}:{first + shown}"))
    return InlineKeyboardMarkup([row]) if row else None


def _listed(found: Speakers, first: int) -> InlineKeyboardMarkup | None:
    names = [
        button.button(
            templates.label("said", speaker=speaker.name),
            f"x:{speaker.place.article}:{speaker.place.statement}",
        )
        for speaker in found.speakers
    ]
    rows: list[list[InlineKeyboardButton]] = [names[at : at + 2] for at in range(0, len(names), 2)]
    leaves = []
    if first:
        leaves.append(button.button(templates.label("previous"), f"y:0:{max(0, first - NAMES)}"))
    if first + NAMES < found.total:
        leaves.append(button.button(templates.label("next_page"), f"y:0:{first + NAMES}"))
    rows += [leaves] if leaves else []
    return InlineKeyboardMarkup(rows) if rows else None
