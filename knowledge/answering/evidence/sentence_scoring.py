"""Facts: the sentence that holds what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.answering.evidence import answer_types
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.evidence.article_view import ArticleView, StatementView
from knowledge.answering.evidence.evidence import Evidence, of_passage
from knowledge.answering.evidence.term_weights import TermWeights
from knowledge.answering.people.article_people import Person
from knowledge.model.passage import Hit
from knowledge.model.question import AnswerType

READ = 12
"""Passages read for sentences. The right one is among the first five in 96 of 100 questions."""
MOST = 3
"""Citations in one answer."""
ENOUGH = 0.27
"""Coverage below which a question is taken to be about something else: see
tests/benchmarks/off_topic.py."""
_CLOSE = 0.75
"""A further citation must score this share of the best one's."""
_SPEAKER = 0.3
"""Of the question's weight, where the words are those of somebody whom the question names."""
_NEIGHBOURS = 2
"""Paragraphs before and behind a citation in which a "why?" or "when?" to it is looked for."""


def score_sentences(
    about: str,
    wanted: AnswerType,
    desk: AnswerContext,
    hits: Sequence[Hit],
    people: Sequence[Person] = (),
) -> Iterator[Evidence]:
    """The sentences of the passages that hit, weighed; words of `people` have more weight."""
    weights: dict[str, TermWeights] = {}
    for hit in hits[:READ]:
        notes = desk.notes(hit.article)
        language = notes.article.language
        if not notes.opened.passages[hit.passage].citable:
            continue
        if language not in weights:
            weights[language] = desk.weights(about, language)
        for evidence in of_passage(
            notes, notes.passage(hit.passage), hit, wanted, weights[language]
        ):
            attributed = with_speaker(evidence)
            if people and attributed.said and attributed.said.person in people:
                weight = _SPEAKER * weights[language].total
                attributed = replace(
                    attributed, reasons=(*attributed.reasons, ("speaker match", weight))
                )
            yield attributed


def choose_best(found: Sequence[Evidence], enough: float = ENOUGH) -> list[Evidence]:
    """The best of the evidence, best first; nothing where none of it shares the question's
    substance. Of sentences equally good the first stored comes first.
    """
    good = sorted((e for e in found if e.coverage >= enough), key=lambda e: (-e.score, e.place))
    return [e for e in good if e.score >= _CLOSE * good[0].score][:MOST]


def with_speaker(evidence: Evidence) -> Evidence:
    """The evidence as words of whoever says most of it, if an attribution covers half of it."""
    best: tuple[int, StatementView] | None = None
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


def nearby(notes: ArticleView, start: int, wanted: AnswerType) -> list[Evidence]:
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
        typed = answer_types.holds_type(wanted, sentence.span.of(text), (), language)
        follows = wanted is AnswerType.REASON and distance == 1
        if not typed and not follows:
            continue
        same = sentence.paragraph == here.paragraph
        reasons = (
            ("type present", 1.0 * typed),
            ("place in the article", 1 / (1 + abs(distance)) + same),
        )
        found.append(with_speaker(Evidence(notes, sentence.span, sentence.paragraph, reasons, 1.0)))
    return sorted(found, key=lambda e: (-e.score, e.place))[:1]
