"""When somebody was quoted, as a picture: /timeline."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from telegram import Update
from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.handlers.questions.card import referenced_answer
from bot.messaging.photo_sender import PhotoSender
from bot.pictures import timeline
from bot.pictures.timeline import Chart, Row
from bot.store.store import Store
from bot.views import answer_text, templates
from knowledge import Library, NotOnRecord, Timeline, TimelineEntry

ROWS = 8
"""As many as are read on a phone: what is more is counted by month, then by year."""
LONGEST_NAME = 120
LINKS = 5
"""Articles under the picture."""

Dated = tuple[datetime, TimelineEntry]


class Timelines:
    """The handler of /timeline."""

    def __init__(self, library: Library, store: Store, posting: PhotoSender) -> None:
        self._library = library
        self._store = store
        self._posting = posting

    async def timeline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/timeline and a name; without one, of who speaks in the answer it replies to, else in
        the last one.
        """
        message = update.message
        if message is None:
            return
        name = " ".join(context.args or ())[:LONGEST_NAME]
        if not name:
            kept = await referenced_answer(self._store, message)
            name = kept.speaker if kept else ""
        if not name:
            await self._posting.say(update, message, templates.render("timeline_of_whom.html"))
            return
        scope = (await chat_context.of_chat(self._store, message.chat_id)).visible_scope
        found = await asyncio.to_thread(self._library.timeline, name, scope=scope)
        if isinstance(found, NotOnRecord):
            await self._posting.say(update, message, *answer_text.html(found))
            return
        dated = _dated(found)
        facts: dict[str, Any] = {
            "found": found,
            "articles": len(found.occasions),
            "dated": len(dated),
        }
        if not dated:
            words = templates.render("timeline_without_dates.html", **facts)
            await self._posting.say(update, message, words)
            return
        shown = rows(dated)
        facts["left_out"] = sum(o.statements for _, o in dated) - sum(r.statements for r in shown)
        facts["linked"] = [o.source for o in found.occasions if _is_page(o.source.url)][:LINKS]
        caption = templates.render("timeline_caption.html", **facts)
        await self._posting.post(update, message, timeline.png, _chart(found, shown), caption)


def _is_page(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def rows(dated: Sequence[Dated]) -> list[Row]:
    """The occasions, in order of time, by day; by month or year where these are too many, and the
    last years where even those are.
    """
    made: list[Row] = []
    for unit, key in _UNITS:
        made = [_row(unit, list(held)) for _, held in groupby(dated, key)]
        if len(made) <= ROWS:
            return made
    return made[-ROWS:]


_UNITS: tuple[tuple[str, Callable[[Dated], object]], ...] = (
    ("day", lambda one: one[0].date()),
    ("month", lambda one: (one[0].year, one[0].month)),
    ("year", lambda one: one[0].year),
)


def _row(unit: str, held: Sequence[Dated]) -> Row:
    at = held[0][0]
    statements = sum(occasion.statements for _, occasion in held)
    most = max((occasion for _, occasion in held), key=lambda occasion: occasion.statements)
    label = templates.render_macro(
        "pictures.txt", f"in_a_{unit}", at=at, statements=statements, articles=len(held)
    )
    return Row(at, label, statements, most.source.headline)


def _dated(found: Timeline) -> list[Dated]:
    return [(o.source.published, o) for o in found.occasions if o.source.published is not None]


def _chart(found: Timeline, shown: Sequence[Row]) -> Chart:
    statements = sum(row.statements for row in shown)
    articles = len(_dated(found))
    return Chart(
        title=found.person,
        role=found.role if len(found.role) <= LONGEST_NAME else "",
        summary=templates.render_macro(
            "pictures.txt", "counted", statements=statements, articles=articles
        ),
        rows=tuple(shown),
        mark=templates.render_macro("pictures.txt", "mark"),
    )
