"""What of a segment is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.ranking.bm25.segment import Segment

    Numbers = NDArray[np.integer[Any]]

_FEW = 2048
"""A scope of so many passages is scored whole, without search."""
_NARROW = 8
"""A scope of less than this part of a segment's passages narrows the lists beforehand."""
_SEARCH = 16
"""Finding where a run begins and ends in a list takes as long as asking for so many of it."""


@dataclass(frozen=True, eq=False, slots=True)
class ArticleFilter:
    """Some articles of a segment, marked by place. Where they hold few passages, those; where they
    are a small part, also where each run of their passages begins and where it ends.
    """

    articles: NDArray[np.bool_]
    passages: Numbers | None = None
    runs: tuple[NDArray[np.uint32], NDArray[np.uint32]] | None = None

    def holds(self, segment: Segment, passages: Numbers) -> NDArray[np.bool_]:
        """Which of the passages are in scope."""
        return self.articles.take(segment.owners.take(passages))

    def within(self, segment: Segment, passages: NDArray[np.uint32]) -> Numbers | None:
        """Which of a list's passages are in scope, by their places in it; None to ask later."""
        if self.runs is None:
            return None
        starts, stops = self.runs
        if len(passages) < _SEARCH * len(starts):
            return self.holds(segment, passages).nonzero()[0]
        begins = passages.searchsorted(starts)
        return spread(begins, passages.searchsorted(stops) - begins)


def article_filter(segment: Segment, articles: Numbers, kept: NDArray[np.bool_]) -> ArticleFilter:
    """Those of the articles (ids) that are in the segment and kept."""
    places = segment.places(articles)
    places = np.sort(places[places >= 0])
    places = places[kept[places]]
    asked = np.zeros(len(kept), np.bool_)
    asked[places] = True
    starts, stops = segment.firsts.take(places), segment.firsts.take(places + 1)
    size = int((stops - starts).sum())
    if size <= _FEW:
        return ArticleFilter(asked, passages=spread(starts, stops - starts))
    if size * _NARROW >= len(segment):
        return ArticleFilter(asked)
    apart = starts[1:] != stops[:-1]
    starts, stops = starts[np.append(True, apart)], stops[np.append(apart, True)]
    return ArticleFilter(asked, runs=(starts.astype(np.uint32), stops.astype(np.uint32)))


def spread(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers of runs that begin at `starts`, one after the other."""
    ends = sizes.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    numbers: Numbers = (starts - ends + sizes).repeat(sizes) + np.arange(total)
    return numbers
