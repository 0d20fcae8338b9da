"""Facts: the sentence that holds what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.answering import types
from knowledge.answering.desk import Desk
from knowledge.answering.evidence import Aim, Evidence, of_passage
from knowledge.answering.notes import Notes, Said
from knowledge.answering.people import Person
from knowledge.answering.support import least_likeness
from knowledge.passage import Hit
from knowledge.question import Question, Wanted

READ = 12
"""Passages read for sentences. The right one is among the first five in 96 of 100 questions."""
MOST = 3
"""Citations in one answer."""
_BESIDE = 0.25
"""How much less alike an answer may be than what is alike and lacks the thing asked for."""
_CLOSE = 0.65
"""A further citation must score this share of the best one's."""
_SPEAKER = 0.3
"""Of the question's weight, where the words are those of somebody whom the question names."""
_NEIGHBOURS = 2
"""Paragraphs before and behind a citation in which a "why?" or "when?" to it is looked for."""


def sentences(
    question: Question, desk: Desk, hits: Sequence[Hit], people: Sequence[Person] = ()
) -> Iterator[Evidence]:
    """The sentences of the passages that hit, weighed; words of `people` have more weight."""
    aims: dict[int, Aim] = {}
    for hit in hits[:READ]:
        notes = desk.notes(hit.article)
        if not notes.opened.passages[hit.passage].citable:
            continue
        if notes.id not in aims:
            aims[notes.id] = _aim(question, notes, desk)
        aim = aims[notes.id]
        for evidence in of_passage(notes, notes.passage(hit.passage), hit, aim):
            attributed = with_speaker(evidence)
            if people and attributed.said and attributed.said.person in people:
                match = ("speaker match", _SPEAKER * aim.weights.total)
                attributed = replace(attributed, reasons=(*attributed.reasons, match))
            yield attributed


def _aim(question: Question, notes: Notes, desk: Desk) -> Aim:
    weights = desk.weights(question.about, notes.article.language)
    likeness = desk.likeness(question.whole)
    if likeness is None or notes.id not in likeness:
        return Aim(question, weights)
    return Aim(question, weights, likeness, least_likeness(question, notes, likeness, desk))


def choose(found: Sequence[Evidence]) -> list[Evidence]:
    """The best of the evidence, best first; nothing where none of it is near the question. Of
    sentences equally good the first stored comes first.
    """
    lacking = max((e.alike for e in found if not e.near and e.nearly), default=0.0)
    near = (e for e in found if e.near and e.alike >= lacking - _BESIDE)
    good = sorted(near, key=lambda e: (-e.score, e.place))
    return [e for e in good if e.score >= _CLOSE * good[0].score][:MOST]


def nearest(found: Sequence[Evidence]) -> list[Evidence]:
    """What comes nearest where nothing answers: one sentence, if any is worth to be shown."""
    good = sorted((e for e in found if e.near or e.nearly), key=lambda e: (-e.score, e.place))
    return good[:1]


def with_speaker(evidence: Evidence) -> Evidence:
    """The evidence as words of whoever says most of it, if an attribution covers half of it."""
    best: tuple[int, Said] | None = None
    for said in evidence.notes.said:
        if not said.whole.overlaps(evidence.span):
            continue
        shared = sum(
            max(0, min(span.end, evidence.span.end) - max(span.start, evidence.span.start))
            for span in (*said.statement.content, *filter(None, [said.statement.cue]))
        )
        if best is None or shared > best[0]:
            best = (shared, said)
    if best is None or best[0] < len(evidence.span) / 2:
        return evidence
    return replace(evidence, said=best[1])


def nearby(notes: Notes, start: int, wanted: Wanted) -> list[Evidence]:
    """Sentences around the one at `start` that hold the wanted type, the nearest first: "why?" or
    "when was that?" asked of a citation. A reason may simply be the sentence behind.
    """
    text, language = notes.article.text, notes.article.language
    at = next(
        (i for i, s in enumerate(notes.sentences) if s.span.start <= start < s.span.end), None
    )
    if at is None:
        return []
    here = notes.sentences[at]
    found = []
    for distance, sentence in ((i - at, s) for i, s in enumerate(notes.sentences)):
        if abs(sentence.paragraph - here.paragraph) > _NEIGHBOURS:
            continue
        typed = types.holds(wanted, sentence.span.of(text), (), language)
        follows = wanted is Wanted.REASON and distance == 1
        if not typed and not follows:
            continue
        same = sentence.paragraph == here.paragraph
        reasons = (
            ("type present", 1.0 * typed),
            ("place in the article", 1 / (1 + abs(distance)) + same),
        )
        found.append(with_speaker(Evidence(notes, sentence.span, sentence.paragraph, reasons, 1.0)))
    return sorted(found, key=lambda e: (-e.score, e.place))[:1]
