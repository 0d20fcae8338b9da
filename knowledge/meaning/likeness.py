"""How alike the words of articles are to a question, in meaning."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.span import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SECOND = 0.0
"""What the second likest sentence of a passage counts beside the likest."""


@dataclass(frozen=True, slots=True)
class Like:
    """Words of an article that are like a question: its passage, where they stand, how much."""

    article: int
    passage: int
    span: Span
    alike: float


class Likeness:
    """The likeness of everything in scope to one question. 0 is what any two texts of news have,
    1 what a question and its answer have as a rule.
    """

    def __init__(
        self,
        found: NDArray[np.float32],
        places: NDArray[np.int32],
        rows: dict[int, slice],
        scope: NDArray[np.intp],
    ) -> None:
        self._found = found
        self._places = places
        self._rows = rows
        self._scope = scope
        self._passages: dict[int, dict[int, float]] = {}
        self._sentences: dict[int, dict[tuple[int, int], float]] = {}

    def __contains__(self, article: int) -> bool:
        return article in self._rows

    def __len__(self) -> int:
        """How many texts there are to be alike."""
        return len(self._scope)

    def __bool__(self) -> bool:
        return True

    def best(self, most: int) -> list[Like]:
        """The `most` likest sentences, the likest first, equals in stored order."""
        rows = self._scope[self._places[self._scope, 0] >= 0]
        if len(rows) > most:
            rows = rows[np.argpartition(-self._found[rows], most - 1)[:most]]
        rows = rows[np.lexsort((rows, -self._found[rows]))]
        owners = sorted((held.start, article) for article, held in self._rows.items())
        starts = [start for start, _ in owners]
        return [
            Like(
                owners[bisect_right(starts, row) - 1][1],
                int(self._places[row, 0]),
                Span(int(self._places[row, 1]), int(self._places[row, 2])),
                float(self._found[row]),
            )
            for row in rows.tolist()
        ]

    def of(self, article: int, span: Span) -> float | None:
        """How alike a sentence is; None where its vector is not there."""
        if article not in self._sentences:
            self._sentences[article] = {
                (start, end): alike
                for (passage, start, end), alike in self._held(article)
                if passage >= 0
            }
        return self._sentences[article].get((span.start, span.end))

    def within(self, article: int, spans: Collection[Span]) -> float:
        """How alike the likest sentence is that any of the spans touches; 0.0 where that is
        unknown.
        """
        rows = self._rows.get(article)
        if rows is None:
            return 0.0
        places, found = self._places[rows], self._found[rows]
        touched = np.zeros(len(found), np.bool_)
        for span in spans:
            touched |= (places[:, 1] < span.end) & (places[:, 2] > span.start)
        touched &= places[:, 0] >= 0
        return float(found[touched].max()) if touched.any() else 0.0

    def passage(self, article: int, passage: int) -> float:
        """How alike a passage is, by its two likest sentences. 0.0 where that is unknown."""
        if article not in self._passages:
            found: dict[int, list[float]] = {}
            for (number, _, _), alike in self._held(article):
                found.setdefault(number, []).append(alike)
            self._passages[article] = {
                number: max(some) + _SECOND * sum(sorted(some)[-2:-1])
                for number, some in found.items()
            }
        return self._passages[article].get(passage, 0.0)

    def headline(self, article: int) -> float:
        """How alike the headline is. 0.0 where that is unknown."""
        return self.passage(article, -1)

    def _held(self, article: int) -> Iterator[tuple[list[int], float]]:
        rows = self._rows.get(article, slice(0, 0))
        yield from zip(self._places[rows].tolist(), self._found[rows].tolist(), strict=True)
