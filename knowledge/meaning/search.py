"""All vectors of a library in one matrix, held against a question's vector."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.meaning.likeness import Likeness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.meaning.vectors import Vectors

_BLOCK = 512
"""Vectors multiplied at once: what fits into the processor's cache as floating numbers. Of eight
times as many BLAS would start threads, which wait for each other where the machine is busy."""
_SPREAD = 0.1
"""How much more alike than usual a question and its answer are, as a rule."""
_FIRST = 1024
_SCOPES = 8
"""Scopes kept ready: as a rule the same few are asked again and again."""


class VectorIndex:
    """The vectors of articles, by article. Any number of threads may read and write.

    The search is exact: every vector in scope is multiplied with the question's, a million of
    them in some 60 ms.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._values: NDArray[np.int8] = np.empty((0, 0), np.int8)
        self._scales: NDArray[np.float32] = np.empty(0, np.float32)
        self._places: NDArray[np.int32] = np.empty((0, 3), np.int32)
        self._rows: dict[int, slice] = {}
        self._end = 0
        self._dead = 0
        self._scopes: dict[frozenset[int], NDArray[np.intp]] = {}

    def __len__(self) -> int:
        """How many vectors there are."""
        return self._end - self._dead

    def __contains__(self, article: int) -> bool:
        return article in self._rows

    def put(self, article: int, vectors: Vectors) -> None:
        """Take in an article's vectors, instead of those that it had."""
        with self._lock:
            self.remove(article)
            if not len(vectors):
                return
            self._reserve(len(vectors), vectors.values.shape[1])
            rows = slice(self._end, self._end + len(vectors))
            self._values[rows] = vectors.values
            self._scales[rows] = vectors.scales
            self._places[rows] = vectors.places
            self._rows[article] = rows
            self._end = rows.stop
            self._scopes.clear()

    def remove(self, article: int) -> None:
        """Let go of an article's vectors, if it has any."""
        with self._lock:
            rows = self._rows.pop(article, None)
            if rows is None:
                return
            self._values[rows] = 0
            self._dead += rows.stop - rows.start
            self._scopes.clear()
            if self._dead > self._end // 2:
                self._take_up(self._end - self._dead)

    def against(
        self, vector: NDArray[np.float32], usual: float, articles: frozenset[int]
    ) -> Likeness:
        """How alike all words of the articles are to a question's vector, (dimensions,), beyond
        the `usual` product that it has with any text.
        """
        with self._lock:
            rows, values, scales = self._scope(articles), self._values, self._scales
            places = self._places[: self._end]
            held = {article: self._rows[article] for article in articles & self._rows.keys()}
        found = np.zeros(len(places), np.float32)
        floating = np.empty((min(_BLOCK, len(rows)), values.shape[1]), np.float32)
        for at in range(0, len(rows), _BLOCK):
            here: Any = rows[at : at + _BLOCK]
            some = floating[: len(here)]
            if here[-1] - here[0] == len(here) - 1:
                here = slice(here[0], here[-1] + 1)  # side by side: taken as they lie
            np.copyto(some, values[here])
            found[here] = ((some @ vector) * scales[here] - usual) / _SPREAD
        return Likeness(found, places, held, rows)

    def of(self, article: int) -> dict[tuple[int, int], NDArray[np.float32]]:
        """The vectors of an article's sentences by their start and end; {} where none are here."""
        with self._lock:
            rows = self._rows.get(article, slice(0, 0))
            values, scales = self._values[rows].astype(np.float32), self._scales[rows]
            places = self._places[rows].tolist()
        return {
            (start, end): vector
            for (passage, start, end), vector in zip(places, values * scales[:, None], strict=True)
            if passage >= 0
        }

    def _scope(self, articles: frozenset[int]) -> NDArray[np.intp]:
        """The rows of these articles, in order."""
        if articles not in self._scopes:
            if len(self._scopes) >= _SCOPES:
                self._scopes.clear()
            wanted = np.zeros(self._end, np.bool_)
            for article in articles & self._rows.keys():
                wanted[self._rows[article]] = True
            self._scopes[articles] = wanted.nonzero()[0]
        return self._scopes[articles]

    def _reserve(self, more: int, dimensions: int) -> None:
        needed = self._end + more
        if needed > len(self._scales):
            self._take_up(max(_FIRST, needed, needed + self._end // 2), dimensions)

    def _take_up(self, room: int, dimensions: int = 0) -> None:
        """Put what is left side by side, in arrays of their own: whoever reads the old ones goes
        on with them.
        """
        shape = (max(room, _FIRST), dimensions or self._values.shape[1])
        values, scales = np.zeros(shape, np.int8), np.zeros(shape[0], np.float32)
        places, end = np.zeros((shape[0], 3), np.int32), 0
        for article, rows in self._rows.items():
            to = slice(end, end + rows.stop - rows.start)
            values[to], scales[to] = self._values[rows], self._scales[rows]
            places[to], self._rows[article], end = self._places[rows], to, to.stop
        self._values, self._scales, self._places = values, scales, places
        self._end, self._dead = end, 0
        self._scopes.clear()
