"""The exact score of a few passages of a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.ranking.bm25.okapi import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.ranking.bm25.okapi import Okapi
    from knowledge.ranking.bm25.segment import Postings, Segment

    Places = NDArray[np.integer[Any]]
    Floats = NDArray[np.float64]

_CELLS = 1 << 22
"""Comparisons made at once: what lies between has a bound in memory."""
_COUNT = np.arange(1 << 15)
_COUNT.flags.writeable = False


class WeightedQuery:
    """The terms of a question that a segment holds, in the question's order and as often as it
    has them, each with its weight in the whole archive.
    """

    def __init__(self, terms: Sequence[tuple[Postings, float]], okapi: Okapi) -> None:
        self.terms = terms
        self.okapi = okapi
        self.numbers = np.array([[held.number] for held, _ in terms], np.uint32)
        self.weights = np.array([weight for _, weight in terms])


def scores(segment: Segment, question: WeightedQuery, passages: Places) -> Floats:
    """What rank-bm25 gives each of the passages, to the last bit."""
    found, gained = _gains(segment, question, passages)
    return _sums(found, gained, len(passages))


def sharing(segment: Segment, question: WeightedQuery, passages: Places) -> tuple[Places, Floats]:
    """Those of the passages that share a term with the question, and their scores."""
    found, gained = _gains(segment, question, passages)
    shares = np.bincount(found, minlength=len(passages)).nonzero()[0]
    return passages.take(shares), _sums(found, gained, len(passages)).take(shares)


def _sums(found: Places, gained: Floats, size: int) -> Floats:
    """What each passage gains in all, added one after the other."""
    return np.asarray(np.bincount(found, gained, size), np.float64)


def _gains(
    segment: Segment, question: WeightedQuery, passages: Places
) -> tuple[NDArray[np.int64], Floats]:
    """For each term that is met in a passage: which of `passages`, and what it gains there. They
    come in the question's order of terms, in which rank-bm25 adds them.
    """
    begins = segment.rows.take(passages)
    sizes = segment.rows[1:].take(passages)
    sizes -= begins
    ends = sizes.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    if total * len(question.terms) > _CELLS and len(passages) > 1:
        return _by_halves(segment, question, passages)
    begins -= ends
    begins += sizes
    at = begins.repeat(sizes)
    at += _COUNT[:total] if total <= len(_COUNT) else np.arange(total)
    met = (segment.terms.take(at) == question.numbers).ravel().nonzero()[0]
    asked = met // max(total, 1)
    met -= asked * total
    found = ends.searchsorted(met, "right")
    counts = segment.counts.take(at.take(met)).astype(np.float64)
    damping = question.okapi.norms(segment.lengths.take(passages)).take(found)
    damping += counts
    counts *= MOST
    counts /= damping
    counts *= question.weights.take(asked)
    return found, counts


def _by_halves(
    segment: Segment, question: WeightedQuery, passages: Places
) -> tuple[NDArray[np.int64], Floats]:
    """`_gains` of each half: within a passage the order of terms stays."""
    middle = len(passages) // 2
    found, gained = _gains(segment, question, passages[:middle])
    others, more = _gains(segment, question, passages[middle:])
    return np.concatenate((found, others + middle)), np.concatenate((gained, more))
