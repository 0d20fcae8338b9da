"""Long replies cut into messages that Telegram takes."""

from __future__ import annotations

import html
import re
import unicodedata

LIMIT = 4096
"""UTF-16 units of a message, without its markup."""
ENTITIES = 100
GAP = "\n\n"

_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)\]]*\s+")
_SPACE = re.compile(r"\s+")
_JOINERS = "\u200d\ufe0e\ufe0f"


def utf16_length(text: str) -> int:
    """The length of a text as Telegram counts it: UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def visible_length(markup: str) -> int:
    """The length of a piece of Telegram HTML once its tags are taken out, in UTF-16 units."""
    return utf16_length(html.unescape(_TAG.sub("", markup)))


def join_blocks(blocks: list[str]) -> list[str]:
    """Messages of as many blocks as each can hold, in order; a block is never cut.

    No block may be longer than a message.
    """
    messages: list[str] = []
    for block in blocks:
        longer = f"{messages[-1]}{GAP}{block}" if messages else block
        if messages and visible_length(longer) <= LIMIT and longer.count("</") <= ENTITIES:
            messages[-1] = longer
        else:
            messages.append(block)
    return messages


def split_text(text: str, limit: int) -> list[str]:
    """The text in slices of at most `limit` UTF-16 units, without the white space between them.

    Cut after a sentence where there is one in the second half of a slice, else between words,
    else anywhere but inside what a reader sees as one character.
    """
    parts: list[str] = []
    rest = text.strip()
    while utf16_length(rest) > limit:
        cut = _cut(rest[: _fitting(rest, limit)])
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest]


def _fitting(text: str, limit: int) -> int:
    """How many characters of the text have at most `limit` UTF-16 units."""
    fits = min(len(text), limit)
    while utf16_length(text[:fits]) > limit:
        fits -= max(1, (utf16_length(text[:fits]) - limit) // 2)
    return fits


def _cut(slice_: str) -> int:
    for border in (_SENTENCE_END, _SPACE):
        ends = [found.end() for found in border.finditer(slice_)]
        if ends and ends[-1] > len(slice_) // 2:
            return ends[-1]
    cut = len(slice_)
    while cut > 1 and _sticks(slice_, cut - 1):
        cut -= 1
    return cut - 1 if cut > 1 else len(slice_)


def _sticks(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before it."""
    character = text[at]
    joined_on = character in _JOINERS or text[at - 1] == "\u200d"
    return joined_on or unicodedata.category(character) in {"Mn", "Me", "Mc"}
