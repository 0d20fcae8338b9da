"""Inline mode: quotations to send in any chat."""

from __future__ import annotations

import asyncio
import logging

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot import deep_links, replies, scopes, tongue
from knowledge import Answer, Library

PAGE = 50
CACHED = 5

log = logging.getLogger(__name__)


class Inline:
    """The handler of inline queries. The results are the asker's own, and kept nowhere."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """@bot and a question, typed in some chat."""
        del context
        query = update.inline_query
        if query is None:
            return
        start = int(query.offset) if query.offset.isdecimal() else 0
        results: list[InlineQueryResultArticle] = []
        if query.query.strip():
            scope = scopes.seen_by(query.from_user.id)  # a private chat has its person's number
            reply = await asyncio.to_thread(
                self._library.ask, query.query, scope=scope, today=tongue.today()
            )
            results = _results(reply) if isinstance(reply, Answer) else []
        page = results[start : start + PAGE]
        try:
            await query.answer(
                page,
                cache_time=CACHED,
                is_personal=True,
                next_offset=str(start + PAGE) if results[start + PAGE :] else "",
                button=None if page or start else _way_in(query.query),
            )
        except BadRequest as exc:
            if "too old" not in exc.message:
                raise
            log.info("an inline query was answered too late")


def _results(reply: Answer) -> list[InlineQueryResultArticle]:
    return [
        InlineQueryResultArticle(
            id=f"{citation.source.article}.{citation.span.start}.{citation.span.end}",
            title=(citation.speaker or citation.source.headline or replies.label("open"))[:100],
            description=citation.quote[:200],
            input_message_content=InputTextMessageContent(words),
        )
        for citation in reply.citations
        if (words := replies.one(citation))
    ]


def _way_in(question: str) -> InlineQueryResultsButton:
    """A button that leads to the bot, which then goes on with the question."""
    parameter = deep_links.with_question(question) or "inline"
    return InlineQueryResultsButton(replies.label("open"), start_parameter=parameter)
