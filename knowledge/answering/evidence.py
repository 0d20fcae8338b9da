"""Evidence: words of an article, weighed against a question, with the reasons named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.answer import Citation, CitationKind, Source
from knowledge.answering import types
from knowledge.answering.notes import Notes, Said, Sentence
from knowledge.answering.weights import Weights
from knowledge.passage import Hit
from knowledge.question import Question, Wanted
from knowledge.reading.fragment import text_link
from knowledge.span import Span

if TYPE_CHECKING:
    from knowledge.meaning.likeness import Likeness

# Chosen on every second question of squad_odd (2,592): behind each stands what it is worth in
# points of sent@1; the neighbourhood of every value is flat to half a point.
_PARAGRAPH = 0.35  # the paragraph's own score: +5
_SATURATION = 0.6  # k1 of the sentence's BM25: +0.4 over rank-bm25's 1.5
_LENGTH = 0.4  # b of the sentence's BM25: +0.3 over 0.75
_TYPE = 0.2  # of the question's weight, where the type asked for is there: +0.8
_RARE = 0.5  # the same for a type that few sentences hold by chance
_RARELY = frozenset({Wanted.PLACES})
_PAIR = 0.4  # two of the question's words side by side: +0.7
_BEFORE = 0.4  # a word that only the sentence before has: +0.4
_MEANING = 1.5  # of the question's weight, where a sentence is as alike as an answer is
_OF_PASSAGE = 0.2
_FIRST = 0.03  # the first sentence of a paragraph: +0.3
_USUAL_SENTENCE = 13.0
"""Terms in an average sentence of news."""
_PLAINLY = 0.45
"""Coverage that is enough of a question that is alike to some degree."""
_SHORT_OF, _AT_LEAST = 0.2, 0.45
"""How much likeness may be missing, and must be there, in what is shown as nearest."""
ENOUGH = 0.27
"""Coverage below which a question is taken to be about something else, where nothing is known of
its meaning: see tests/benchmarks/off_topic.py."""
LONGEST = 60
"""Words in a citation, where the article's own borders allow it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that may answer. `reasons` name what speaks for them and how much; their sum is the
    score. `coverage` is the share of the question's weight that they and their passage hold;
    `alike` is how alike they are in meaning (1: as an answer is as a rule; 0 also where that is
    not known); `near` is whether that is near enough to answer, `nearly` whether it may at least
    be shown as what is nearest.
    """

    notes: Notes
    span: Span
    paragraph: int
    reasons: tuple[tuple[str, float], ...]
    coverage: float
    said: Said | None = None
    alike: float = 0.0
    near: bool = True
    nearly: bool = False

    @property
    def score(self) -> float:
        """The weight of all reasons together."""
        return sum(weight for _, weight in self.reasons)

    @property
    def place(self) -> tuple[int, Span]:
        """Where it stands, to order what is equally good: as stored."""
        return self.notes.id, self.span


@dataclass(frozen=True, slots=True)
class Aim:
    """What the sentences of an article are held against: a question, the weights of its words,
    how alike everything is to it, where that is known, and how alike is near enough.
    """

    question: Question
    weights: Weights
    likeness: Likeness | None = None
    least: float = 0.0

    def alike(self, notes: Notes, span: Span) -> float:
        """How alike a sentence is; 0.0 where that is not known."""
        return self.likeness.of(notes.id, span) or 0.0 if self.likeness else 0.0

    def is_near(self, covered: float, alike: float) -> bool:
        """Whether a sentence has enough to do with the question: by its meaning, or plainly by
        its words; by its words alone where its meaning is not known.
        """
        if self.likeness is None:
            return covered >= ENOUGH
        return alike >= self.least or (covered >= _PLAINLY and alike >= _AT_LEAST)

    def is_nearly(self, alike: float) -> bool:
        """Whether it is near enough to be shown as what is nearest."""
        return self.likeness is not None and alike >= max(self.least - _SHORT_OF, _AT_LEAST)


def of_passage(
    notes: Notes, sentences: Sequence[Sentence], hit: Hit, aim: Aim
) -> Iterator[Evidence]:
    """The sentences of a passage that hit, each weighed."""
    weights = aim.weights
    around = weights.shared({term for sentence in sentences for term in sentence.terms})
    before: frozenset[str] = frozenset()
    for sentence in sentences:
        words = sentence.span.of(notes.article.text)
        lacking = types.lacks(aim.question, words, notes.article.language)
        alike = aim.alike(notes, sentence.span)
        covered = (weights.shared(set(sentence.terms)) + around) / 2 / weights.total
        reasons = {
            **_by_words(sentence, before, weights),
            "passage": _PARAGRAPH * (hit.score - hit.meaning),
            "meaning": _MEANING * weights.total * alike,
            "meaning of the passage": _OF_PASSAGE * hit.meaning,
            "type present": 0.0 if lacking else _typed(words, notes, aim),
            "place in the article": _FIRST * weights.total * sentence.first,
        }
        yield Evidence(
            notes=notes,
            span=sentence.span,
            paragraph=sentence.paragraph,
            reasons=tuple((name, weight) for name, weight in reasons.items() if weight),
            coverage=covered,
            alike=alike,
            near=not lacking and aim.is_near(covered, alike),
            nearly=aim.is_nearly(alike),
        )
        before = frozenset(sentence.terms)


def _by_words(sentence: Sentence, before: frozenset[str], weights: Weights) -> dict[str, float]:
    counts = Counter(sentence.terms)
    relatives = weights.shared(counts) - _exact(counts, weights)
    return {
        "topic terms": _bm25(counts, weights) + relatives,
        "words together": _PAIR * _pairs(sentence.terms, weights),
        "sentence before": _BEFORE * _only_before(counts, before, weights),
    }


def _typed(words: str, notes: Notes, aim: Aim) -> float:
    wanted, weights = aim.question.wanted, aim.weights
    there = types.holds(wanted, words, weights.terms, notes.article.language)
    return (_RARE if wanted in _RARELY else _TYPE) * weights.total * there


def cited(evidence: Evidence) -> Citation:
    """The evidence as a citation: an exact slice of the article, with its source."""
    article, statement = evidence.notes.article, evidence.said and evidence.said.statement
    addressee = statement.addressee if statement else None
    person = evidence.said.person if evidence.said else None
    return Citation(
        source=source(evidence.notes),
        paragraph=evidence.paragraph,
        span=evidence.span,
        quote=evidence.span.of(article.text),
        kind=CitationKind(statement.kind.value) if statement else CitationKind.PASSAGE,
        speaker=person.name if person else "",
        addressee=" ".join(addressee.of(article.text).split()) if addressee else "",
        negated=statement.negated if statement else False,
        statement=evidence.said.position if evidence.said else None,
        why=tuple((name, round(weight, 3)) for name, weight in evidence.reasons),
        link=text_link(article.url, article.text, evidence.span),
    )


def source(notes: Notes) -> Source:
    """What a reply tells of an article."""
    article = notes.article
    return Source(
        article=notes.id,
        name=notes.opened.name,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
    )


def _bm25(counts: Counter[str], weights: Weights) -> float:
    length = 1 - _LENGTH + _LENGTH * counts.total() / _USUAL_SENTENCE
    return sum(
        weights.of(term) * counts[term] * (_SATURATION + 1) / (counts[term] + _SATURATION * length)
        for term in weights.distinct
        if term in counts
    )


def _exact(counts: Counter[str], weights: Weights) -> float:
    return sum(weights.of(term) for term in weights.distinct if term in counts)


def _only_before(counts: Counter[str], before: frozenset[str], weights: Weights) -> float:
    return sum(
        weights.of(term) for term in weights.distinct if term in before and term not in counts
    )


def _pairs(sentence: Sequence[str], weights: Weights) -> float:
    asked = set(pairwise(weights.terms))
    return sum(min(weights.of(a), weights.of(b)) for a, b in set(pairwise(sentence)) & asked)
