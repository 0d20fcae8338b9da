"""The keyboard under an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.button import button
from bot.store.tables.answers import StoredAnswer
from bot.views import message_split, templates
from knowledge import QuestionKind

COPIED = 256
"""UTF-16 units that a button can copy."""

CONTEXTS = 6
"""Of how many paragraphs the context can be opened under one answer."""

_DATA = re.compile(r"([cbmwnk]):(\d{1,18})(?::(\d{1,3}))?")
_PICTURED = re.compile(r"p:(\d{1,18}):(\d{1,3})")
PICTURE_PATTERN = r"p:"
"""What the data of a button for a picture begins with."""

_TAKEN_OUT = re.compile(r"v:(\d{1,18})")
TAKE_OUT = "v:"
"""What the data of a button begins with that takes a message out of a paste."""


@dataclass(frozen=True, slots=True)
class AnswerButton:
    """What a button asks for: "c"ontext of a citation, "b"ack, "m"ore of the speaker, "w"ho else
    has words on it, the "n"ext page, or to chec"k" a quotation.
    """

    act: str
    answer: int
    citation: int = 0


def taken_out(data: str) -> int | None:
    """The message that a button takes out of a paste; None for any other button."""
    found = _TAKEN_OUT.fullmatch(data)
    return int(found[1]) if found else None


def parse_answer_button(data: str) -> AnswerButton | None:
    """The callback data of a button of ours; None for any other."""
    found = _DATA.fullmatch(data)
    return AnswerButton(found[1], int(found[2]), int(found[3] or 0)) if found else None


def parse_picture_button(data: str) -> AnswerButton | None:
    """The callback data of a button for a "p"icture of a citation; None for any other."""
    found = _PICTURED.fullmatch(data)
    return AnswerButton("p", int(found[1]), int(found[2])) if found else None


def answer_keyboard(kept: StoredAnswer, quote: str) -> InlineKeyboardMarkup | None:
    """The keyboard of an answer, whose first citation is `quote`; None where nothing was found."""
    if not kept.citations:
        return None
    rows = [_contexts(kept), _onwards(kept), [button(templates.label("check"), f"k:{kept.id}")]]
    if 0 < message_split.utf16_length(quote) <= COPIED:
        copied = CopyTextButton(quote)
        rows[-1].append(InlineKeyboardButton(templates.label("copy"), copy_text=copied))
    rows[-1].append(button(templates.label("picture"), f"p:{kept.id}:0"))
    return InlineKeyboardMarkup([row for row in rows if row])


def _contexts(kept: StoredAnswer) -> list[InlineKeyboardButton]:
    """A button for the context of each paragraph that is cited, as many as are side by side on a
    phone.
    """
    places = [(cited.article, cited.paragraph) for cited in kept.citations]
    firsts = [n for n, place in enumerate(places) if place not in places[:n]]
    if len(firsts) == 1:
        return [button(templates.label("context", paragraph=0), f"c:{kept.id}:0")]
    numbers = [(n, kept.citations[n].paragraph) for n in firsts[:CONTEXTS]]
    return [button(templates.label("context", paragraph=p), f"c:{kept.id}:{n}") for n, p in numbers]


def _onwards(kept: StoredAnswer) -> list[InlineKeyboardButton]:
    """Where to go from an answer: more of its speaker, others on the same, the next page.

    Without a topic the next page is more of the speaker; without more there is none.
    """
    topic = kept.conversation.get("topic", "")
    of_one = kept.conversation.get("asked") == QuestionKind.SAID and not topic
    row = []
    if kept.speaker and (kept.more or not of_one):
        row.append(button(templates.label("more", speaker=kept.speaker), f"m:{kept.id}"))
    if kept.speaker:
        row.append(button(templates.label("who_else"), f"w:{kept.id}"))
    if kept.more and not (kept.speaker and of_one):
        row.append(button(templates.label("next_page"), f"n:{kept.id}"))
    return row


def back_keyboard(answer: int) -> InlineKeyboardMarkup:
    """The way back to the answer."""
    return InlineKeyboardMarkup([[button(templates.label("back"), f"b:{answer}")]])
