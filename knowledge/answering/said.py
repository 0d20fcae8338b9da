"""Statements weighed: what somebody said about something, and who said a thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from knowledge.answering import types
from knowledge.answering.evidence import LONGEST, Evidence
from knowledge.answering.notes import Notes, Said
from knowledge.answering.support import support
from knowledge.answering.weights import Weights
from knowledge.question import Asked, Question
from knowledge.span import Span, hull
from knowledge.statement import StatementKind

if TYPE_CHECKING:
    from knowledge.meaning.likeness import Likeness

ABOUT = 0.38
"""Least coverage of a topic by a statement with its surroundings for it to be about it."""
_ALIKE = 0.8
"""Least likeness to a topic for a statement to be about it that has none of its words."""
SAME = 0.4
"""Least coverage of a paraphrase by a statement for it to be meant."""
_NEAR = 0.45
"""What a topic word counts that stands only in the sentences around the words."""
_APART = 0.2
"""The same where the words themselves are looked for and not what somebody says of a topic."""
_HEADLINE = 0.5
"""What a topic word counts that stands only in the headline: all of the article is about that."""
_ROUNDING = 1e-9
_MEANING = 0.8
"""What a statement gains that is as alike to the topic as an answer is as a rule."""
_CUE = 0.15
_TYPE = 0.2
_DIRECT = 0.05
_CLAUSE_END = re.compile(r"(?=[,;:—–])")
_NEGATED = -0.5
"""What was not said comes last, unless the question is whether it was."""


def about(
    said: Said,
    notes: Notes,
    weights: Weights,
    question: Question,
    likeness: Likeness | None = None,
) -> Evidence:
    """A statement weighed against the topic that `weights` weigh, and `likeness` the meaning of;
    without topic all are alike.
    """
    alike = likeness.within(notes.id, said.statement.content) if likeness else 0.0
    statement = said.statement
    covered = 1.0
    if weights.terms:
        covered = max(
            weights.coverage(said.terms, said.near(weights), _NEAR if question.people else _APART),
            weights.coverage(said.terms, notes.headline, _HEADLINE),
        )
    typed = types.holds(
        question.wanted, said.whole.of(notes.article.text), weights.terms, notes.article.language
    )
    reasons = {
        "topic terms": covered if weights.terms else 0.0,
        "meaning": _MEANING * alike,
        "cue class": _CUE * (bool(question.cue) and question.cue == statement.cue_class),
        "type present": _TYPE * typed,
        "direct words": _DIRECT * (statement.kind is StatementKind.DIRECT),
        "said not to be said": _NEGATED * statement.negated * (question.asked is not Asked.CHECK),
    }
    return Evidence(
        notes=notes,
        span=shown(said, notes, weights),
        paragraph=statement.paragraph,
        reasons=tuple((name, weight) for name, weight in reasons.items() if weight),
        coverage=covered,
        said=said,
        alike=alike,
    )


def is_about(evidence: Evidence) -> bool:
    """Whether a weighed statement is about the topic."""
    return support(evidence.coverage, evidence.alike, ABOUT, _ALIKE) >= 1.0


def may_cover(said: Said, weights: Weights, least: float, headline: Collection[str] = ()) -> bool:
    """Whether a statement may cover `least` of a topic, told by the words of its paragraphs and
    the `headline`'s families alone: most statements need not be looked at more closely.
    """
    if not weights.terms:
        return True
    enough = (least - _ROUNDING) * weights.total
    here = weights.most(said.families)
    if here >= enough or not headline:
        return here >= enough
    there = weights.most(said.families.union(headline))
    return here + _HEADLINE * (there - here) >= enough


def ranked(found: Iterable[Evidence]) -> list[Evidence]:
    """Best first; of what is equally good the oldest article's, then as it stands in the text."""
    return sorted(
        found,
        key=lambda e: (
            -round(e.score, 6),
            str(e.notes.article.published or "9999"),
            e.place,
        ),
    )


def close(found: Sequence[Evidence], share: float) -> list[Evidence]:
    """Those of the evidence, best first, that reach at least `share` of what the first does."""
    reached = [support(e.coverage, e.alike, 1.0, 1.0) for e in found]
    return [e for e, far in zip(found, reached, strict=True) if far >= share * reached[0]]


def shown(said: Said, notes: Notes, weights: Weights) -> Span:
    """The stretch that is cited: for direct words themselves, for others with speaker and cue as
    they stand; where that is too long for a citation, less of it.
    """
    statement, text = said.statement, notes.article.text
    words = hull(*statement.content)
    if statement.kind is StatementKind.DIRECT and not statement.negated:
        options = [words]
    else:
        options = [said.whole, hull(words, statement.cue) if statement.cue else words, words]
    for option in options:
        if len(option.of(text).split()) <= LONGEST:
            return option
    return _shortened(_best_stretch(statement.content, notes, weights), text)


def _shortened(span: Span, text: str) -> Span:
    """The beginning of an overlong stretch, up to the last border of a clause that fits."""
    if len(span.of(text).split()) <= LONGEST:
        return span
    fits = [
        Span(span.start, span.start + border.start())
        for border in _CLAUSE_END.finditer(span.of(text))
        if 0 < len(span.of(text)[: border.start()].split()) <= LONGEST
    ]
    return fits[-1] if fits else span


def _best_stretch(content: Sequence[Span], notes: Notes, weights: Weights) -> Span:
    """Of a long statement the sentence or stretch that holds most of what is asked for, the first
    of equals.
    """
    parts = [
        Span(max(s.span.start, span.start), min(s.span.end, span.end))
        for span in content
        for s in notes.sentences
        if s.span.overlaps(span)
    ] or list(content)
    terms = {s.span: s.terms for s in notes.sentences}
    weighed = [
        (weights.shared([t for whole, held in terms.items() if whole.overlaps(p) for t in held]), p)
        for p in parts
    ]
    return max(weighed, key=lambda item: (item[0], -item[1].start))[1]


def statements(articles: Iterable[Notes]) -> Iterator[tuple[Notes, Said]]:
    """Every statement of the articles, in order."""
    for notes in articles:
        yield from ((notes, said) for said in notes.said)
