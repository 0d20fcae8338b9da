"""What names tell: titles before them, the likely sex of who bears them, where they stand."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from knowledge.language import word_lists
from knowledge.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "al",
        "el",
        "ben",
        "ter",
        "zu",
    ]
)
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "esq."))
_CAPITAL = r"[^\W\d_a-z][\w'’.-]*"
_NAME = re.compile(
    rf"\b{_CAPITAL}(?:[ \u00a0](?:(?:{'|'.join(sorted(PARTICLES))})[ \u00a0])?{_CAPITAL})+"
)


def sex(first_name: str) -> str:
    """ "m" or "f" where at least four in five bearers of the name are, else "" (US Census)."""
    return _first_names().get(first_name.casefold(), "")


def title(word: str) -> str | None:
    """The sex that a title tells ("m", "f", "" for neither), None where `word` is no title."""
    return _titles().get(word.casefold())


def abbreviated_titles() -> list[str]:
    """Titles that end with a point, which ends no sentence: "Sgt."."""
    return [word.capitalize() for word in _titles() if word.endswith(".")]


def find(text: str, part: Span) -> Iterator[Span]:
    """Names of two or more words in unparsed text: capitals in a row, the first of them a title
    or a known first name.
    """
    for match in _NAME.finditer(text, part.start, part.end):
        words = match.group().split()
        start = match.start()
        while words and not (sex(words[0]) or title(words[0]) is not None):
            start += len(words.pop(0))
            while start < match.end() and text[start].isspace():
                start += 1
        if len(words) > 1:
            yield Span(start, start + len(text[start : match.end()].rstrip(".,'’")))


def _rows(name: str) -> Iterator[tuple[str, list[str]]]:
    for line in word_lists.lines(f"en/{name}"):
        key, _, words = line.partition("\t")
        yield key, words.split()


@cache
def _first_names() -> dict[str, str]:
    return {word: key for key, words in _rows("first_names.tsv") for word in words}


@cache
def _titles() -> dict[str, str]:
    return {word: key.strip("-") for key, words in _rows("titles.tsv") for word in words}
