"""The keyboard under an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot import replies, splitting
from knowledge import Answer, NotOnRecord

COPIED = 256
"""UTF-16 units that a button can copy."""

_DATA = re.compile(r"([cbm]):(\d{1,18})(?::(\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button asks for: "c"ontext of a citation, "b"ack, or "m"ore of the speaker."""

    act: str
    answer: int
    citation: int = 0


def read(data: str) -> Pressed | None:
    """The callback data of a button of ours; None for any other."""
    found = _DATA.fullmatch(data)
    return Pressed(found[1], int(found[2]), int(found[3] or 0)) if found else None


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
    rows = [contexts]
    if speaker:
        rows.append([_button(replies.label("more", speaker=speaker), f"m:{answer}")])
    return rows


def back(answer: int) -> InlineKeyboardMarkup:
    """The way back to the answer."""
    return InlineKeyboardMarkup([[_button(replies.label("back"), f"b:{answer}")]])


def _button(words: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(words, callback_data=data)
