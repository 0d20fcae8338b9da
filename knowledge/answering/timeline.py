"""When somebody was quoted: the occasions of a timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import inf

from knowledge.answering import compose, speakers
from knowledge.answering.evidence import descriptions
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.evidence.article_view import ArticleView
from knowledge.answering.evidence.entity_linking import LinkedPerson, link_speakers
from knowledge.answering.evidence.evidence import source_of
from knowledge.model.answer import NotOnRecord, Reason
from knowledge.model.question import Question, QuestionKind
from knowledge.model.timeline import Timeline, TimelineEntry

MANY = 300
"""Articles that are simply all read, and of more those that tell most of the name."""
_DEEP = 600


def naming(name: str, desk: AnswerContext) -> list[int]:
    """The articles in which somebody of that name may be quoted."""
    if len(desk.articles) <= MANY:
        return sorted(desk.articles)
    return list(dict.fromkeys(hit.article for hit in desk.search(name, _DEEP)))[:MANY]


def timeline(name: str, desk: AnswerContext, articles: Iterable[ArticleView]) -> Timeline | None:
    """When the one who is meant by `name` was quoted in these articles; None where never."""
    heard = [m for m in link_speakers(name, list(articles)) if _statements(m)]
    if not heard:
        return None
    own, others = _one_of(heard)
    found = [TimelineEntry(source_of(m.notes), _statements(m)) for m in own]
    return Timeline(
        person=max((m.person.name for m in own), key=len),
        occasions=tuple(sorted(found, key=_when)),
        searched=desk.searched,
        role=next((role for m in own if (role := descriptions.role_of(m))), ""),
        others=tuple(sorted({m.person.name for m in others})),
    )


def not_on_record(name: str, desk: AnswerContext) -> NotOnRecord:
    """Why there is no timeline, as a question for the person's words is answered."""
    question = Question(text=name, asked=QuestionKind.SAID, people=(name,), spoken=True)
    reply = speakers.what_said(question, desk)
    if isinstance(reply, NotOnRecord):
        return reply
    return compose.not_on_record(question, Reason.PERSON_ABSENT, desk, person=name)


def _one_of(heard: Sequence[LinkedPerson]) -> tuple[list[LinkedPerson], list[LinkedPerson]]:
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


def _statements(meant: LinkedPerson) -> int:
    """How many statements of theirs the article has that were made."""
    return sum(not said.statement.negated for said in meant.said)


def _when(occasion: TimelineEntry) -> tuple[float, int]:
    published = occasion.source.published
    return published.timestamp() if published else inf, occasion.source.article
