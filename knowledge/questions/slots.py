"""The parts of a question: whom it asks about, said to whom, and on what."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.languages.en import question_patterns
from knowledge.model.question import Question, QuestionKind
from knowledge.questions import tokens

_LONGEST_NAME = 12


def may_speak(who: str) -> bool:
    """Whether words may be somebody's name or role: not too many, and no question among them."""
    words = who.casefold().split()
    return 0 < len(words) <= _LONGEST_NAME and not any(
        w in question_patterns.ASKING_WORDS for w in words
    )


def said_question(who: str, topic: str) -> Question:
    """The question what `who` said on `topic`; of several people, what each did."""
    people = several(who)
    return Question(
        "", QuestionKind.SIDES if len(people) > 1 else QuestionKind.SAID, people=people, topic=topic
    )


def said_about(rest: str, who: str, cue: str) -> Question:
    """The question whether and what `who` said, with the addressee and the topic in `rest`."""
    question = said_question(who, "")
    addressee, topic = "", re.sub(r"\babout\W*$", "", rest)
    loose = True
    if (match := question_patterns.ABOUT.search(rest)) and rest[match.end() :].strip(
        question_patterns.SIGNS
    ):
        addressee, topic, loose = rest[: match.start()], rest[match.end() :], False
    elif cue in ("tell", "tells", "told", "telling"):
        addressee, topic = rest, ""
        if match := re.search(r"\b(?:that|to|why|how|whether|when|what)\b", rest, re.IGNORECASE):
            addressee, topic = rest[: match.start()], rest[match.end() :]
    elif re.match(r"\s*to\s+(?:the|[A-Z])", rest):
        addressee, topic = rest, ""
    loose = loose and not re.match(r"\W*(?:on|of|over|regarding)\b", topic, re.IGNORECASE)
    topic = re.sub(
        r"^\W*(?:that(?!\W*$)|on|of|to|for|anything|something|if|whether|by)\b(?:\s+else)?",
        "",
        topic,
        flags=re.IGNORECASE,
    )
    if cue.startswith(("comment", "respon", "react")):
        cue = "answer"
    return replace(
        question,
        topic=clean(topic),
        spoken=cue in tokens.SPOKEN,
        cued=True,
        addressee=clean(re.sub(r"^\W*(?:to|with)\b", "", addressee)),
        cue=tokens.cue_class(cue),
        loose=loose,
    )


def topic_of(rest: str) -> str:
    """The topic in the end of a question, without the "about" before it."""
    match = question_patterns.ON.match(rest.strip())
    return clean(rest.strip()[match.end() :] if match else rest)


def several(who: str, *, compared: bool = False) -> tuple[str, ...]:
    """The people in `who`, one or more; of a comparison those on both of its sides."""
    who = re.sub(r"\b(?:each|both|together|respectively)\b", " ", who, flags=re.IGNORECASE)
    between = r",|\band\b|&|\bvs?\b\.?|\bversus\b" + (r"|\bwith\b|\bto\b" if compared else "")
    people = (clean(part) for part in re.split(between, who, flags=re.IGNORECASE))
    return tuple(person for person in people if person)


def clean(text: str) -> str:
    """`text` without signs at its ends, and words such as "really"."""
    words = text.strip(question_patterns.SIGNS).split()
    while words and words[-1].casefold() in question_patterns.REALLY:
        words.pop()
    while words and words[0].casefold() in question_patterns.REALLY:
        words.pop(0)
    return " ".join(words).strip(question_patterns.SIGNS)
