"""The best passages of a segment: whatever may be among them by bounds, then exact scores.

Where the question's lists are short, all bounds are added up, and whatever falls behind is left
out. Where they are long, the passages of the rarest terms are scored exactly; the last of the best
among them is the bar, and only lists without which the bar cannot be reached are gone through.
Nothing as long as the segment is made, cleared or read for a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from knowledge.ranking.bm25.bounds import (
    BoundSums,
    above,
    bounded,
    first_of,
    once,
    reaching,
    slack,
)
from knowledge.ranking.bm25.scoring import scores, sharing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.ranking.bm25.article_filter import ArticleFilter
    from knowledge.ranking.bm25.bounds import BoundedPostings, Scratch
    from knowledge.ranking.bm25.scoring import WeightedQuery
    from knowledge.ranking.bm25.segment import Segment

    Places = NDArray[np.integer[Any]]
    Floats = NDArray[np.floating[Any]]

_SHORT = 1 << 15
"""Lists with so many passages in all are added up as they are."""
_AHEAD = 512
"""So many passages of the shortest lists say where those begin that may be the best."""
_FEWEST, _MOST, _SHARE = 48, 192, 256
"""Passages that set the bar: so many at least and at most, in between one for so many in lists."""


class CompiledSearch(Protocol):
    """The search of a segment as machine code, where every weight is above 0 and no filter
    narrows the lists. `sums` are zeros, one for each passage at least, and are zeros afterwards.
    """

    def __call__(
        self,
        segment: Segment,
        query: WeightedQuery,
        scope: ArticleFilter | None,
        limit: int,
        bar: float,
        slack: float,
        sums: NDArray[np.float32],
        /,
    ) -> tuple[Places, Floats]:
        """As `SegmentSearch.best`; bounds are held against `bar` times `slack`."""


@dataclass(frozen=True, eq=False, slots=True)
class SegmentSearch:
    """The search of one segment for the `limit` best passages in scope (None: all), by machine
    code where `compiled` is that (None: by numpy alone).
    """

    segment: Segment
    question: WeightedQuery
    limit: int
    scope: ArticleFilter | None
    scratch: Scratch
    compiled: CompiledSearch | None = None

    def best(self, bar: float) -> tuple[Places, Floats]:
        """The passages that share a term and may be among the best of all, each once, and their
        scores. What scores below `bar` may be missing.
        """
        if self.scope and self.scope.passages is not None:
            return self._over(bar, *sharing(self.segment, self.question, self.scope.passages))
        if self.compiled and self._is_plain:
            return self._over(bar, *self._best_compiled(self.compiled, bar))
        lists = bounded(self.segment, self.question, self.scope)
        if not lists:
            return _distinct([]), np.zeros(0)
        if any(each.unit < 0 for each in lists):  # a term that lowers scores: nothing is a bound
            return self._over(bar, *self._scored(_distinct([each.passages for each in lists])))
        if sum(len(each.passages) for each in lists) <= _SHORT:
            return self._best_of_short(lists, bar)
        return self._best_of_long(lists, bar)

    def _best_compiled(self, search: CompiledSearch, bar: float) -> tuple[Places, Floats]:
        sums = self.scratch.zeros(len(self.segment))
        return search(self.segment, self.question, self.scope, self.limit, bar, self._slack, sums)

    def _best_of_short(self, lists: Sequence[BoundedPostings], bar: float) -> tuple[Places, Floats]:
        """By all bounds; those of a list as long as the others together are only looked up for
        what these hold, where nobody gets to the bar by that list alone.
        """
        half = sum(len(each.passages) for each in lists) // 2
        long = lists[-1:] if len(lists) > 1 and len(lists[-1].passages) > half else []
        with BoundSums(self.scratch.zeros(len(self.segment))) as sums:
            sums.add(lists[: len(lists) - len(long)])
            passages, highest, bar = self._ahead(sums, lists, bar)
            if long and long[0].most >= bar * self._slack:
                sums.add(long)
                long = []
                passages, highest, bar = self._ahead(sums, lists, bar)
            left = sum(each.most for each in long)
            passages, highest = above(bar * self._slack - left, passages, highest)
            for each in long:
                highest = sums.with_list(each, passages, highest)
                passages, highest = above(bar * self._slack, passages, highest)
        passages, highest = once(passages, highest)
        bar = max(bar, self._at_least(self._last(highest, self.limit), lists))
        passages, _ = above(bar * self._slack, passages, highest)
        return self._over(bar, passages, scores(self.segment, self.question, passages))

    def _ahead(
        self, sums: BoundSums, lists: Sequence[BoundedPostings], bar: float
    ) -> tuple[Places, Floats, float]:
        """The passages added up and their sums so far, and the bar by the first of them."""
        passages = sums.touched()
        passages, highest = self._in_scope(passages, sums.of(passages))
        # A passage stands here once for each of its terms: so many times the limit are enough.
        ahead = self._last(highest[:_AHEAD], self.limit * len(lists))
        return passages, highest, max(bar, self._at_least(ahead, lists))

    def _at_least(self, highest: float, lists: Sequence[BoundedPostings]) -> float:
        """What a passage scores at least whose bounds sum up to `highest`: each bound is less than
        one unit above the gain, which may have moved since by no more than the average length.
        """
        moved = self.question.okapi.average / float(self.segment.average[0])
        return (highest * self._slack - sum(each.unit for each in lists)) * min(moved, 1 / moved)

    def _best_of_long(self, lists: Sequence[BoundedPostings], bar: float) -> tuple[Places, Floats]:
        seeds, rest = self._seeds(lists)
        found, scored = self._scored(seeds)
        bar = max(bar, self._last(scored, self.limit))
        best = self._over(bar, found, scored)
        others, highest = reaching(rest, bar * self._slack, self.scratch.zeros(len(self.segment)))
        if len(others) and len(found):
            new = (found.take(found.searchsorted(others), mode="clip") != others).nonzero()[0]
            others, highest = others.take(new), highest.take(new)
        if len(others):
            more, gained = self._surest(*self._in_scope(others, highest), bar)
            best = np.concatenate((best[0], more)), np.concatenate((best[1], gained))
        return best

    def _seeds(self, lists: Sequence[BoundedPostings]) -> tuple[Places, Sequence[BoundedPostings]]:
        """Passages that are likely to be good, in order, and the lists that they do not cover."""
        few = sum(len(each.passages) for each in lists) // _SHARE
        few = max(_FEWEST, min(few, _MOST))
        seeds, size = [], 0
        for each in lists:
            if size + len(each.passages) > few:
                break
            seeds.append(each.passages)
            size += len(each.passages)
        rest = lists[len(seeds) :]
        if rest and size < few // 2:
            crowd = (rest[0].bounds >= rest[0].crowd).nonzero()[0][: few - size]
            seeds.append(rest[0].passages.take(crowd))
        return _distinct(seeds), rest

    def _surest(self, passages: Places, highest: Floats, bar: float) -> tuple[Places, Floats]:
        """The best of many passages: first those that may score highest, as they raise the bar."""
        few = max(_MOST, 2 * self.limit)
        if len(passages) <= 2 * few:
            return self._over(bar, *self._scored(passages))
        order = highest.argpartition(len(highest) - few)
        found, scored = self._scored(np.sort(passages.take(order[-few:])))
        bar = max(bar, self._last(scored, self.limit))
        rest, _ = above(bar * self._slack, passages.take(order[:-few]), highest.take(order[:-few]))
        more, gained = self._scored(np.sort(rest))
        return self._over(bar, np.concatenate((found, more)), np.concatenate((scored, gained)))

    def _scored(self, passages: Places) -> tuple[Places, Floats]:
        passages, _ = self._in_scope(passages, passages)
        return passages, scores(self.segment, self.question, passages)

    def _in_scope(self, passages: Places, values: Any) -> tuple[Places, Any]:
        if self.scope is None or self.scope.runs is not None:  # then the lists are within scope
            return passages, values
        asked = self.scope.holds(self.segment, passages).nonzero()[0]
        return passages.take(asked), values.take(asked)

    def _over(self, bar: float, found: Places, scored: Floats) -> tuple[Places, Floats]:
        """Those that may be among the best."""
        if len(found) <= self.limit:
            return found, scored
        kept = (scored >= max(bar, self._last(scored, self.limit))).nonzero()[0]
        return found.take(kept), scored.take(kept)

    @property
    def _is_plain(self) -> bool:
        """Whether bounds are bounds, and no scope narrows the lists."""
        narrowed = self.scope is not None and self.scope.runs is not None
        return not narrowed and min(self.question.weights.tolist()) > 0

    @property
    def _slack(self) -> float:
        return slack(len(self.question.terms))

    def _last(self, scored: Floats, number: int) -> float:
        """The last of so many best scores; where there are fewer, less than any."""
        worse = len(scored) - number
        if worse < 0:
            return -np.inf
        scored = scored.copy()
        scored.partition(worse)
        return float(scored[worse])


def _distinct(lists: Sequence[Places]) -> Places:
    """The passages of all lists, which are each in order, in order and once."""
    passages = np.concatenate(lists).astype(np.intp) if lists else np.zeros(0, np.intp)
    if len(lists) < 2:
        return passages
    passages.sort()
    return passages[first_of(passages)]
