"""When somebody was quoted: the occasions of a timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import inf

from knowledge.answer import NotOnRecord, Reason
from knowledge.answering import compose, described, speakers
from knowledge.answering.desk import Desk
from knowledge.answering.evidence import source
from knowledge.answering.notes import Notes
from knowledge.answering.who import Meant, speaking
from knowledge.question import Asked, Question
from knowledge.record import Occasion, Timeline

MANY = 300
"""Articles that are simply all read, and of more those that tell most of the name."""
_DEEP = 600


def naming(name: str, desk: Desk) -> list[int]:
    """The articles in which somebody of that name may be quoted."""
    if len(desk.articles) <= MANY:
        return sorted(desk.articles)
    return list(dict.fromkeys(hit.article for hit in desk.search(name, _DEEP)))[:MANY]


def timeline(name: str, desk: Desk, articles: Iterable[Notes]) -> Timeline | None:
    """When the one who is meant by `name` was quoted in these articles; None where never."""
    heard = [m for m in speaking(name, list(articles)) if _statements(m)]
    if not heard:
        return None
    own, others = _one_of(heard)
    found = [Occasion(source(m.notes), _statements(m)) for m in own]
    return Timeline(
        person=max((m.person.name for m in own), key=len),
        occasions=tuple(sorted(found, key=_when)),
        searched=desk.searched,
        role=next((role for m in own if (role := described.role(m))), ""),
        others=tuple(sorted({m.person.name for m in others})),
    )


def not_on_record(name: str, desk: Desk) -> NotOnRecord:
    """Why there is no timeline, as a question for the person's words is answered."""
    question = Question(text=name, asked=Asked.SAID, people=(name,), spoken=True)
    reply = speakers.said(question, desk)
    if isinstance(reply, NotOnRecord):
        return reply
    return compose.not_on_record(question, Reason.PERSON_ABSENT, desk, person=name)


def _one_of(heard: Sequence[Meant]) -> tuple[list[Meant], list[Meant]]:
    """Of several people of one name the one who says most, and the others. An article that gives
    the bare surname only is his while there is no other.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for m in heard:
        counts[m.person.words] += _statements(m)
    full = [words for words in counts if not any(set(words) < set(other) for other in counts)]
    first = max(full, key=lambda words: counts[words])
    own = [
        m
        for m in heard
        if m.person.words == first or (len(full) == 1 and set(m.person.words) <= set(first))
    ]
    return own, [m for m in heard if m not in own and m.person.words in full]


def _statements(meant: Meant) -> int:
    """How many statements of theirs the article has that were made."""
    return sum(not said.statement.negated for said in meant.said)


def _when(occasion: Occasion) -> tuple[float, int]:
    published = occasion.source.published
    return published.timestamp() if published else inf, occasion.source.article
