"""The keyboard under an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot import replies, splitting
from knowledge import Answer, Entry, NotOnRecord, Opened

COPIED = 256
"""UTF-16 units that a button can copy."""

A_ROW = 3
"""Contexts side by side: on a phone more are too narrow to be read."""

SPEAKERS = 3
"""Of whom a card has a button."""

_DATA = re.compile(r"([cbm]):(\d{1,18})(?::(\d{1,3}))?")
_PICTURED = re.compile(r"p:(\d{1,18}):(\d{1,3})")
PICTURED = r"p:"
"""What the data of a button for a picture begins with."""
_CHOSEN = re.compile(r"([qodla]):(\d{1,18}):(\d{1,4})")
CHOSEN = r"[qodla]:"
"""What the data of a button about an article begins with."""

ARTICLE, QUESTION = "t:a", "t:q"
"""The data of the buttons under a text that may be either."""
FORGET, KEEP = "f:y", "f:n"
"""The data of the buttons under /forget."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button asks for: "c"ontext of a citation, "b"ack, or "m"ore of the speaker."""

    act: str
    answer: int
    citation: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a button about an article asks for: "q"uoted, "o"nly this, "d"elete it, and of the
    list "a"ll alike and "l"eaf through; `place` is the speaker's place or the list's page.
    """

    act: str
    article: int
    place: int


def chosen(data: str) -> Chosen | None:
    """The callback data of a button about an article; None for any other."""
    found = _CHOSEN.fullmatch(data)
    return Chosen(found[1], int(found[2]), int(found[3])) if found else None


def quoted(read: Sequence[Opened]) -> InlineKeyboardMarkup | None:
    """The keyboard under the card of an article: the first of those quoted in it."""
    if len(read) != 1:
        return None
    row = [
        _button(replies.label("said", speaker=speaker), f"q:{read[0].id}:{place}")
        for place, speaker in enumerate(replies.quoted_in(read[0])[:SPEAKERS])
    ]
    return InlineKeyboardMarkup([row]) if row else None


def listed(
    entries: Sequence[Entry], first: int, page: int, pages: int, *, focused: bool
) -> InlineKeyboardMarkup | None:
    """The keyboard under a page of the list: a row an article, numbered from `first`, and the
    way to the pages before and after.
    """
    rows = [_row(entry, number, page) for number, entry in enumerate(entries, start=first)]
    last = []
    if page > 0:
        last.append(_button(replies.label("newer"), f"l:0:{page - 1}"))
    if focused:
        last.append(_button(replies.label("all_alike"), f"a:0:{page}"))
    if page + 1 < pages:
        last.append(_button(replies.label("older"), f"l:0:{page + 1}"))
    rows += [last] if last else []
    return InlineKeyboardMarkup(rows) if rows else None


def _row(entry: Entry, number: int, page: int) -> list[InlineKeyboardButton]:
    row = [
        _button(replies.label("only", number=number), f"o:{entry.id}:{page}"),
        _button(replies.label("remove", number=number), f"d:{entry.id}:{page}"),
    ]
    if entry.url.startswith(("http://", "https://")):
        row.append(InlineKeyboardButton(replies.label("source", number=number), url=entry.url))
    return row


def doubt() -> InlineKeyboardMarkup:
    """The keyboard that asks what a text is."""
    article, question = replies.label("an_article"), replies.label("a_question")
    return InlineKeyboardMarkup([[_button(article, ARTICLE), _button(question, QUESTION)]])


def forgetting() -> InlineKeyboardMarkup:
    """The keyboard that confirms /forget, or takes it back."""
    yes, no = replies.label("forget_all"), replies.label("keep_all")
    return InlineKeyboardMarkup([[_button(yes, FORGET), _button(no, KEEP)]])


def read(data: str) -> Pressed | None:
    """The callback data of a button of ours; None for any other."""
    found = _DATA.fullmatch(data)
    return Pressed(found[1], int(found[2]), int(found[3] or 0)) if found else None


def pictured(data: str) -> Pressed | None:
    """The callback data of a button for a "p"icture of a citation; None for any other."""
    found = _PICTURED.fullmatch(data)
    return Pressed("p", int(found[1]), int(found[2])) if found else None


def under(answer: int, reply: Answer | NotOnRecord) -> InlineKeyboardMarkup | None:
    """The keyboard of an answer; None where nothing was found."""
    if isinstance(reply, NotOnRecord):
        return None
    paragraphs = [citation.paragraph for citation in reply.citations]
    quote = reply.citations[0].quote
    rows = keyboard(answer, paragraphs, reply.speaker)
    if splitting.units(quote) <= COPIED:
        rows[-1].append(
            InlineKeyboardButton(replies.label("copy"), copy_text=CopyTextButton(quote))
        )
    return InlineKeyboardMarkup(rows)


def keyboard(answer: int, paragraphs: list[int], speaker: str) -> list[list[InlineKeyboardButton]]:
    """The rows of an answer's keyboard: a context for each citation, more of the speaker."""
    several = len(set(paragraphs)) > 1
    contexts = [
        _button(replies.label("context", paragraph=p if several else 0), f"c:{answer}:{number}")
        for number, p in enumerate(paragraphs)
        if p not in paragraphs[:number]
    ]
    rows = [contexts[first : first + A_ROW] for first in range(0, len(contexts), A_ROW)]
    if speaker:
        rows.append([_button(replies.label("more", speaker=speaker), f"m:{answer}")])
    rows.append([_button(replies.label("picture"), f"p:{answer}:0")])
    return rows


def back(answer: int) -> InlineKeyboardMarkup:
    """The way back to the answer."""
    return InlineKeyboardMarkup([[_button(replies.label("back"), f"b:{answer}")]])


def _button(words: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(words, callback_data=data)
