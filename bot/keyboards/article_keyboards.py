"""The keyboards under the card of an article and under the list of articles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards import callback_data
from bot.keyboards.button import button
from bot.views import article_card, templates
from knowledge import ArticleEntry, StoredArticle

ABREAST = 3
"""Buttons with a word or two that are side by side on a phone and still read."""

SPEAKERS = 3
"""Of whom a card has a button."""


@dataclass(frozen=True, slots=True)
class ArticleButton:
    """What a button about an article asks for: "q"uoted, "o"nly this, "d"elete it, and of the
    list "a"ll alike and "l"eaf through; `place` is the speaker's place or the list's page.
    """

    act: str
    article: int
    place: int


def parse_article_button(data: str) -> ArticleButton | None:
    """The callback data of a button about an article; None for any other."""
    found = callback_data.ARTICLE.grammar.fullmatch(data)
    return ArticleButton(found[1], int(found[2]), int(found[3])) if found else None


def card_keyboard(
    read: Sequence[StoredArticle], *, shared: bool = True, last: int = 0
) -> InlineKeyboardMarkup | None:
    """The keyboard under the card of an article: the first of those quoted in it, the way to
    share it where it may be `shared`, and to take out the `last` of its messages where there are
    several.
    """
    if len(read) != 1:
        return None
    row = [
        button(templates.label("said", speaker=speaker), f"q:{read[0].id}:{place}")
        for place, speaker in enumerate(article_card.speakers_in(read[0])[:SPEAKERS])
    ]
    rows = [row, [button(templates.label("share"), f"s:{read[0].id}")] if shared else []]
    if last:
        rows.append([button(templates.label("take_last"), f"v:{last}")])
    return InlineKeyboardMarkup([row for row in rows if row]) if any(rows) else None


def article_list_keyboard(
    entries: Sequence[ArticleEntry],
    first: int,
    page: int,
    pages: int,
    *,
    focused: bool,
    lent: Collection[int] = (),
) -> InlineKeyboardMarkup | None:
    """The keyboard under a page of the list: a row or two an article, numbered from `first`, and
    the way to the pages before and after. What is `lent` by another chat is not shared on.
    """
    rows = [
        row
        for number, entry in enumerate(entries, start=first)
        for row in _rows(entry, number, page, shared=entry.id not in lent)
    ]
    last = []
    if page > 0:
        last.append(button(templates.label("newer"), f"l:0:{page - 1}"))
    if focused:
        last.append(button(templates.label("all_alike"), f"a:0:{page}"))
    if page + 1 < pages:
        last.append(button(templates.label("older"), f"l:0:{page + 1}"))
    rows += [last] if last else []
    return InlineKeyboardMarkup(rows) if rows else None


def _rows(
    entry: ArticleEntry, number: int, page: int, *, shared: bool
) -> list[list[InlineKeyboardButton]]:
    """The buttons of one article; four are too many side by side on a phone."""
    row = [
        button(templates.label("only", number=number), f"o:{entry.id}:{page}"),
        button(templates.label("remove", number=number), f"d:{entry.id}:{page}"),
    ]
    if entry.url.startswith(("http://", "https://")):
        row.append(InlineKeyboardButton(templates.label("source", number=number), url=entry.url))
    if shared:
        row.append(button(templates.label("share_number", number=number), f"s:{entry.id}"))
    return [row] if len(row) <= ABREAST else [row[:2], row[2:]]
