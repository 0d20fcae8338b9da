"""How much each word of a question tells."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING

from knowledge.language import word_lists
from knowledge.language.terms import keys, terms

if TYPE_CHECKING:
    from knowledge.ranking.index import Index

FAMILY = 0.7
"""What a word that shares its first letters counts (election, elected): +0.6 points of sent@1."""
_FAMILY_LETTERS = 5
_FEWEST = 30
"""Passages that even the smallest library is taken to have: in a story of four paragraphs its own
subject must not weigh nothing."""
_COMMON = 0.6
"""What a word counts that is common in any text, however rare in the articles at hand."""


class TermWeights:
    """The weights of a question's terms in one language: their inverse document frequency over
    the whole index (Lucene's form, always positive).
    """

    def __init__(self, question_terms: Iterable[str], language: str, index: Index) -> None:
        self._index = index
        self._language = language
        self._known: dict[str, float] = {}
        self.terms = tuple(question_terms)
        self.distinct = tuple(dict.fromkeys(self.terms))
        self._families = frozenset(map(term_family, self.distinct))
        self.total = sum(self.of(term) for term in self.distinct) or 1.0
        self._by_family = [(term_family(term), self.of(term)) for term in self.distinct]

    def of(self, term: str) -> float:
        """The weight of a term, also of one that is not the question's."""
        if term not in self._known:
            n = self._index.frequency(*keys([term], self._language))
            size = max(len(self._index), _FEWEST)
            rare = math.log(1 + (size - n + 0.5) / (n + 0.5))
            self._known[term] = rare * (_COMMON if term in _common(self._language) else 1)
        return self._known[term]

    def most(self, families: Collection[str]) -> float:
        """What `shared` gives at most for terms of these families, however many they are."""
        return sum(weight for one, weight in self._by_family if one in families)

    def shared(self, found: Collection[str]) -> float:
        """The weight of the question's terms that are among `found`, relatives included."""
        families: dict[str, str] | None = None
        weight = 0.0
        for term in self.distinct:
            if term in found:
                weight += self.of(term)
                continue
            if families is None:
                families = {f: t for t in found if (f := t[:_FAMILY_LETTERS]) in self._families}
            if (relative := families.get(term_family(term))) is not None:
                weight += FAMILY * min(self.of(term), self.of(relative))
        return weight

    def coverage(
        self, found: Collection[str], near: Collection[str] = (), part: float = 0.0
    ) -> float:
        """The share of the question's weight that is `found`, and `part` of what is only near."""
        here = self.shared(found)
        there = self.shared({*found, *near}) if near and here < self.total else here
        return (here + part * max(0.0, there - here)) / self.total


def term_family(term: str) -> str:
    """The first letters of a term, which its relatives share; all of a short one."""
    return term[:_FAMILY_LETTERS]


@cache
def _common(language: str) -> frozenset[str]:
    if language != "en":
        return frozenset()
    return frozenset(terms(" ".join(word_lists.lines("en/common_words.txt")), language))
