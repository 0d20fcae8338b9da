"""Evidence into what a question gets: an answer with its citations, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.answering.evidence import descriptions
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.evidence.article_view import ArticleView
from knowledge.answering.evidence.entity_linking import LinkedPerson
from knowledge.answering.evidence.evidence import Evidence, citation_of
from knowledge.model.answer import Answer, NotOnRecord, Reason
from knowledge.model.question import Question

_OFFERS = 3
"""Citations that are offered where nothing answers."""


def answer_of_evidence(
    question: Question, desk: AnswerContext, evidence: Sequence[Evidence]
) -> Answer:
    """The evidence, best first and at least one, as an answer. Its words are whoever's the first
    of them are: the article's own, or somebody's in it.
    """
    citations = tuple(citation_of(e) for e in evidence)
    return Answer(
        question=question,
        asked=question.asked,
        citations=citations,
        searched=desk.searched,
        speaker=citations[0].speaker,
        speakers=tuple(dict.fromkeys(c.speaker for c in citations if c.speaker)),
    )


def answer_of_speakers(
    question: Question,
    desk: AnswerContext,
    evidence: Sequence[Evidence],
    people: Sequence[LinkedPerson],
    *,
    more: bool = False,
) -> Answer:
    """The evidence as an answer that has one speaker, with the role among `people`, only where
    all of it is that one's; there is `more` where not all is cited.
    """
    answer = answer_of_evidence(question, desk, evidence)
    if len(answer.speakers) != 1:
        return replace(answer, speaker="", more=more)
    speaker = answer.speakers[0]
    role = next(
        (r for m in people if m.person.name == speaker and (r := descriptions.role_of(m))), ""
    )
    return replace(answer, speaker=speaker, role=role, more=more)


def not_on_record(
    question: Question,
    reason: Reason,
    desk: AnswerContext,
    *,
    person: str = "",
    topic: str = "",
    offers: Iterable[Evidence] = (),
) -> NotOnRecord:
    """That the articles do not say, and why; of the `offers`, words that may help all the same,
    the first few are kept.
    """
    kept = tuple(citation_of(e) for e in islice(offers, _OFFERS))
    return NotOnRecord(question, reason, desk.searched, person, topic, kept)


def nothing_said(
    question: Question,
    desk: AnswerContext,
    name: str,
    found: Sequence[LinkedPerson],
    articles: Sequence[ArticleView],
) -> NotOnRecord:
    """Why somebody has no words here: not there at all, or mentioned (where is offered)."""
    offers = [descriptions.denied_statement(m, s) for m in found for s in m.said]
    offers += descriptions.declined(name, found, articles)
    if found:
        offers += [e for m in found for e in descriptions.introductions(m)]
    else:
        offers += [e for notes in articles for e in descriptions.mentions(name, notes)]
    return not_on_record(
        question,
        Reason.PERSON_SILENT if offers else Reason.PERSON_ABSENT,
        desk,
        person=found[0].person.name if found else name,
        topic=question.topic,
        offers=without_overlaps(offers),
    )


def without_overlaps(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Without what lies within words cited before."""
    kept: list[Evidence] = []
    for e in evidence:
        if not any(k.notes.id == e.notes.id and k.span.overlaps(e.span) for k in kept):
            kept.append(e)
    return kept
