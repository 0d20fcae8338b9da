"""rank-bm25's BM25Okapi for an archive that is known by its statistics.

Every operation is BM25Okapi's own, in its order and precision, so that scores are the same to the
last bit. Two things may differ. The floor for words in more than half of the passages, below
1e-12: rank-bm25 sums it in the order in which it met the words, here it is summed from how many
words are in how many passages. And a corpus without any word, where rank-bm25 divides by zero:
here every weight is 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]
    Floats = NDArray[np.float64]

_SHIPPED = BM25Okapi([["one"]])
K1: float = _SHIPPED.k1
B: float = _SHIPPED.b
EPSILON: float = _SHIPPED.epsilon

MOST = K1 + 1
"""What a gain stays below, however often a term stands in a passage."""
_TABLE = 2048
"""Lengths up to here have their norms ready."""


def norms(lengths: Numbers, average: float) -> Floats:
    """By how much passages of these lengths damp counts, where `average` terms are usual."""
    return np.asarray(K1 * (1 - B + B * lengths / average), np.float64)


def gains(counts: Numbers, damping: Floats) -> Floats:
    """What terms of weight 1 add to the score of passages in which they stand `counts` times."""
    found = counts.astype(np.float64)
    return found * MOST / (found + damping)


@dataclass(frozen=True)
class Okapi:
    """What BM25Okapi would know of a corpus of `passages` passages with `length` terms in all.

    `spread` says how many distinct terms are in how many passages (passages -> terms); it is read
    only where a term is in more than half of them.
    """

    passages: int
    length: int
    spread: Mapping[int, int]

    @property
    def average(self) -> float:
        """The terms in a passage, on average; 1 where there are none."""
        return self.length / self.passages if self.length else 1.0

    def weight(self, frequency: int) -> float:
        """The idf of a term in `frequency` passages; 0.0 where no passage holds it."""
        if not frequency:
            return 0.0
        idf = self._idf(frequency)
        return idf if idf >= 0 else self._floor

    def norms(self, lengths: NDArray[np.uint32]) -> Floats:
        """`norms` of the lengths, looked up where all are short."""
        try:
            return self._table.take(lengths)
        except IndexError:
            return norms(lengths, self.average)

    def _idf(self, frequency: int) -> float:
        return math.log(self.passages - frequency + 0.5) - math.log(frequency + 0.5)

    @cached_property
    def _floor(self) -> float:
        """A share of the average idf, for the terms whose idf would be negative."""
        total = math.fsum(self._idf(frequency) * terms for frequency, terms in self.spread.items())
        return EPSILON * (total / sum(self.spread.values()))

    @cached_property
    def _table(self) -> Floats:
        return norms(np.arange(_TABLE), self.average)
