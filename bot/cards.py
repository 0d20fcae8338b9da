"""A quotation that somebody wants as a picture: /card, and the button under an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from telegram import Message, Update
from telegram.ext import ContextTypes

from bot import buttons, replies, scopes
from bot.drafts import draft_of
from bot.pictures import card
from bot.pictures.card import Card
from bot.posting import Posting
from bot.store import answers
from bot.store.answers import Kept
from bot.store.store import Store
from bot.tapped import tell
from knowledge import CitationKind, Library, Quotation, Span, UnknownArticle

LONGEST_ROLE = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotation of an answer, counted from 1, and in which colours."""

    number: int = 1
    dark: bool = False


class Cards:
    """The handlers of /card and of its button."""

    def __init__(self, library: Library, store: Store, posting: Posting) -> None:
        self._library = library
        self._store = store
        self._posting = posting

    async def card(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/card, with a number or a colour: of the answer it replies to, else of the last one."""
        message = update.message
        if message is None:
            return
        wanted = wanted_by(context.args or ())
        kept = await answer_meant(self._store, message)
        if wanted is None:
            await self._posting.say(update, message, replies.say("card_usage.html"))
        elif kept is None or not kept.citations:
            await self._posting.say(update, message, replies.say("card_of_what.html"))
        elif wanted.number > len(kept.citations):
            words = replies.say("card_number.html", quotations=len(kept.citations))
            await self._posting.say(update, message, words)
        else:
            await self._post(update, message, kept, wanted)

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button under an answer."""
        del context
        query = update.callback_query
        message = query.message if query else None
        if query is None:
            return
        pressed = buttons.pictured(query.data or "")
        kept = await self._store.run(answers.by_id, pressed.answer) if pressed else None
        if (
            not isinstance(message, Message)
            or pressed is None
            or kept is None
            # An answer is its chat's: a number from elsewhere opens nothing.
            or kept.chat != message.chat_id
            or pressed.citation >= len(kept.citations)
        ):
            await tell(query, replies.say("gone.txt"))
            return
        await tell(query)
        await self._post(update, message, kept, Wanted(pressed.citation + 1))

    async def _post(self, update: Update, message: Message, kept: Kept, wanted: Wanted) -> None:
        cited = kept.citations[wanted.number - 1]
        span = Span(cited.start, cited.end)
        scope = await scopes.seen_by(self._store, message.chat_id)
        try:
            found = await asyncio.to_thread(self._library.quotation, cited.article, span, scope)
        except UnknownArticle:
            await self._posting.say(update, message, replies.say("gone.txt"))
            return
        where = replies.source(found.citation)
        caption = replies.say("card_caption.html", quotation=found, source=Markup(where))  # noqa: S704
        await self._posting.post(update, message, card.png, as_card(found, wanted.dark), caption)


def wanted_by(arguments: Sequence[str]) -> Wanted | None:
    """What the words behind /card ask for; None where that is nonsense."""
    number, dark = 1, False
    for word in arguments:
        if word.isdecimal() and 0 < int(word[:4]) < 1000:
            number = int(word[:4])
        elif word.casefold() in {"dark", "light"}:
            dark = word.casefold() == "dark"
        else:
            return None
    return Wanted(number, dark)


async def answer_meant(store: Store, message: Message) -> Kept | None:
    """The answer that a message replies to; where it replies to nothing, the person's last one."""
    replied = message.reply_to_message
    if replied is not None:
        return await store.run(answers.by_message, message.chat_id, replied.message_id)
    draft = draft_of(message, "")
    return await store.run(answers.latest, draft.chat, draft.thread, draft.asker)


def as_card(quotation: Quotation, dark: bool) -> Card:
    """The texts of the card: the words as they stand, whose they are, where they stand."""
    citation, reported = quotation.citation, quotation.citation.kind is CitationKind.INDIRECT
    return Card(
        words=citation.quote,
        speaker=citation.speaker,
        role=quotation.role if len(quotation.role) <= LONGEST_ROLE else "",
        note=replies.macro("pictures.txt", "note", reported=reported, negated=citation.negated),
        source=replies.macro("pictures.txt", "source", source=citation.source),
        mark=replies.macro("pictures.txt", "mark"),
        dark=dark,
    )
