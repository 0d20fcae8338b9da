"""What passages score at most: the bounds of a question's terms, added up passage by passage."""

from __future__ import annotations

import threading
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from knowledge.ranking.bm25.segment_builder import STEP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from knowledge.ranking.bm25.article_filter import ArticleFilter
    from knowledge.ranking.bm25.scoring import WeightedQuery
    from knowledge.ranking.bm25.segment import Segment

    Places = NDArray[np.integer[Any]]
    Floats = NDArray[np.float32]

_LOOKUP = 8
"""Looking a passage up in a list takes as long as adding this many of the list up."""
_ROUNDING = 1e-6
"""Bounds are added up in 32 bits, each addition losing a tenth of this at most."""


class BoundedPostings(NamedTuple):
    """A term's passages in order, what each gains at most in units of `unit`, the most that any
    gains, and the bound that about a hundred of them reach.
    """

    passages: NDArray[np.uint32]
    bounds: NDArray[np.uint8]
    unit: float
    most: float
    crowd: int


def bounded(
    segment: Segment, question: WeightedQuery, scope: ArticleFilter | None
) -> list[BoundedPostings]:
    """The lists of the question's terms, shortest first; a term that comes again counts again.
    A narrow scope narrows them.
    """
    # Gains may have grown since the bounds were taken, by no more than the average length has.
    step = STEP * max(1.0, question.okapi.average / float(segment.average[0]))
    lists: dict[int, BoundedPostings] = {}
    for held, weight in question.terms:
        unit = weight * step + (lists[held.number].unit if held.number in lists else 0.0)
        lists[held.number] = BoundedPostings(
            held.passages, held.bounds, unit, unit * held.top, held.crowd
        )
    found = lists.values() if scope is None else _within(segment, lists.values(), scope)
    return sorted(found, key=lambda each: len(each.passages))


def _within(
    segment: Segment, lists: Iterable[BoundedPostings], scope: ArticleFilter
) -> Iterator[BoundedPostings]:
    for each in lists:
        asked = scope.within(segment, each.passages)
        if asked is None:
            yield each
        elif len(asked):
            passages, bounds = each.passages.take(asked), each.bounds.take(asked)
            yield each._replace(passages=passages, bounds=bounds)


class Scratch(threading.local):
    """Zeros to add up in, an array for each thread: whoever adds clears what it added."""

    def __init__(self) -> None:
        self._zeros = np.zeros(0, np.float32)

    def zeros(self, size: int) -> Floats:
        """At least `size` of them."""
        if len(self._zeros) < size:
            self._zeros = np.zeros(size + size // 4, np.float32)
        return self._zeros


class BoundSums:
    """Bounds added up while in a `with`; cleared after it."""

    def __init__(self, zeros: Floats) -> None:
        self._sums = zeros
        self._touched: list[NDArray[np.intp]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for passages in self._touched:
            self._sums[passages] = 0

    def add(self, lists: Sequence[BoundedPostings]) -> None:
        """Add what the passages of the lists gain at most."""
        passages = np.concatenate([each.passages for each in lists]).astype(np.intp)
        units = np.array([each.unit for each in lists], np.float32)
        gained = np.concatenate([each.bounds for each in lists]) * units.repeat(
            [len(each.passages) for each in lists]
        )
        self._touched.append(passages)
        np.add.at(self._sums, passages, gained)

    def touched(self) -> Places:
        """The passages of all lists that were added, list by list."""
        if len(self._touched) == 1:
            return self._touched[0]
        return np.concatenate(self._touched) if self._touched else np.zeros(0, np.intp)

    def of(self, passages: Places) -> Floats:
        """The sums of the passages."""
        return self._sums.take(passages)

    def with_list(self, each: BoundedPostings, passages: Places, highest: Floats) -> Floats:
        """The sums of some passages and one more list, added or looked up, whichever is quicker.
        Once a list was looked up, longer ones for fewer passages are, too.
        """
        if len(passages) * _LOOKUP <= len(each.passages):
            return highest + _looked_up(each, passages)
        self.add([each])
        return self.of(passages)


def slack(terms: int) -> float:
    """The factor of what sums of the bounds of so many terms are held against: lower by more than
    adding them up loses.
    """
    return 1 - _ROUNDING * (terms + 8)


def above(bar: float, passages: Places, highest: Floats) -> tuple[Places, Floats]:
    """The passages that score at most `highest` and may reach the bar."""
    kept = (highest >= bar).nonzero()[0]
    return passages.take(kept), highest.take(kept)


def reaching(lists: Sequence[BoundedPostings], bar: float, zeros: Floats) -> tuple[Places, Floats]:
    """The passages of the lists that may score `bar`, in order, and what each scores at most.

    MaxScore (Turtle and Flood 1995), a list at a time: where all lists from one on gain less than
    the bar together, no passage gets there by those alone, so they are only looked up for what
    the lists before them hold.
    """
    left = [*accumulate((each.most for each in reversed(lists)), initial=0.0)][::-1]
    needed = sum(most >= bar for most in left[:-1])
    with BoundSums(zeros) as sums:
        for each in lists[:needed]:
            sums.add([each])
        passages = sums.touched()
        passages, highest = above(bar - left[needed], passages, sums.of(passages))
        for each, after in zip(lists[needed:], left[needed + 1 :], strict=True):
            highest = sums.with_list(each, passages, highest)
            passages, highest = above(bar - after, passages, highest)
    return once(passages, highest)


def once(passages: Places, highest: Floats) -> tuple[Places, Floats]:
    """The passages in order and each once."""
    order = passages.argsort()
    passages, highest = passages.take(order), highest.take(order)
    first = first_of(passages)
    return passages[first], highest[first]


def first_of(ordered: Places) -> NDArray[np.bool_]:
    """Which are not the same as the one before."""
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def _looked_up(each: BoundedPostings, passages: Places) -> Floats:
    """What each of the passages gains at most by the list."""
    found = each.passages.searchsorted(passages.astype(np.uint32))
    held = each.passages.take(found, mode="clip") == passages
    gained: Floats = held * each.bounds.take(found, mode="clip") * np.float32(each.unit)
    return gained
