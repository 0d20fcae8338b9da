"""Whether a sentence holds what is asked for: a time, a number, a person, a place, a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from knowledge.answering import quantities
from knowledge.language.terms import placed_terms, terms
from knowledge.question import Measure, Question, Wanted

_TIME = re.compile(
    r"\b(?:1\d{3}|20\d\d)s?\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b\d+(?:st|nd|rd|th) century\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b"
    r"|\b(?:today|yesterday|tomorrow|tonight|midnight|noon)\b"
    r"|\b(?:last|next|this|previous|following) "
    r"(?:week|month|year|night|spring|summer|autumn|fall|winter)\b"
    r"|\b(?:\w+ )?(?:years?|months?|weeks?|days?|hours?) (?:ago|later|earlier)\b"
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred"
    r"|thousand|million|billion|half|third|quarter|twice|once|double|both|none|several)s?\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|since|so that|in order to|as a result|reasons?|caus(?:ed?|ing)|led to"
    r"|owing|therefore|thus|after|to (?:avoid|prevent|protect|allow|help|make|get|ensure))\b",
    re.IGNORECASE,
)
_NOT_NAMED = r"\b(?:not been|not|never|un)[ -]?(?:named|identified)\b|\bdid not name\b"
_NAME_OF = re.compile(
    r"\bnames? of (?:the|this|that|his|her|their|its) (?P<what>\w[\w -]*?)"
    r"(?:\?|$|,| (?:who|whom|that|which|in|on|at|of|from|to|for|with|by)\b)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w'’.-]*[\w](?: (?:(?:of|the|de|van|von|al) )*[A-Z][\w'’.-]*\w)*")
_PLACES = re.compile(
    r"\b(?:in|at|from|to|of|into|across|near) (?:the )?(?P<names>[A-Z]\w+(?: [A-Z]\w+)*"
    r"(?:, (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)*,? and (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)"
)
_PLACE = re.compile(r"\b(?:in|at|on|from|to|near|of|into|across|outside|through) (?:the )?[A-Z]\w+")


def holds(wanted: Wanted, sentence: str, asked: Collection[str], language: str) -> bool:
    """Whether `sentence` holds a thing of the wanted type that is not already in the question.

    `asked` are the question's terms. Told by form alone (a capital, a digit, a word of time), so
    that nothing is parsed when a question comes.
    """
    test = _TESTS.get(wanted)
    return test is not None and test(sentence, asked, language)


def lacks(question: Question, sentence: str, language: str) -> bool:
    """Whether `sentence` plainly has nothing of what is asked for. Told of English only."""
    if language == "en" and (asked := _NAME_OF.search(question.text)):
        return _is_nameless(asked["what"], sentence)
    measure = question.measure
    return (
        measure is not Measure.NONE and language == "en" and not quantities.holds(measure, sentence)
    )


def _is_nameless(what: str, sentence: str) -> bool:
    """Whether the sentence has the thing without a name: "a 34-year-old man", "a parrot"."""
    kind = re.escape(what.split()[-1])
    unnamed = rf"\b(?:an?|another|one|some) (?:[\w-]+ ){{0,3}}{kind}\b"
    named = (
        r"(?!,? (?:named|called|known as|identified as|by the name)\b)(?!,? [A-Z][\w’'-]+(?:,|$))"
    )
    return bool(re.search(unnamed + named, sentence) or re.search(_NOT_NAMED, sentence))


def _new_name(sentence: str, asked: Collection[str], language: str) -> bool:
    starts = {at for at, _ in placed_terms(sentence, language)[:1]}
    return any(
        not set(terms(match.group(), language)) & set(asked)
        for match in _NAME.finditer(sentence)
        if " " in match.group() or match.start() not in starts | {0}
    )


def _new_place(sentence: str, asked: Collection[str], language: str) -> bool:
    return any(
        not set(terms(match.group(), language)) <= set(asked) for match in _PLACE.finditer(sentence)
    )


def _new_places(sentence: str, asked: Collection[str], language: str) -> bool:
    """Several places named side by side: "in Tajikistan and Kyrgyzstan"."""
    return any(
        not set(terms(match["names"], language)) & set(asked)
        for match in _PLACES.finditer(sentence)
    )


def _matching(pattern: re.Pattern[str]) -> Callable[[str, Collection[str], str], bool]:
    return lambda sentence, _asked, _language: bool(pattern.search(sentence))


_TESTS: dict[Wanted, Callable[[str, Collection[str], str], bool]] = {
    Wanted.TIME: _matching(_TIME),
    Wanted.NUMBER: _matching(_NUMBER),
    Wanted.REASON: _matching(_REASON),
    Wanted.PERSON: _new_name,
    Wanted.PLACE: _new_place,
    Wanted.PLACES: _new_places,
}
