"""/who is quoted, with counts, and /quotes: all that somebody said, both a page at a time."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot import buttons, replies, scopes, splitting
from bot.delivery import Delivery
from bot.drafts import draft_of, draft_of_press, found_in
from bot.inbox import Inbox
from bot.store import answers
from bot.store.answers import Kept
from bot.store.store import Store
from bot.tapped import change, tell
from knowledge import (
    Asked,
    Conversation,
    Library,
    NotOnRecord,
    Quotations,
    Speakers,
    UnknownArticle,
)

LISTS = r"[xyz]:"
"""What the data of a button in these lists begins with."""
NAMES = 8
"""Speakers on a page, two to a row."""
QUOTES = 5
"""Quotations on a page, at most: so many as fit into a message."""
ROOM = 900
"""UTF-16 units shown of one quotation in a list."""
_DATA = re.compile(r"([xyz]):(\d{1,18}):(\d{1,6})")


class Quoted:
    """The handlers of /who, /quotes and of the buttons under them: "x" a speaker, by the place of
    a statement; "y" a page of speakers; "z" a page of quotations, by the answer that it belongs to.
    """

    def __init__(self, library: Library, store: Store, inbox: Inbox) -> None:
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
            await self._tell_of(update, message, draft_of(message, name))
        else:
            delivery = Delivery(message, self._store, self._inbox.row(update))
            await delivery.finish([replies.say("quotes_of_whom.html")])

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A name that was tapped, or the way to another page."""
        del context
        query = update.callback_query
        message = query.message if query else None
        found = _DATA.fullmatch(query.data or "") if query else None
        if query is None:
            return
        act, number, more = (found[1], int(found[2]), int(found[3])) if found else ("", 0, 0)
        if not isinstance(message, Message) or not act:
            await tell(query, replies.say("gone.txt"))
        elif act == "y":
            parts, keyboard = await self._names(message.chat_id, more)
            await change(message, parts[0], keyboard)
            await tell(query)
        elif act == "z":
            kept = await self._store.run(answers.by_id, number)
            page = await self._page(kept, more) if kept and kept.chat == message.chat_id else None
            if page is not None:
                await change(message, *page)
            await tell(query, "" if page else replies.say("gone.txt"))
        else:
            name = await self._speaker(message.chat_id, number, more)
            await tell(query, "" if name else replies.say("gone.txt"))
            if name:
                draft = draft_of_press(update, query, message, name)
                await self._tell_of(update, message, draft)

    async def _tell_of(self, update: Update, message: Message, draft: Kept) -> None:
        """The first page of what is quoted of whoever the draft's question names."""
        delivery = Delivery(message, self._store, self._inbox.row(update))
        await delivery.begin()
        scope = await scopes.seen_by(self._store, draft.chat)
        found = await asyncio.to_thread(self._library.quotations, draft.question, scope, 0, QUOTES)
        if isinstance(found, NotOnRecord):
            await delivery.finish(replies.html(found))
            return
        text, shown = written(found)
        cited = found.citations[:shown]
        conversation = Conversation(
            Asked.SAID,
            people=(found.person,),
            person=found.person,
            cited=tuple((c.source.article, c.span.start, c.span.end) for c in cited),
        )
        draft = replace(
            draft,
            speaker=found.person,
            citations=found_in(cited),
            conversation=conversation.to_json(),
            text=text,
        )
        kept = await self._store.run(answers.keep, draft)
        messages = await delivery.finish([text], _leaves(kept, 0, shown, found))
        await self._store.run(answers.show, kept, draft.chat, messages)

    async def _page(self, kept: Kept, first: int) -> tuple[str, InlineKeyboardMarkup | None] | None:
        scope = await scopes.seen_by(self._store, kept.chat)
        found = await asyncio.to_thread(
            self._library.quotations, kept.question, scope, first, QUOTES
        )
        if isinstance(found, NotOnRecord) or not found.citations:
            return None
        text, shown = written(found)
        return text, _leaves(kept.id, first, shown, found)

    async def _names(self, chat: int, first: int) -> tuple[list[str], InlineKeyboardMarkup | None]:
        scope = await scopes.seen_by(self._store, chat)
        found = await asyncio.to_thread(self._library.speakers, scope, first, NAMES)
        if first and not found.speakers:
            return await self._names(chat, 0)
        return [replies.say("who.html", found=found, first=first)], _listed(found, first)

    async def _speaker(self, chat: int, article: int, statement: int) -> str:
        """Whose statement stands there; "" where the chat does not see it."""
        if not await scopes.sees(self._library, self._store, chat, [article]):
            return ""
        try:
            opened = await asyncio.to_thread(self._library.read, article)
        except UnknownArticle:
            return ""
        statements = opened.attribution.statements
        return statements[statement].speaker_name if statement < len(statements) else ""


def written(found: Quotations) -> tuple[str, int]:
    """A page of quotations as one message in HTML, and how many of them it has room for."""
    heading = replies.say("quotes.html", found=found)
    note = replies.note(found.searched)
    short = [
        replace(citation, quote=splitting.pieces(citation.quote, ROOM)[0])
        for citation in found.citations
    ]
    for many in range(len(short), 0, -1):
        blocks = [heading, *replies.cited(short[:many], found.person), note]
        messages = splitting.joined([block for block in blocks if block])
        if len(messages) == 1:
            return messages[0], many
    return heading, 0


def _leaves(kept: int, first: int, shown: int, found: Quotations) -> InlineKeyboardMarkup | None:
    row = []
    if first:
        row.append(buttons.button(replies.label("newer"), f"z:{kept}:{max(0, first - QUOTES)}"))
    if found.more or shown < len(found.citations):
        row.append(buttons.button(replies.label("older"), f"z:{kept}:{first + shown}"))
    return InlineKeyboardMarkup([row]) if row else None


def _listed(found: Speakers, first: int) -> InlineKeyboardMarkup | None:
    names = [
        buttons.button(
            replies.label("said", speaker=speaker.name),
            f"x:{speaker.place.article}:{speaker.place.statement}",
        )
        for speaker in found.speakers
    ]
    rows: list[list[InlineKeyboardButton]] = [names[at : at + 2] for at in range(0, len(names), 2)]
    leaves = []
    if first:
        leaves.append(buttons.button(replies.label("previous"), f"y:0:{max(0, first - NAMES)}"))
    if first + NAMES < found.total:
        leaves.append(buttons.button(replies.label("next_page"), f"y:0:{first + NAMES}"))
    rows += [leaves] if leaves else []
    return InlineKeyboardMarkup(rows) if rows else None
