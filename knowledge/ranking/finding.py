"""The best passages of a segment: a bar from a few, then whatever may still reach it.

MaxScore (Turtle and Flood 1995), an array at a time. The passages of the rarest terms are scored
exactly, and the last of the best among them is the bar. What each term can gain at most says
which terms a passage cannot do without to reach it; the bounds of those are added up in an array
that is kept between questions, those of the others looked up, and the few passages that may reach
the bar are scored exactly. Nothing as long as the segment is made, cleared or read.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from knowledge.ranking.building import STEP
from knowledge.ranking.scoring import Question, scores, sharing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.ranking.segment import Segment

    Places = NDArray[np.integer[Any]]
    Floats = NDArray[np.float64]
    Sums = NDArray[np.float32]

_FEWEST, _MOST, _SHARE = 48, 192, 256
"""Passages that set the bar: so many at least and at most, in between one for so many postings.
Fewer set it lower, more take longer to score."""
_LOOKUP = 8
"""Looking a passage up in a list takes as long as adding this many of the list up."""
_ROUNDING = 1 - 1e-5
"""Bounds are added up in 32 bits; the bar for their sums is lower by more than that loses."""


@dataclass(frozen=True, eq=False, slots=True)
class Scope:
    """What of a segment is asked: these articles, marked by place, or these few passages."""

    articles: NDArray[np.bool_] | None
    passages: Places | None


class _List(NamedTuple):
    """A term's passages, what each gains at most in units of `unit`, the most that any gains, and
    the bound that about a hundred reach.
    """

    passages: NDArray[np.uint32]
    bounds: NDArray[np.uint8]
    unit: float
    most: float
    crowd: int


class Scratch(threading.local):
    """Zeros to add up in, an array for each thread: whoever adds clears what it added."""

    def __init__(self) -> None:
        self._zeros = np.zeros(0, np.float32)

    def zeros(self, size: int) -> Sums:
        """At least `size` of them."""
        if len(self._zeros) < size:
            self._zeros = np.zeros(size + size // 4, np.float32)
        return self._zeros


@dataclass(frozen=True, eq=False, slots=True)
class Finding:
    """The search of one segment for the `limit` best passages in scope (None: all)."""

    segment: Segment
    question: Question
    limit: int
    scope: Scope | None
    scratch: Scratch

    def best(self, bar: float) -> tuple[Places, Floats]:
        """The passages that share a term and may be among the best of all, each once, and their
        scores. What scores below `bar` may be missing.
        """
        if self.scope and self.scope.passages is not None:
            return self._over(bar, *sharing(self.segment, self.question, self.scope.passages))
        lists = self._lists()
        if any(each.unit < 0 for each in lists):  # a term that lowers scores: nothing is a bound
            return self._over(bar, *self._scored(_distinct([each.passages for each in lists])))
        seeds, rest = self._seeds(lists)
        found, scored = self._scored(seeds)
        bar = max(bar, self._bar(scored))
        best = self._over(bar, found, scored)
        if rest:
            others, highest = self._reaching(rest, bar)
            if len(others) and len(found):
                new = (found.take(found.searchsorted(others), mode="clip") != others).nonzero()[0]
                others, highest = others.take(new), highest.take(new)
            if len(others):
                more, gained = self._surest(others, highest, bar)
                best = np.concatenate((best[0], more)), np.concatenate((best[1], gained))
        return best

    def _lists(self) -> list[_List]:
        """The lists of the question's terms, shortest first."""
        segment, question = self.segment, self.question
        # gains may have grown since the bounds were taken, by no more than the average length
        step = STEP * max(1.0, question.okapi.average / float(segment.average[0]))
        starts, tops, crowds = segment.starts.data, segment.tops.data, segment.crowds.data
        lists: dict[int, _List] = {}
        for term, weight in question.terms:
            unit = weight * step + (lists[term].unit if term in lists else 0.0)
            held = slice(starts[term], starts[term + 1])
            lists[term] = _List(
                segment.passages[held], segment.bounds[held], unit, unit * tops[term], crowds[term]
            )
        return sorted(lists.values(), key=lambda each: len(each.passages))

    def _seeds(self, lists: Sequence[_List]) -> tuple[Places, Sequence[_List]]:
        """Passages that are likely to be good, in order, and the lists that they do not cover."""
        most = sum(len(each.passages) for each in lists) // _SHARE
        most = max(_FEWEST, min(most, _MOST))
        seeds, size = [], 0
        for each in lists:
            if size + len(each.passages) > most:
                break
            seeds.append(each.passages)
            size += len(each.passages)
        rest = lists[len(seeds) :]
        if rest and size < most // 2:
            crowd = (rest[0].bounds >= rest[0].crowd).nonzero()[0][: most - size]
            seeds.append(rest[0].passages.take(crowd))
        return _distinct(seeds), rest

    def _reaching(self, lists: Sequence[_List], bar: float) -> tuple[Places, Sums]:
        """The passages of `lists` that may reach the bar, in order, and what each scores at most
        by these lists.
        """
        bar *= _ROUNDING
        left = [*accumulate((each.most for each in reversed(lists)), initial=0.0)][::-1]
        needed = sum(most >= bar for most in left[:-1])
        with _Adding(self.scratch.zeros(len(self.segment))) as adding:
            for each in lists[:needed]:
                adding.add(each)
            passages, highest = adding.above(bar - left[needed], adding.touched())
            passages, highest = self._in_scope(passages, highest)
            for each, after in zip(lists[needed:], left[needed + 1 :], strict=True):
                if len(passages) * _LOOKUP > len(each.passages):
                    adding.add(each)
                    passages, highest = adding.above(bar - after, passages)
                else:
                    highest += _looked_up(each, passages)
                    passages, highest = _above(bar - after, passages, highest)
        if needed < 2:
            return passages, highest
        order = passages.argsort()
        passages, highest = passages.take(order), highest.take(order)
        first = _first(passages)
        return passages[first], highest[first]

    def _surest(self, passages: Places, highest: Sums, bar: float) -> tuple[Places, Floats]:
        """`_scored`, where they are many those first that may score highest: they raise the bar."""
        few = max(_MOST, 2 * self.limit)
        if len(passages) <= 2 * few:
            return self._over(bar, *self._scored(passages))
        order = highest.argpartition(len(highest) - few)
        found, scored = self._scored(np.sort(passages.take(order[-few:])))
        bar = max(bar, self._bar(scored))
        rest, _ = _above(bar * _ROUNDING, passages.take(order[:-few]), highest.take(order[:-few]))
        more, gained = self._scored(np.sort(rest))
        return self._over(bar, np.concatenate((found, more)), np.concatenate((scored, gained)))

    def _scored(self, passages: Places) -> tuple[Places, Floats]:
        passages, _ = self._in_scope(passages, passages)
        return passages, scores(self.segment, self.question, passages)

    def _in_scope(self, passages: Places, values: Any) -> tuple[Places, Any]:
        if self.scope is None or self.scope.articles is None:
            return passages, values
        asked = self.scope.articles.take(self.segment.owners.take(passages)).nonzero()[0]
        return passages.take(asked), values.take(asked)

    def _bar(self, scored: Floats) -> float:
        """What the best must reach, given the scores of some."""
        worse = len(scored) - self.limit
        if worse < 0:
            return -np.inf
        scored = scored.copy()
        scored.partition(worse)
        return float(scored[worse])

    def _over(self, bar: float, found: Places, scored: Floats) -> tuple[Places, Floats]:
        """Those that may be among the best."""
        if len(found) <= self.limit:
            return found, scored
        kept = (scored >= max(bar, self._bar(scored))).nonzero()[0]
        return found.take(kept), scored.take(kept)


class _Adding:
    """Bounds added up, passage by passage, and cleared in the end."""

    def __init__(self, sums: Sums) -> None:
        self._sums = sums
        self._touched: list[NDArray[np.intp]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for passages in self._touched:
            self._sums[passages] = 0

    def add(self, each: _List) -> None:
        """Add what the passages of a list gain at most."""
        passages = each.passages.astype(np.intp)
        self._touched.append(passages)
        np.add.at(self._sums, passages, each.bounds * np.float32(each.unit))

    def touched(self) -> Places:
        """The passages of all lists so far, some more than once."""
        return _joined(self._touched)

    def above(self, bar: float, passages: Places) -> tuple[Places, Sums]:
        """Those whose sum is no less, and the sums."""
        return _above(bar, passages, self._sums.take(passages))


def _above(bar: float, passages: Places, highest: Sums) -> tuple[Places, Sums]:
    kept = (highest >= bar).nonzero()[0]
    return passages.take(kept), highest.take(kept)


def _looked_up(each: _List, passages: Places) -> Sums:
    """What each of the passages gains at most by the list."""
    found = each.passages.searchsorted(passages.astype(np.uint32))
    held = each.passages.take(found, mode="clip") == passages
    return held * each.bounds.take(found, mode="clip") * np.float32(each.unit)


def _joined(lists: Sequence[Places]) -> Places:
    return np.concatenate(lists) if lists else np.zeros(0, np.intp)


def _distinct(lists: Sequence[Places]) -> Places:
    """The passages of all lists, which are each in order, in order and once."""
    passages = _joined(lists).astype(np.intp)
    if len(lists) < 2:
        return passages
    passages.sort()
    return passages[_first(passages)]


def _first(ordered: Places) -> NDArray[np.bool_]:
    """Which are not the same as the one before."""
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first
