"""rank-bm25's BM25Okapi for an archive that is known by its statistics."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rank_bm25 import BM25Okapi

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

_SHIPPED = BM25Okapi([["one"]])
K1: float = _SHIPPED.k1
B: float = _SHIPPED.b
EPSILON: float = _SHIPPED.epsilon


@dataclass(frozen=True)
class Okapi:
    """What BM25Okapi would know of a corpus of `passages` passages with `length` terms in all.

    `spread` says how many distinct terms are in how many passages (passages -> terms); it is read
    only where a term is in more than half of them. Every operation is BM25Okapi's own, in its
    order and precision, so scores are the same to the last bit; only the floor of those terms may
    differ, below 1e-12, because rank-bm25 sums it in the order in which it met the words. A corpus
    without any term, where rank-bm25 divides by zero, gives every term the weight 0.
    """

    passages: int
    length: int
    spread: Mapping[int, int]

    def weight(self, frequency: int) -> float:
        """The idf of a term in `frequency` passages; 0.0 where no passage holds it."""
        if not frequency:
            return 0.0
        idf = self._idf(frequency)
        return idf if idf >= 0 else self._floor

    def gains(
        self, weight: float, counts: NDArray[np.integer], lengths: NDArray[np.integer]
    ) -> NDArray[np.float64]:
        """What a term of this weight adds to the score of passages of `lengths` terms in which it
        stands `counts` times (arrays of one shape).
        """
        average = self.length / self.passages
        found = counts.astype("float64")
        gains: NDArray[np.float64] = weight * (
            found * (K1 + 1) / (found + K1 * (1 - B + B * lengths / average))
        )
        return gains

    def _idf(self, frequency: int) -> float:
        return math.log(self.passages - frequency + 0.5) - math.log(frequency + 0.5)

    @cached_property
    def _floor(self) -> float:
        """A share of the average idf, for the terms whose idf would be negative."""
        total = math.fsum(self._idf(frequency) * terms for frequency, terms in self.spread.items())
        return EPSILON * (total / sum(self.spread.values()))
