"""What stands beside a name and says who that is: "Malaysia's Prime Minister, Najib Razak", "Steve
Whitmore, a representative for the sheriff".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.answering.people.roles import roles, titles, words_of
from knowledge.language.terms import is_stop_word
from knowledge.model.span import Span

_BACK, _FORTH = 120, 140
"""Characters before and behind a name that are looked at."""
_BORDER = re.compile(r"[.;:!?“”\"()\n—–,](?!\w)")
_JOINING = frozenset("the of for and to former deputy vice acting then general".split())
_BEHIND = re.compile(r",\s+(?P<who>(?:an?|the|its|his|her|their|who)\s[^,.;:“”\"()\n]{3,120})[,.;]")


def appositions(text: str, name: Span, language: str) -> Iterator[Span]:
    """The phrases beside the name at `name` whose head is an office or a calling."""
    before = _before(text, name, language)
    if before is not None and _is_title(before.of(text), language):
        yield before
    behind = _BEHIND.match(text, name.end, name.end + _FORTH)
    if behind and _is_title(behind["who"], language):
        yield Span(*behind.span("who"))


def _before(text: str, name: Span, language: str) -> Span | None:
    """The run of capitalised words and titles that leads up to the name."""
    start = max(0, name.start - _BACK)
    end = start + len(text[start : name.start].rstrip(" ,"))
    borders = [match.end() for match in _BORDER.finditer(text, start, end)]
    first = borders[-1] if borders else start
    known = titles()
    while first < end:
        words = text[first:end].split()
        if (
            words
            and not _opens(words[0], language)
            and all(
                word[:1].isupper() or word.casefold() in _JOINING or set(words_of(word)) & known
                for word in words
            )
        ):
            part = text[first:end]
            return Span(first + len(part) - len(part.lstrip()), end)
        # from the next word on
        part = text[first:end].lstrip()
        cut = part.find(" ")
        if cut < 0:
            return None
        first = end - len(part) + cut + 1
    return None


def _opens(word: str, language: str) -> bool:
    """Whether a word has its capital only where a sentence begins: Then former Director Ek left."""
    return word[:1].isupper() and word != "The" and is_stop_word(word.casefold(), language)


def _is_title(phrase: str, language: str) -> bool:
    known = titles()
    front = re.split(r"\b(?:of|for|in|at|from|on|to|with|by|that|who)\b", phrase)[0]
    words = words_of(front)
    return bool(words) and words[-1] in known and any(True for _ in roles(phrase, (), language))
