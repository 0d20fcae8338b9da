"""The forms that questions come in: which kind each is, and whom and what it asks about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from knowledge.answering import overviews, parts, patterns, wording
from knowledge.answering.wording import Word
from knowledge.question import Asked, Question

_OF_SOMEBODY = (Asked.SAID, Asked.WHO_IS)
Form = Callable[[str, list[Word]], Question | None]


def formed(text: str) -> Question:
    """The question in `text` (one line), without what leans on earlier ones. Pure."""
    if patterns.COURTESY.fullmatch(text):
        return Question(text, Asked.COURTESY)
    bare = text
    while match := patterns.OPENING.match(bare):
        if match.end() == 0:
            break
        bare = bare[match.end() :]
    bare = bare.strip() or text
    if overviews.is_one(bare):
        return Question(text, Asked.OVERVIEW)
    found = wording.words(bare)
    for form in _FORMS:
        question = form(bare, found)
        if question is not None and (question.people or question.asked not in _OF_SOMEBODY):
            return replace(question, text=text)
    return Question(text)


def _claimed(bare: str, _found: list[Word]) -> Question | None:
    """Words in quotation marks: who said them, or did X?"""
    mark = wording.marked(bare)
    if mark is None:
        return None
    claim, (start, end) = mark
    before, after = bare[:start], bare[end:]
    if re.match(r"\W*who(?:m|se)?\b", before, re.IGNORECASE):
        return Question("", Asked.WHO_SAID, claim=claim, marked=True)
    if re.search(r"\b(?:when|where|why|how|what|which)\b", before, re.IGNORECASE):
        return None
    who = _speaker_before(wording.words(before), before) or _speaker_after(after)
    return Question("", Asked.CHECK, people=(who,) if who else (), claim=claim, marked=True)


def _speaker_before(found: list[Word], text: str) -> str:
    at = wording.first_cue(found, 1 if found and found[0].text in patterns.AUXILIARY else 0)
    first = 1 if found and found[0].text in patterns.AUXILIARY else 0
    if at is not None and at > first:
        return parts.clean(text[found[first].start : found[at].start])
    return parts.clean(text) if text.rstrip().endswith(":") and len(found) < 8 else ""


def _speaker_after(text: str) -> str:
    found = wording.words(text)
    at = wording.first_cue(found)
    if at is None:
        return parts.clean(text) if re.match(r"\s*[-–—~]", text) and len(found) < 9 else ""
    sides = (text[: found[at].start], text[found[at].end :])
    return parts.clean(sides[0]) or parts.clean(
        re.split(r"[,.;?!]|\b(?:about|on|in)\b", sides[1])[0]
    )


def _who(bare: str, found: list[Word]) -> Question | None:
    if patterns.QUOTED.match(bare):
        return Question("", Asked.QUOTED)
    match = patterns.DOES.fullmatch(bare.rstrip(patterns.SIGNS))
    if match and wording.first_cue(wording.words(match["who"])) is None:
        return Question("", Asked.WHO_IS, people=(parts.clean(match["who"]),))
    if not found or found[0].text not in ("who", "whom", "whose", "who's", "who’s", "whos"):
        return None
    if match := patterns.WHO_IS.fullmatch(bare.rstrip(patterns.SIGNS)):
        who = parts.clean(match["who"] or match["then"])
        if patterns.AGAINST.match(who):
            return Question("", Asked.WHO_SAID, claim=who)
        inside = wording.words(who)
        if inside and inside[0].text in ("saying", "claiming", "calling", "asking", "accusing"):
            return Question("", Asked.WHO_SAID, claim=who, cue=wording.cue_class(inside[0].text))
        if len(inside) <= 9 and not who.casefold().startswith(("the one", "it ", "he talking")):
            return Question("", Asked.WHO_IS, people=(who,))
    at = wording.first_cue(found, 1)
    if (
        at is not None
        and at <= 4
        and all(w.text in patterns.AUXILIARY | patterns.REALLY | {"else"} for w in found[1:at])
    ):
        cue = wording.cue_class(found[at].text)
        more = any(w.text == "else" for w in found[:at])
        plain = cue == "say" or found[at].text in patterns.PLAIN
        rest = parts.clean(bare[found[at].end if plain else found[at].start :])
        rest = re.sub(r"^that\b\s*", "", rest, flags=re.IGNORECASE)
        spoken = found[at].text in wording.SPOKEN
        return Question("", Asked.WHO_SAID, claim=rest, cue=cue, spoken=spoken, more=more)
    return None


def _sides(bare: str, _found: list[Word]) -> Question | None:
    text = bare.rstrip(patterns.SIGNS)
    if match := patterns.COMPARE.match(text):
        people = parts.several(match["who"] or match["who2"], compared=True)
        if len(people) > 1 or match["who"]:
            return Question(
                "",
                Asked.SIDES,
                people=people,
                topic=parts.clean(match["topic"] or match["topic2"] or ""),
            )
    for form in (patterns.EACH, patterns.ANYONE):
        if match := form.match(text):
            rest = next((g for g in match.groups() if g), "")
            return Question("", Asked.SIDES, topic=parts.topic_of(rest))
    return None


def _by(bare: str, _found: list[Word]) -> Question | None:
    """What was said by X; X's position on Y; quotes from X; X on Y."""
    text = bare.rstrip(patterns.SIGNS)
    for form in (patterns.BY, patterns.QUOTES_OF):
        if match := form.match(text):
            return parts.said(parts.clean(match["who"]), parts.clean(match["topic"] or ""))
    if match := patterns.STANCE.match(text):
        return parts.said(parts.clean(match["who"]), parts.topic_of(match["rest"]))
    return None


def _what(bare: str, found: list[Word]) -> Question | None:
    """What (or why, when, ...) did X say (to Z) (about Y)."""
    if len(found) < 2 or found[0].text not in patterns.ASKING:
        return None
    first = 1
    while first < len(found) and found[first].text not in patterns.AUXILIARY and first < 4:
        first += 1
    more = any(w.text in ("else", "more", "other") for w in found[1:first])
    plain = first == len(found) or found[first].text not in patterns.AUXILIARY
    if plain:
        first = 0  # what X said
    at = wording.first_cue(found, first + 1)
    if at is None or at == first + 1:
        return None
    if found[first].text in patterns.BEING and not found[at].text.endswith("ing"):
        return None  # what is X called
    if plain and wording.cue_class(found[at].text) not in ("say", "tell", "claim", "write"):
        return None
    who = parts.clean(bare[found[first].end : found[at].start])
    if not parts.may_speak(who):
        return None
    if any(w.text not in patterns.BESIDE_WHAT for w in found[1:first]):
        return Question("", people=(who,))  # what weapon did X report
    return replace(parts.about(bare[found[at].end :], who, found[at].text), more=more)


def _did(bare: str, found: list[Word]) -> Question | None:
    """Did X say that Y; has X commented on Y."""
    if len(found) < 3 or found[0].text not in patterns.AUXILIARY:
        return None
    at = wording.first_cue(found, 2)
    if at is None:
        return None
    who = parts.clean(bare[found[0].end : found[at].start])
    if not parts.may_speak(who):
        return None
    rest = bare[found[at].end :]
    question = parts.about(rest, who, found[at].text)
    if patterns.ANYTHING.fullmatch(rest.strip()) and question.cue != "answer":
        return replace(question, topic="", loose=True, more="else" in rest)
    return replace(question, asked=Asked.CHECK, claim=question.topic)


def _bare_said(bare: str, found: list[Word]) -> Question | None:
    """X said what about Y; X says Y."""
    at = wording.first_cue(found, 1)
    if (
        at is None
        or at > 5
        or found[0].text in patterns.ASKING | patterns.AUXILIARY
        or len(found) > 12
    ):
        return None
    after = found[at + 1].text if at + 1 < len(found) else ""
    if after not in ("what", "about", "on", "anything", "something", "that", ""):
        return None
    if not parts.may_speak(parts.clean(bare[: found[at].start])):
        return None
    return parts.about(bare[found[at].end :], parts.clean(bare[: found[at].start]), found[at].text)


def _on(bare: str, found: list[Word]) -> Question | None:
    """A fragment: X on Y, X about Y."""
    match = patterns.ON_FRAGMENT.match(bare.rstrip(patterns.SIGNS))
    if (
        match is None
        or len(found) > 12
        or found[0].text in patterns.ASKING | patterns.AUXILIARY | {"who", "whos"}
    ):
        return None
    who = parts.clean(match["who"])
    if len(who.split()) > 5 or not who:
        return None
    return replace(parts.said(who, parts.clean(match["topic"])), marked=True)


_FORMS: tuple[Form, ...] = (_claimed, _who, _sides, _by, _what, _did, _bare_said, _on)
