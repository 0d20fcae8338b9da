"""The search of a segment as machine code, by numba, where that is installed: the same answers.

Lists are gone through one at a time, rarest first, and bounds added up passage by passage. What
the best sums promise at least is the bar; once all lists that are left cannot reach it together,
no passage gets there by those alone (MaxScore, Turtle and Flood 1995). What may still be among
the best is scored exactly, with BM25Okapi's operations in its order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numba import njit

from knowledge.ranking.bm25.bounds import slack as slack_of
from knowledge.ranking.bm25.okapi import K1, MOST, B, Okapi
from knowledge.ranking.bm25.scoring import WeightedQuery
from knowledge.ranking.bm25.segment_builder import STEP, from_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from knowledge.ranking.bm25.article_filter import ArticleFilter
    from knowledge.ranking.bm25.segment import Segment

    Array = NDArray[Any]

_ALL = np.zeros(0, np.bool_)
"""No marks: every article is in scope."""
_LOOKUP = 16
"""Scoring a passage exactly takes as long as adding this many of a list up."""

Function = TypeVar("Function", bound="Callable[..., Any]")


def _compiled(function: Function) -> Function:
    """The function in machine code, made at its first call and kept beside this file if it may
    be. Without fast-math: its floating-point operations are numpy's, to the last bit.
    """
    try:
        return cast("Function", njit(function, nogil=True, error_model="numpy", cache=True))
    except RuntimeError:  # nowhere to keep it
        return cast("Function", njit(function, nogil=True, error_model="numpy"))


def best(
    segment: Segment, query: WeightedQuery, scope: ArticleFilter | None,
    limit: int, bar: float, slack: float, sums: NDArray[np.float32],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:  # fmt: skip
    """The passages that may be among the `limit` best and reach `bar`, and their scores, where
    every weight is above 0 and no scope narrows the lists: a `search.CompiledSearch`.
    """
    average = query.okapi.average
    moved = average / float(segment.average[0])
    found: tuple[NDArray[np.int64], NDArray[np.float64]] = _best(
        segment.passages, segment.bounds, segment.starts, segment.tops,
        (segment.rows, segment.terms, segment.counts, segment.lengths),
        segment.owners, _ALL if scope is None else scope.articles,
        query.numbers, query.weights, average, STEP * max(1.0, moved), min(moved, 1 / moved),
        limit, bar, slack, sums,
    )  # fmt: skip
    return found


@_compiled
def _best(
    passages: Array, bounds: Array, starts: Array, tops: Array, by_passage: Any,
    owners: Array, asked: Array, numbers: Array, weights: Array, average: float, step: float,
    sure: float, limit: int, bar: float, slack: float, sums: Array,
) -> tuple[Array, Array]:  # fmt: skip
    """`best` of arrays. A sum of bounds times `sure` is a score but for less than a unit a term."""
    terms, units = _lists(starts, numbers, weights, step)
    left = _left(terms, units, tops)
    size = np.sum(starts[terms + 1] - starts[terms])
    touched, number = np.empty(size, np.uint32), 0
    likely, few = np.empty(size, np.uint32), 0
    heap = np.empty(min(limit, size + 1))
    at = 0
    while at < len(terms):
        first, last = starts[terms[at]], starts[terms[at] + 1]
        new = left[at] >= bar * slack
        if not new and few * _LOOKUP <= last - first:
            break
        before = number
        number = _added(
            passages[first:last], bounds[first:last], units[at], sums, touched, number, new
        )
        for place in range(before, number):
            if not len(asked) or asked[owners[touched[place]]]:
                likely[few] = touched[place]
                few += 1
        at += 1
        bar = max(bar, (_last(likely[:few], sums, heap) * slack - np.sum(units)) * sure)
        few = _above(likely[:few], sums, bar * slack - left[at])
    found = _scored(likely[:few], bar, heap, by_passage, numbers, weights, average)
    for place in range(number):
        sums[touched[place]] = 0
    return found


@_compiled
def _left(terms: Array, units: Array, tops: Array) -> Array:
    """What the lists from each on, and none, gain at most together."""
    left = np.zeros(len(terms) + 1)
    for at in range(len(terms) - 1, -1, -1):
        left[at] = left[at + 1] + units[at] * tops[terms[at]]
    return left


@_compiled
def _added(
    passages: Array, bounds: Array, unit: float, sums: Array, touched: Array, number: int, new: bool
) -> int:
    """Add a list up: how many passages are touched then. Only those that were before, where
    no `new` ones can be among the best.
    """
    worth = np.float32(unit)
    for place in range(len(passages)):
        passage = passages[place]
        if sums[passage] == 0:
            if not new:
                continue
            touched[number] = passage
            number += 1
        sums[passage] += bounds[place] * worth
    return number


@_compiled
def _lists(starts: Array, numbers: Array, weights: Array, step: float) -> tuple[Array, Array]:
    """The distinct terms, shortest list first, and what a unit of their bounds is worth: a term
    that comes again counts again.
    """
    terms, units, size = np.empty(len(numbers), np.int64), np.zeros(len(numbers)), 0
    for asked in range(len(numbers)):
        term = np.int64(numbers[asked, 0])
        for at in range(size):
            if terms[at] == term:
                units[at] += weights[asked] * step
                break
        else:
            at = size
            length = starts[term + 1] - starts[term]
            while at and starts[terms[at - 1] + 1] - starts[terms[at - 1]] > length:
                terms[at], units[at] = terms[at - 1], units[at - 1]
                at -= 1
            terms[at], units[at] = term, weights[asked] * step
            size += 1
    return terms[:size], units[:size]


@_compiled
def _pushed(heap: Array, size: int, value: float) -> int:
    """The size of a heap of the highest values, lowest first, after one more value."""
    if size == len(heap):
        if value <= heap[0]:
            return size
        at = 0
        while 2 * at + 1 < size:
            below = 2 * at + 1
            if below + 1 < size and heap[below + 1] < heap[below]:
                below += 1
            if heap[below] >= value:
                break
            heap[at] = heap[below]
            at = below
        heap[at] = value
        return size
    at = size
    while at and heap[(at - 1) // 2] > value:
        heap[at] = heap[(at - 1) // 2]
        at = (at - 1) // 2
    heap[at] = value
    return size + 1


@_compiled
def _last(likely: Array, sums: Array, heap: Array) -> float:
    """The last of as many highest sums as the heap holds; where there are fewer, less than any."""
    if len(likely) < len(heap):
        return -np.inf
    size = 0
    for at in range(len(likely)):
        size = _pushed(heap, size, np.float64(sums[likely[at]]))
    return float(heap[0])


@_compiled
def _above(likely: Array, sums: Array, bar: float) -> int:
    """How many of the passages add up to the bar; they are put first."""
    kept = 0
    for at in range(len(likely)):
        if sums[likely[at]] >= bar:
            likely[kept] = likely[at]
            kept += 1
    return kept


@_compiled
def _scored(
    likely: Array, bar: float, heap: Array, by_passage: Any, numbers: Array, weights: Array,
    average: float,
) -> tuple[Array, Array]:  # fmt: skip
    """The passages that may be among the best, and their scores."""
    found, scores = np.empty(len(likely), np.int64), np.empty(len(likely))
    kept, size = 0, 0
    for at in range(len(likely)):
        score = _score(int(likely[at]), by_passage, numbers, weights, average)
        if score >= bar:
            found[kept], scores[kept] = likely[at], score
            kept += 1
            size = _pushed(heap, size, score)
            if size == len(heap):
                bar = max(bar, heap[0])
    return found[:kept], scores[:kept]


@_compiled
def _score(passage: int, by_passage: Any, numbers: Array, weights: Array, average: float) -> float:
    """What BM25Okapi gives the passage."""
    rows, terms, counts, lengths = by_passage
    damping = K1 * (1 - B + B * np.float64(lengths[passage]) / average)
    score = 0.0
    for asked in range(len(numbers)):
        low, high = rows[passage], rows[passage + 1]
        while low < high:
            middle = (low + high) // 2
            if terms[middle] < numbers[asked, 0]:
                low = middle + 1
            else:
                high = middle
        if low < rows[passage + 1] and terms[low] == numbers[asked, 0]:
            count = np.float64(counts[low])
            score += count * MOST / (damping + count) * weights[asked]
    return score


def warm() -> None:
    """Compile, or load what was compiled, by a first search."""
    segment = from_terms([(1, [["one", "two"], ["one"]])], 1.5)
    asked = [(held, 1.0) for key in segment.keys.tolist() if (held := segment.find(key))]
    query, sums = WeightedQuery(asked, Okapi(2, 3, {})), np.zeros(len(segment), np.float32)
    best(segment, query, None, 1, -np.inf, slack_of(len(asked)), sums)
