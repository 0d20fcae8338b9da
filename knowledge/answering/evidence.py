"""Evidence: a sentence of an article, weighed against a question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.answering import types
from knowledge.language.sentences import sentences
from knowledge.language.terms import keys, terms
from knowledge.passage import Hit, Passage
from knowledge.question import Question
from knowledge.span import Span

if TYPE_CHECKING:
    from knowledge.ranking.index import Index

# Chosen on every second question of squad_odd (2,592): each is worth what stands behind it in
# points of sent@1; the neighbourhood of every value is flat to half a point.
_PARAGRAPH = 0.35  # the paragraph's own score: +5
_SATURATION = 0.6  # k1 of the sentence's BM25: +0.4 over rank-bm25's 1.5
_LENGTH = 0.4  # b of the sentence's BM25: +0.3 over 0.75
_TYPE = 0.2  # of the question's weight, where the type asked for is there: +0.8
_PAIR = 0.4  # two of the question's words side by side: +0.7
_BEFORE = 0.4  # a word that only the sentence before has: +0.4
_FAMILY = 0.7  # a word that shares its first letters (election, elected): +0.6
_FIRST = 0.03  # the first sentence of a paragraph: +0.3
_FAMILY_LETTERS = 5
_USUAL_SENTENCE = 13.0
"""Terms in an average sentence of news."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with its `score`, and `coverage`: the share of the question's weight that it and
    its passage hold (0 to 1).
    """

    hit: Hit
    paragraph: int
    span: Span
    score: float
    coverage: float


class Weights:
    """How much each of a question's terms tells, in the searched articles."""

    def __init__(self, question_terms: Sequence[str], language: str, index: Index) -> None:
        self._index = index
        self._language = language
        self._known: dict[str, float] = {}
        self.terms = tuple(question_terms)
        self.total = sum(self.of(term) for term in set(self.terms)) or 1.0

    def of(self, term: str) -> float:
        """The term's inverse document frequency, always positive (Lucene's form)."""
        if term not in self._known:
            n = self._index.frequency(*keys([term], self._language))
            self._known[term] = math.log(1 + (len(self._index) - n + 0.5) / (n + 0.5))
        return self._known[term]

    def shared(self, found: Mapping[str, int] | frozenset[str]) -> float:
        """The weight of the question's terms that are among `found`, relatives included."""
        families = {_family(term): term for term in found}
        weight = 0.0
        for term in dict.fromkeys(self.terms):
            if term in found:
                weight += self.of(term)
            elif (relative := families.get(_family(term))) is not None:
                weight += _FAMILY * min(self.of(term), self.of(relative))
        return weight


def weigh(
    question: Question, hit: Hit, passage: Passage, text: str, language: str, weights: Weights
) -> Iterator[Evidence]:
    """The sentences of a passage that hit, each weighed."""
    spans = sentences(text, passage.span)
    words = [terms(span.of(text), language) for span in spans]
    around = weights.shared(frozenset(term for sentence in words for term in sentence))
    before: frozenset[str] = frozenset()
    for position, (span, sentence) in enumerate(zip(spans, words, strict=True)):
        counts = Counter(sentence)
        score = _bm25(counts, weights) + _beyond(counts, before, weights)
        score += _PAIR * _pairs(sentence, weights) + _PARAGRAPH * hit.score
        if types.holds(question.wanted, span.of(text), weights.terms, language):
            score += _TYPE * weights.total
        if position == 0:
            score += _FIRST * weights.total
        coverage = (weights.shared(counts) + around) / 2 / weights.total
        yield Evidence(hit, passage.paragraph, span, score, coverage)
        before = frozenset(sentence)


def _bm25(counts: Counter[str], weights: Weights) -> float:
    length = 1 - _LENGTH + _LENGTH * counts.total() / _USUAL_SENTENCE
    return sum(
        weights.of(term) * counts[term] * (_SATURATION + 1) / (counts[term] + _SATURATION * length)
        for term in dict.fromkeys(weights.terms)
        if term in counts
    )


def _beyond(counts: Counter[str], before: frozenset[str], weights: Weights) -> float:
    """What the sentence's relatives of the question's words, and the sentence before, add."""
    exact = sum(weights.of(term) for term in set(weights.terms) if term in counts)
    kept = sum(
        weights.of(term) for term in set(weights.terms) if term in before and term not in counts
    )
    return weights.shared(counts) - exact + _BEFORE * kept


def _pairs(sentence: Sequence[str], weights: Weights) -> float:
    asked = set(pairwise(weights.terms))
    return sum(min(weights.of(a), weights.of(b)) for a, b in set(pairwise(sentence)) & asked)


def _family(term: str) -> str:
    return term[:_FAMILY_LETTERS] if len(term) > _FAMILY_LETTERS else term
