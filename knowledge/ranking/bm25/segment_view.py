"""A segment as it is seen now: without the articles that were removed since it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.ranking.bm25.article_filter import ArticleFilter, article_filter
from knowledge.ranking.bm25.segment import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.ranking.bm25.segment import Postings, Segment

    Numbers = NDArray[np.integer[Any]]

_FOUND = 1 << 14
"""Terms that were asked lately are found at once."""
_SCOPES = 16
"""Scopes kept ready: as a rule the same few are asked again and again."""


class SegmentView:
    """A segment and what is left of it. `kept` marks its articles and is replaced, never changed,
    so that a search goes on with what it began with.
    """

    def __init__(self, segment: Segment, name: str | None = None) -> None:
        self.segment = segment
        self.name = name
        self.kept = np.ones(len(segment.articles), np.bool_)
        self.passages = len(segment)
        self.length = int(segment.lengths.sum(dtype=np.int64))
        self._lost: dict[int, int] = {}
        self._found: dict[str, Postings | None] = {}
        self._scopes: dict[frozenset[int], ArticleFilter | None] = {}

    @property
    def removed(self) -> list[int]:
        """The places of the articles that are gone."""
        return (~self.kept).nonzero()[0].tolist()

    def stored(self, name: str, segment: Segment) -> None:
        """The segment is on disk under that name; `segment` is the same, mapped from there."""
        self.name, self.segment = name, segment
        self._found.clear()

    def find(self, term: str) -> Postings | None:
        """The term, if it is here."""
        if term not in self._found:
            if len(self._found) >= _FOUND:
                self._found.clear()
            self._found[term] = self.segment.find(int(keys([term])[0]))
        return self._found[term]

    def frequency(self, held: Postings | None) -> int:
        """How many passages hold the term."""
        return len(held.passages) - self._lost.get(held.number, 0) if held else 0

    def frequencies(self, terms: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many passages hold each term, by its number, -1 for none."""
        starts = self.segment.starts
        known = terms >= 0
        held = starts.take(terms + 1, mode="clip") - starts.take(terms, mode="clip")
        held[~known] = 0
        if self._lost:
            held -= np.array([self._lost.get(term, 0) for term in terms.tolist()], np.int64)
        return held

    def place(self, article: int) -> int | None:
        """Where the article stands, if it is here and not removed."""
        place = int(self.segment.places(np.array([article]))[0])
        return place if place >= 0 and self.kept[place] else None

    def scope(self, articles: frozenset[int] | None) -> ArticleFilter | None:
        """What of the segment is asked where `articles` are, None for all that are kept. The
        scope is None where that is the whole segment.
        """
        if articles is None:
            return None if self.passages == len(self.segment) else ArticleFilter(self.kept)
        if articles not in self._scopes:
            if len(self._scopes) >= _SCOPES:
                self._scopes.clear()
            wanted = np.fromiter(articles, np.int64, len(articles))
            asked = article_filter(self.segment, wanted, self.kept)
            self._scopes[articles] = None if asked.articles.all() else asked
        return self._scopes[articles]

    def remove(self, places: Sequence[int]) -> None:
        """Leave out the articles at these places."""
        self.kept = self.kept.copy()
        self._scopes.clear()
        for place in places:
            self.kept[place] = False
            held = self.segment.passages_of(place)
            self.passages -= held.stop - held.start
            self.length -= int(self.segment.lengths[held].sum(dtype=np.int64))
            terms, counts = self.segment.terms_of(place)
            for term, count in zip(terms.tolist(), counts.tolist(), strict=True):
                self._lost[term] = self._lost.get(term, 0) + count
