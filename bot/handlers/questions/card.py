"""A quotation that somebody wants as a picture: /card, and the button under an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.handlers.questions.answer_draft import draft_for_message
from bot.keyboards import answer_keyboard
from bot.messaging.callback_query import answer_query, pressed
from bot.messaging.photo_sender import PhotoSender
from bot.pictures import card
from bot.pictures.card import Card
from bot.store.store import Store
from bot.store.tables import answers
from bot.store.tables.answers import StoredAnswer
from bot.views import answer_text, templates
from knowledge import CitationKind, Library, Quotation, Span, UnknownArticle

LONGEST_ROLE = 120


@dataclass(frozen=True, slots=True)
class CardRequest:
    """Which quotation of an answer, counted from 1, and in which colours."""

    number: int = 1
    dark: bool = False


class QuoteCards:
    """The handlers of /card and of its button."""

    def __init__(self, library: Library, store: Store, posting: PhotoSender) -> None:
        self._library = library
        self._store = store
        self._posting = posting

    async def card(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/card, with a number or a colour: of the answer it replies to, else of the last one."""
        message = update.message
        if message is None:
            return
        wanted = parse_card_arguments(context.args or ())
        kept = await referenced_answer(self._store, message)
        if wanted is None:
            await self._posting.say(update, message, templates.render("card_usage.html"))
        elif kept is None or not kept.citations:
            await self._posting.say(update, message, templates.render("card_of_what.html"))
        elif wanted.number > len(kept.citations):
            words = templates.render("card_number.html", quotations=len(kept.citations))
            await self._posting.say(update, message, words)
        else:
            await self._post(update, message, kept, wanted)

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button under an answer."""
        del context
        press = await pressed(update, answer_keyboard.parse_picture_button)
        if press is None:
            return
        message, number = press.message, press.button.citation
        kept = await self._store.run(answers.by_id, press.button.answer)
        # An answer is its chat's: a number from elsewhere opens nothing.
        if kept is None or kept.chat != message.chat_id or number >= len(kept.citations):
            await answer_query(press.query, templates.render("gone.txt"))
            return
        await answer_query(press.query)
        await self._post(update, message, kept, CardRequest(number + 1))

    async def _post(
        self, update: Update, message: Message, kept: StoredAnswer, wanted: CardRequest
    ) -> None:
        cited = kept.citations[wanted.number - 1]
        span = Span(cited.start, cited.end)
        scope = (await chat_context.of_chat(self._store, message.chat_id)).visible_scope
        try:
            found = await asyncio.to_thread(self._library.quotation, cited.article, span, scope)
        except UnknownArticle:
            await self._posting.say(update, message, templates.render("gone.txt"))
            return
        where = answer_text.source_line(found.citation)
        caption = templates.render("card_caption.html", quotation=found, source=Markup(where))  # noqa: S704
        await self._posting.post(update, message, card.png, card_of(found, wanted.dark), caption)


def parse_card_arguments(arguments: Sequence[str]) -> CardRequest | None:
    """What the words behind /card ask for; None where that is nonsense."""
    number, dark = 1, False
    for word in arguments:
        if word.isdecimal() and 0 < int(word[:4]) < 1000:
            number = int(word[:4])
        elif word.casefold() in {"dark", "light"}:
            dark = word.casefold() == "dark"
        else:
            return None
    return CardRequest(number, dark)


async def referenced_answer(store: Store, message: Message) -> StoredAnswer | None:
    """The answer that a message replies to; where it replies to nothing, the person's last one."""
    replied = message.reply_to_message
    if replied is not None:
        return await store.run(answers.by_message, message.chat_id, replied.message_id)
    draft = draft_for_message(message, "")
    return await store.run(answers.latest, draft.chat, draft.thread, draft.asker)


def card_of(quotation: Quotation, dark: bool) -> Card:
    """The texts of the card: the words as they stand, whose they are, where they stand."""
    citation, reported = quotation.citation, quotation.citation.kind is CitationKind.INDIRECT
    return Card(
        words=citation.quote,
        speaker=citation.speaker,
        role=quotation.role if len(quotation.role) <= LONGEST_ROLE else "",
        note=templates.render_macro(
            "pictures.txt", "note", reported=reported, negated=citation.negated
        ),
        source=templates.render_macro("pictures.txt", "source", source=citation.source),
        mark=templates.render_macro("pictures.txt", "mark"),
        dark=dark,
    )
