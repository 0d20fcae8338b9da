"""Passages in, the passages that share terms with a question out, best first."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from threading import RLock
from typing import TYPE_CHECKING

import numpy as np

from knowledge.passage import Hit
from knowledge.ranking.okapi import Okapi

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    Postings = tuple[array[int], array[int]]


class Index:
    """BM25 over the passages of articles, exactly rank-bm25's (see `Okapi`).

    Postings only: each term knows the passages that hold it and how often. Passages are numbered
    in the order of adding; a number is never given twice. One lock guards everything, so an index
    may be read in one thread while another adds.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._postings: dict[str, Postings] = {}
        self._articles: dict[int, tuple[range, frozenset[str]]] = {}
        self._owners = array("q")
        self._lengths = array("q")
        self._spread: Counter[int] = Counter()
        self._passages = 0
        self._length = 0

    def __len__(self) -> int:
        """The number of passages."""
        return self._passages

    def add(self, article: int, passages: Sequence[Sequence[str]]) -> None:
        """Append the article's passages, given by their terms in order. An article that is known
        is replaced and goes last.
        """
        with self._lock:
            self.remove(article)
            first = len(self._lengths)
            held: set[str] = set()
            for passage, terms in enumerate(passages, start=first):
                self._owners.append(article)
                self._lengths.append(len(terms))
                self._length += len(terms)
                held.update(terms)
                for term, count in Counter(terms).items():
                    self._append(term, passage, count)
            self._passages += len(passages)
            self._articles[article] = (range(first, len(self._lengths)), frozenset(held))

    def remove(self, article: int) -> None:
        """Forget an article; one that is not known is no error."""
        with self._lock:
            places, held = self._articles.pop(article, (range(0), frozenset[str]()))
            for term in held:
                self._cut(term, places)
            self._passages -= len(places)
            self._length -= sum(self._lengths[places.start : places.stop])

    def frequency(self, term: str) -> int:
        """How many passages hold the term."""
        with self._lock:
            return len(self._postings[term][0]) if term in self._postings else 0

    def weight(self, term: str) -> float:
        """The term's idf as rank-bm25 uses it, floor included; 0.0 for an unknown term."""
        with self._lock:
            return self._okapi().weight(self.frequency(term))

    def search(
        self, terms: Sequence[str], *, limit: int, articles: Collection[int] | None = None
    ) -> list[Hit]:
        """The `limit` best passages that share a term with `terms`, best first, equal scores in
        the order of adding; a term that is asked twice counts twice. `articles` says which are in
        scope (None: all); weights are the whole index's in any case.
        """
        with self._lock:
            known = [term for term in terms if term in self._postings]
            if not known or limit <= 0 or (articles is not None and not articles):
                return []
            found = self._in_scope(known, articles)
            scores = self._scores(known, found)
            best = np.lexsort((found, -scores))[:limit]
            return [self._hit(int(found[at]), float(scores[at])) for at in best]

    def _append(self, term: str, passage: int, count: int) -> None:
        passages, counts = self._postings.setdefault(term, (array("q"), array("q")))
        passages.append(passage)
        counts.append(count)
        self._moved(len(passages) - 1, len(passages))

    def _cut(self, term: str, places: range) -> None:
        passages, counts = self._postings[term]
        before = len(passages)
        start, stop = bisect_left(passages, places.start), bisect_left(passages, places.stop)
        del passages[start:stop], counts[start:stop]
        self._moved(before, len(passages))
        if not passages:
            del self._postings[term]

    def _moved(self, before: int, after: int) -> None:
        """Keep `_spread`: a term that was in `before` passages is in `after` now."""
        for frequency, change in ((before, -1), (after, 1)):
            self._spread[frequency] += change
            if not frequency or not self._spread[frequency]:
                del self._spread[frequency]

    def _okapi(self) -> Okapi:
        return Okapi(self._passages, self._length, self._spread)

    def _in_scope(
        self, terms: Sequence[str], articles: Collection[int] | None
    ) -> NDArray[np.int64]:
        """The passages that share a term with `terms` and belong to `articles`, in order."""
        found = np.unique(np.concatenate([_numbers(self._postings[term][0]) for term in terms]))
        if articles is not None:
            found = found[np.isin(_numbers(self._owners)[found], list(articles))]
        return found

    def _scores(self, terms: Sequence[str], found: NDArray[np.int64]) -> NDArray[np.float64]:
        """The score of each of the passages `found`."""
        okapi, lengths = self._okapi(), _numbers(self._lengths)
        scores = np.zeros(len(found))
        for term in terms:
            passages, counts = map(_numbers, self._postings[term])
            kept = np.isin(passages, found, assume_unique=True)
            gains = okapi.gains(okapi.weight(len(passages)), counts[kept], lengths[passages[kept]])
            scores[np.searchsorted(found, passages[kept])] += gains
        return scores

    def _hit(self, passage: int, score: float) -> Hit:
        article = self._owners[passage]
        return Hit(article, passage - self._articles[article][0].start, score)


def _numbers(values: array[int]) -> NDArray[np.int64]:
    """A view: the array must not grow while it is in use."""
    return np.frombuffer(values, dtype=np.int64)
