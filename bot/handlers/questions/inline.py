"""Inline mode: quotations to send in any chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.incoming import deep_links
from bot.incoming.deep_links import PENDING_QUESTION
from bot.store.store import Store
from bot.views import answer_text, templates
from knowledge import Citation, Library

PAGE = 50
CACHED = 5

log = logging.getLogger(__name__)


class InlineQueries:
    """The handler of inline queries. The results are the asker's own, and kept nowhere; so is the
    query, but where it found nothing and is too long for the link that leads to the bot with it.
    """

    def __init__(self, library: Library, store: Store) -> None:
        self._library = library
        self._store = store

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """@bot and a question, typed in some chat."""
        del context
        query = update.inline_query
        if query is None:
            return
        start = int(query.offset) if query.offset.isdecimal() else 0
        results: list[InlineQueryResultArticle] = []
        if query.query.strip():
            # A private chat has its person's number.
            scope = (await chat_context.of_chat(self._store, query.from_user.id)).visible_scope
            found = await asyncio.to_thread(self._library.quotable, query.query, scope)
            results = _results(found)
        page = results[start : start + PAGE]
        try:
            await query.answer(
                page,
                cache_time=CACHED,
                is_personal=True,
                # None, not "": of that python-telegram-bot's ExtBot with Defaults makes "[]".
                next_offset=str(start + PAGE) if results[start + PAGE :] else None,
                button=None if page or start else await self._way_in(query),
            )
        except BadRequest as exc:
            if "too old" not in exc.message:
                raise
            log.info("an inline query was answered too late")

    async def _way_in(self, query: InlineQuery) -> InlineQueryResultsButton:
        """A button that leads to the bot, which then goes on with the question."""
        parameter = deep_links.with_question(query.query)
        if parameter == deep_links.KEPT:
            carried = {PENDING_QUESTION: query.query.strip()}
            person = query.from_user.id
            await chat_context.change_settings(self._store, person, carried)
        return InlineQueryResultsButton(
            templates.label("open"), start_parameter=parameter or "inline"
        )


def _results(found: Iterable[Citation]) -> list[InlineQueryResultArticle]:
    return [
        InlineQueryResultArticle(
            id=f"{citation.source.article}.{citation.span.start}.{citation.span.end}",
            title=(citation.speaker or citation.source.headline or templates.label("open"))[:100],
            description=templates.render("inline.txt", citation=citation),
            input_message_content=InputTextMessageContent(words),
        )
        for citation in found
        if (words := answer_text.quotation_html(citation))
    ]
