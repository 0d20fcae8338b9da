"""What a question asks for, told from its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from knowledge.answer import Reason
from knowledge.language.terms import terms
from knowledge.question import Question, Wanted

LONGEST = 2000
"""Characters of a question; more than that is a text, not a question."""

_HOW_MUCH = r"how (?:many|much|long|old|far|large|big|tall|high|often|fast|deep|wide|heavy)\b"
_WANTED: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))
    for wanted, pattern in (
        (
            Wanted.NUMBER,
            rf"{_HOW_MUCH}(?! ago)"
            r"|(?:what|which) (?:percent|share|number|amount|population|price|age)",
        ),
        (
            Wanted.TIME,
            r"when\b|how long ago|(?:what|which) (?:year|date|day|month|century|decade|time)\b",
        ),
        (Wanted.PERSON, r"who(?:m|se|'s|’s)?\b"),
        (
            Wanted.PLACE,
            r"where\b|(?:what|which) (?:city|cities|country|countries|place|state|town|region"
            r"|village|river|street|continent|county|nation|island|port|capital)\b",
        ),
        (
            Wanted.REASON,
            r"why\b|what (?:caused|led to|made)\b|(?:what|which) (?:was |is )?the reason",
        ),
        (Wanted.MANNER, r"how\b"),
        (Wanted.YES_OR_NO, r"^\W*(?:is|are|was|were|do|does|did|has|have|had|will|can|could)\b"),
    )
)
_SCAFFOLD = re.compile(
    rf"\b{_HOW_MUCH}"
    r"|\b(?:tell|show|give) me\b|\bplease\b|\bwhat (?:kind|sort|type) of\b",
    re.IGNORECASE,
)
"""Words that shape a question and are not what it is about."""


def read(text: str, languages: Iterable[str]) -> Question:
    """The question in `text`, its terms analysed once for each of `languages`."""
    plain = _plain(text)
    about = _SCAFFOLD.sub(" ", plain)
    return Question(
        text=text,
        wanted=_wanted(plain),
        terms={language: tuple(terms(about, language)) for language in languages},
    )


def unreadable(question: Question) -> Reason | None:
    """Why nothing can be looked for, if nothing can."""
    if len(question.text) > LONGEST:
        return Reason.TOO_LONG
    if not any(question.terms.values()):
        return Reason.UNREADABLE
    return None


def _plain(text: str) -> str:
    """`text` in one line, without control characters."""
    shown = "".join(" " if unicodedata.category(c).startswith("C") else c for c in text[:LONGEST])
    return " ".join(shown.split())


def _wanted(text: str) -> Wanted:
    for wanted, pattern in _WANTED:
        if pattern.search(text):
            return wanted
    return Wanted.ANYTHING
