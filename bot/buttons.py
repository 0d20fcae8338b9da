"""The keyboard under an answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot import arrivals, replies, splitting
from bot.store.answers import Kept
from knowledge import Asked, Entry, Opened

COPIED = 256
"""UTF-16 units that a button can copy."""

CONTEXTS = 6
"""Of how many paragraphs the context can be opened under one answer."""

ABREAST = 3
"""Buttons with a word or two that are side by side on a phone and still read."""

SPEAKERS = 3
"""Of whom a card has a button."""

_DATA = re.compile(r"([cbmwnk]):(\d{1,18})(?::(\d{1,3}))?")
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
    """What a button asks for: "c"ontext of a citation, "b"ack, "m"ore of the speaker, "w"ho else
    has words on it, the "n"ext page, or to chec"k" a quotation.
    """

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


def quoted(read: Sequence[Opened], *, shared: bool = True) -> InlineKeyboardMarkup | None:
    """The keyboard under the card of an article: the first of those quoted in it, and the way to
    share it where it may be `shared`.
    """
    if len(read) != 1:
        return None
    row = [
        button(replies.label("said", speaker=speaker), f"q:{read[0].id}:{place}")
        for place, speaker in enumerate(arrivals.quoted_in(read[0])[:SPEAKERS])
    ]
    rows = [row, [button(replies.label("share"), f"s:{read[0].id}")] if shared else []]
    return InlineKeyboardMarkup([row for row in rows if row]) if any(rows) else None


def listed(
    entries: Sequence[Entry],
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
        last.append(button(replies.label("newer"), f"l:0:{page - 1}"))
    if focused:
        last.append(button(replies.label("all_alike"), f"a:0:{page}"))
    if page + 1 < pages:
        last.append(button(replies.label("older"), f"l:0:{page + 1}"))
    rows += [last] if last else []
    return InlineKeyboardMarkup(rows) if rows else None


def _rows(
    entry: Entry, number: int, page: int, *, shared: bool
) -> list[list[InlineKeyboardButton]]:
    """The buttons of one article; four are too many side by side on a phone."""
    row = [
        button(replies.label("only", number=number), f"o:{entry.id}:{page}"),
        button(replies.label("remove", number=number), f"d:{entry.id}:{page}"),
    ]
    if entry.url.startswith(("http://", "https://")):
        row.append(InlineKeyboardButton(replies.label("source", number=number), url=entry.url))
    if shared:
        row.append(button(replies.label("share_number", number=number), f"s:{entry.id}"))
    return [row] if len(row) <= ABREAST else [row[:2], row[2:]]


def doubt() -> InlineKeyboardMarkup:
    """The keyboard that asks what a text is."""
    article, question = replies.label("an_article"), replies.label("a_question")
    return InlineKeyboardMarkup([[button(article, ARTICLE), button(question, QUESTION)]])


def forgetting() -> InlineKeyboardMarkup:
    """The keyboard that confirms /forget, or takes it back."""
    yes, no = replies.label("forget_all"), replies.label("keep_all")
    return InlineKeyboardMarkup([[button(yes, FORGET), button(no, KEEP)]])


def read(data: str) -> Pressed | None:
    """The callback data of a button of ours; None for any other."""
    found = _DATA.fullmatch(data)
    return Pressed(found[1], int(found[2]), int(found[3] or 0)) if found else None


def pictured(data: str) -> Pressed | None:
    """The callback data of a button for a "p"icture of a citation; None for any other."""
    found = _PICTURED.fullmatch(data)
    return Pressed("p", int(found[1]), int(found[2])) if found else None


def under(kept: Kept, quote: str) -> InlineKeyboardMarkup | None:
    """The keyboard of an answer, whose first citation is `quote`; None where nothing was found."""
    if not kept.citations:
        return None
    rows = [_contexts(kept), _onwards(kept), [button(replies.label("check"), f"k:{kept.id}")]]
    if 0 < splitting.units(quote) <= COPIED:
        copied = CopyTextButton(quote)
        rows[-1].append(InlineKeyboardButton(replies.label("copy"), copy_text=copied))
    rows[-1].append(button(replies.label("picture"), f"p:{kept.id}:0"))
    return InlineKeyboardMarkup([row for row in rows if row])


def _contexts(kept: Kept) -> list[InlineKeyboardButton]:
    """A button for the context of each paragraph that is cited, as many as are side by side on a
    phone.
    """
    places = [(cited.article, cited.paragraph) for cited in kept.citations]
    firsts = [n for n, place in enumerate(places) if place not in places[:n]]
    if len(firsts) == 1:
        return [button(replies.label("context", paragraph=0), f"c:{kept.id}:0")]
    numbers = [(n, kept.citations[n].paragraph) for n in firsts[:CONTEXTS]]
    return [button(replies.label("context", paragraph=p), f"c:{kept.id}:{n}") for n, p in numbers]


def _onwards(kept: Kept) -> list[InlineKeyboardButton]:
    """Where to go from an answer: more of its speaker, others on the same, the next page.

    Without a topic the next page is more of the speaker; without more there is none.
    """
    topic = kept.conversation.get("topic", "")
    of_one = kept.conversation.get("asked") == Asked.SAID and not topic
    row = []
    if kept.speaker and (kept.more or not of_one):
        row.append(button(replies.label("more", speaker=kept.speaker), f"m:{kept.id}"))
    if kept.speaker:
        row.append(button(replies.label("who_else"), f"w:{kept.id}"))
    if kept.more and not (kept.speaker and of_one):
        row.append(button(replies.label("next_page"), f"n:{kept.id}"))
    return row


def back(answer: int) -> InlineKeyboardMarkup:
    """The way back to the answer."""
    return InlineKeyboardMarkup([[button(replies.label("back"), f"b:{answer}")]])


def button(words: str, data: str) -> InlineKeyboardButton:
    """A button that sends us `data`, of at most 64 bytes, when it is pressed."""
    return InlineKeyboardButton(words, callback_data=data)
