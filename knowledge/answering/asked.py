"""What a question asks for, told from its words."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.answering import forms, quantities, wording
from knowledge.question import Asked, Question, Wanted

LONGEST = 2000
"""Characters of a question; more than that is a text, not a question."""

_NAME = 5
"""Words of a name or a role before the words that are claimed to be theirs."""

_HOW_MUCH = (
    r"how (?:many|much|long|old|far|large|big|tall|high|often|fast|deep|wide|heavy|full|close)\b"
)
_WANTED: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))
    for wanted, pattern in (
        (
            Wanted.NUMBER,
            rf"{_HOW_MUCH}(?! ago)"
            r"|(?:what|which) (?:percent|share|number|amount|population|price|age)"
            r"|what (?:is|was|are|were)\b.*\b(?:share|turnout|price|cost|rate|percentage|population"
            r"|score|total|number|amount|size|length|height|weight|age|budget|salary)\b",
        ),
        (
            Wanted.TIME,
            r"when\b|how long ago|(?:what|which) (?:year|date|day|month|century|decade|time)\b",
        ),
        (Wanted.PERSON, r"who(?:m|se|'s|’s)?\b"),
        (
            Wanted.PLACES,
            r"(?:what|which) (?:cities|countries|places|states|towns|regions|villages|islands)\b",
        ),
        (
            Wanted.PLACE,
            r"where\b|(?:what|which) (?:city|cities|country|countries|place|state|town|region"
            r"|village|river|street|continent|county|nation|island|port|capital)\b",
        ),
        (Wanted.REASON, r"why\b|what (?:caused|led to|made)\b|what (?:was |is )?the reason"),
        (Wanted.MANNER, r"how\b"),
        (Wanted.YES_OR_NO, r"^\W*(?:is|are|was|were|do|does|did|has|have|had|will|can|could)\b"),
    )
)
_SCAFFOLD = re.compile(
    rf"\b{_HOW_MUCH}|\b(?:tell|show|give) me\b|\bplease\b|\bwhat (?:kind|sort|type) of\b"
    r"|\baccording to (?:the )?(?:article|text|story|report(?:s)?)\b"
    r"|\b(?:in|from) (?:this|the) (?:article|text|story|piece)\b",
    re.IGNORECASE,
)
"""Words that shape a question and are not what it is about."""
_ACCORDING = re.compile(
    r",?\s*\b(?:according to|in the (?:words|view|opinion) of)\s+(?P<who>[^,?]+)[,?]?",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\s*\b(?:in|from|of) (?:this|the) (?:article|text|story|piece|report)\b", re.IGNORECASE
)


def read(text: str) -> Question:
    """The question in `text`, as far as its own words tell. Pure; needs no parser."""
    line = wording.plain(text, LONGEST)
    question = forms.formed(_HERE.sub("", line) or line)
    wanted = _wanted(line)
    about = _SCAFFOLD.sub(" ", line)
    if question.asked is Asked.FACT and (match := _ACCORDING.search(line)):
        question = replace(question, people=(match["who"].strip(),))
        about = _SCAFFOLD.sub(" ", line[: match.start()] + " " + line[match.end() :])
    if (
        question.asked in (Asked.SAID, Asked.SIDES)
        and question.people
        and wanted in _TYPED
        and not re.match(r"\W*(?:and |but )?wh?at\b", line, re.IGNORECASE)
    ):
        question = replace(question, asked=Asked.FACT)
    return replace(
        question,
        text=line,
        wanted=wanted,
        measure=quantities.measure_asked(line),
        about=" ".join(about.split()),
    )


def claim(text: str, speaker: str = "") -> Question:
    """The question whether somebody said the words in `text`: those in quotation marks, where some
    are, of whoever is named beside them; else all of it, of `speaker` ("": of anybody).
    """
    line = wording.plain(text, LONGEST)
    mark = wording.marked(line, least=1)
    words, people = line.strip(" \"'“”„«»‘’"), tuple[str, ...]()
    if mark is not None:
        words, (start, _) = mark
        people = forms.formed(line).people
        name = line[:start].strip(" ,:;–—-")
        if not people and name and len(name.split()) <= _NAME:
            people = (name,)
    people = people or ((speaker,) if speaker else ())
    return Question(
        line, Asked.CHECK, people=people, claim=words, marked=True, spoken=True, about=words
    )


def _wanted(text: str) -> Wanted:
    for wanted, pattern in _WANTED:
        if pattern.search(text):
            return wanted
    return Wanted.ANYTHING


_TYPED = frozenset({Wanted.NUMBER, Wanted.TIME, Wanted.PLACE, Wanted.REASON, Wanted.MANNER})
