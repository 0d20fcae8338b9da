"""What a question asks for, told from its words."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.model.question import AnswerType, Question, QuestionKind
from knowledge.questions import question_forms, tokens

LONGEST = 2000
"""Characters of a question; more than that is a text, not a question."""

_NAME = 5
"""Words of a name or a role before the words that are claimed to be theirs."""

_HOW_MUCH = (
    r"how (?:many|much|long|old|far|large|big|tall|high|often|fast|deep|wide|heavy|full|close)\b"
)
_WANTED: tuple[tuple[AnswerType, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))
    for wanted, pattern in (
        (
            AnswerType.NUMBER,
            rf"{_HOW_MUCH}(?! ago)"
            r"|(?:what|which) (?:percent|share|number|amount|population|price|age)"
            r"|what (?:is|was|are|were)\b.*\b(?:share|turnout|price|cost|rate|percentage|population"
            r"|score|total|number|amount|size|length|height|weight|age|budget|salary)\b",
        ),
        (
            AnswerType.TIME,
            r"when\b|how long ago|(?:what|which) (?:year|date|day|month|century|decade|time)\b",
        ),
        (AnswerType.PERSON, r"who(?:m|se|'s|’s)?\b"),
        (
            AnswerType.PLACES,
            r"(?:what|which) (?:cities|countries|places|states|towns|regions|villages|islands)\b",
        ),
        (
            AnswerType.PLACE,
            r"where\b|(?:what|which) (?:city|cities|country|countries|place|state|town|region"
            r"|village|river|street|continent|county|nation|island|port|capital)\b",
        ),
        (AnswerType.REASON, r"why\b|what (?:caused|led to|made)\b|what (?:was |is )?the reason"),
        (AnswerType.MANNER, r"how\b"),
        (
            AnswerType.YES_OR_NO,
            r"^\W*(?:is|are|was|were|do|does|did|has|have|had|will|can|could)\b",
        ),
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


def parse_question(text: str) -> Question:
    """The question in `text`, as far as its own words tell. Pure; needs no parser."""
    line = tokens.plain(text, LONGEST)
    question = question_forms.match_form(_HERE.sub("", line) or line)
    wanted = _wanted(line)
    about = _SCAFFOLD.sub(" ", line)
    if question.asked is QuestionKind.FACT and (match := _ACCORDING.search(line)):
        question = replace(question, people=(match["who"].strip(),))
        about = _SCAFFOLD.sub(" ", line[: match.start()] + " " + line[match.end() :])
    if (
        question.asked in (QuestionKind.SAID, QuestionKind.SIDES)
        and question.people
        and wanted in _TYPED
        and not re.match(r"\W*(?:and |but )?wh?at\b", line, re.IGNORECASE)
    ):
        question = replace(question, asked=QuestionKind.FACT)
    return replace(question, text=line, wanted=wanted, about=" ".join(about.split()))


def parse_claim(text: str, speaker: str = "") -> Question:
    """The question whether somebody said the words in `text`: those in quotation marks, where some
    are, of whoever is named beside them; else all of it, of `speaker` ("": of anybody).
    """
    line = tokens.plain(text, LONGEST)
    mark = tokens.quoted_stretch(line, least=1)
    words, people = line.strip(" \"'“”„«»‘’"), tuple[str, ...]()
    if mark is not None:
        words, (start, _) = mark
        people = question_forms.match_form(line).people
        name = line[:start].strip(" ,:;–—-")
        if not people and name and len(name.split()) <= _NAME:
            people = (name,)
    people = people or ((speaker,) if speaker else ())
    return Question(
        line, QuestionKind.CHECK, people=people, claim=words, marked=True, spoken=True, about=words
    )


def _wanted(text: str) -> AnswerType:
    for wanted, pattern in _WANTED:
        if pattern.search(text):
            return wanted
    return AnswerType.ANYTHING


_TYPED = frozenset(
    {AnswerType.NUMBER, AnswerType.TIME, AnswerType.PLACE, AnswerType.REASON, AnswerType.MANNER}
)
