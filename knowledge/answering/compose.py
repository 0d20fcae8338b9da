"""Evidence into what a question gets: an answer with its citations, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.answer import Answer, NotOnRecord, Reason
from knowledge.answering import described
from knowledge.answering.desk import Desk
from knowledge.answering.evidence import Evidence, cited
from knowledge.answering.notes import Notes
from knowledge.answering.who import Meant
from knowledge.question import Question

_OFFERS = 3
"""Citations that are offered where nothing answers."""


def answer_of_evidence(question: Question, desk: Desk, evidence: Sequence[Evidence]) -> Answer:
    """The evidence, best first and at least one, as an answer. Its words are whoever's the first
    of them are: the article's own, or somebody's in it.
    """
    citations = tuple(cited(e) for e in evidence)
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
    desk: Desk,
    evidence: Sequence[Evidence],
    people: Sequence[Meant],
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
    role = next((r for m in people if m.person.name == speaker and (r := described.role(m))), "")
    return replace(answer, speaker=speaker, role=role, more=more)


def not_on_record(
    question: Question,
    reason: Reason,
    desk: Desk,
    *,
    person: str = "",
    topic: str = "",
    offers: Iterable[Evidence] = (),
) -> NotOnRecord:
    """That the articles do not say, and why; of the `offers`, words that may help all the same,
    the first few are kept.
    """
    kept = tuple(cited(e) for e in islice(offers, _OFFERS))
    return NotOnRecord(question, reason, desk.searched, person, topic, kept)


def nothing_said(
    question: Question, desk: Desk, name: str, found: Sequence[Meant], articles: Sequence[Notes]
) -> NotOnRecord:
    """Why somebody has no words here: not there at all, or mentioned (where is offered)."""
    offers = [described.unsaid(m, s) for m in found for s in m.said]
    offers += described.declined(name, found, articles)
    if found:
        offers += [e for m in found for e in described.introductions(m)]
    else:
        offers += [e for notes in articles for e in described.mentions(name, notes)]
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
