"""All segments of an index in order, and the statistics over them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.ranking.bm25.okapi import Okapi
from knowledge.ranking.bm25.segment_builder import from_terms, merged
from knowledge.ranking.bm25.segment_view import SegmentView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Counts = NDArray[np.int64]
    Texts = Sequence[tuple[int, Sequence[Sequence[str]]]]

_RATIO = 8
"""A segment is merged with those after it when it has fewer than this many times theirs."""
_LIVE = 0.75
"""A segment of which less is left is made anew."""


@dataclass(frozen=True, slots=True)
class State:
    """An archive at a moment: how far it is in the log of changes, its views, the places of the
    articles removed from each, and its spread.
    """

    sequence: int
    views: list[SegmentView]
    removed: list[list[int]]
    spread: list[tuple[int, int]]


class SegmentList:
    """Views of segments, how many terms are in how many passages, and `okapi` over all of it."""

    def __init__(self) -> None:
        self.views: list[SegmentView] = []
        self.spread: Counter[int] = Counter()
        self.okapi = Okapi(0, 0, self.spread)

    def append(self, articles: Texts) -> None:
        """Put articles, none of which is here, behind all others."""
        sizes = [len(passage) for _, held in articles for passage in held]
        known = self.okapi
        average = Okapi(known.passages + len(sizes), known.length + sum(sizes), {}).average
        segment = from_terms(articles, average)
        before = self.frequencies(self.found(segment.keys))
        self._moved(before, before + np.diff(segment.starts))
        self.views.append(SegmentView(segment))
        self.count()

    def remove(self, article: int) -> bool:
        """Leave an article out; whether it was here."""
        for view in self.views:
            if (place := view.place(article)) is not None:
                found = self.found(view.segment.keys.take(view.segment.terms_of(place)[0]))
                before = self.frequencies(found)
                view.remove([place])
                self._moved(before, self.frequencies(found))
                self.count()
                return True
        return False

    def found(self, keys: Keys) -> list[Counts]:
        """The number of each term in each view, -1 where it is not there."""
        return [view.segment.find_all(keys) for view in self.views]

    def frequencies(self, found: Sequence[Counts]) -> Counts:
        """How many passages hold each term, given what `found` gives for them."""
        held = np.zeros(len(found[0]) if found else 1, np.int64)
        for view, numbers in zip(self.views, found, strict=True):
            held += view.frequencies(numbers)
        return held

    def count(self) -> None:
        """Take the statistics anew."""
        passages = sum(view.passages for view in self.views)
        self.okapi = Okapi(passages, sum(view.length for view in self.views), self.spread)

    def frequency(self, term: str) -> int:
        """How many passages hold a term."""
        return sum(view.frequency(view.find(term)) for view in self.views)

    def tail(self) -> int:
        """The passages of the last two views together."""
        return sum(len(view.segment) for view in self.views[-2:])

    def state(self, sequence: int) -> State:
        """What is to be written, as it is now."""
        removed = [view.removed for view in self.views]
        return State(sequence, list(self.views), removed, list(self.spread.items()))

    def _moved(self, before: Counts, after: Counts) -> None:
        """Terms that were in `before` passages are in `after` now, one by one."""
        for frequencies, change in ((before, -1), (after, 1)):
            values, terms = np.unique(frequencies[frequencies > 0], return_counts=True)
            for frequency, number in zip(values.tolist(), terms.tolist(), strict=True):
                self.spread[frequency] += change * number
                if not self.spread[frequency]:
                    del self.spread[frequency]

    def due(self) -> slice | None:
        """Which views should be merged, if any: sizes fall by `_RATIO`, so that they are few."""
        after, first = 0, None
        for at in reversed(range(len(self.views))):
            size = len(self.views[at].segment)
            if after and size < _RATIO * after:
                first = at
            after += size
        if first is not None:
            return slice(first, len(self.views))
        for at, view in enumerate(self.views):
            if view.passages < _LIVE * len(view.segment):
                return slice(at, at + 1)
        return None

    def whole(self) -> slice | None:
        """All views, where there is more than one."""
        return slice(0, len(self.views)) if len(self.views) > 1 else None


class SegmentMerge:
    """Views on the way to becoming one: begun and ended while nobody else changes the archive,
    made while anybody does.
    """

    def __init__(self, archive: SegmentList, part: slice) -> None:
        self._archive = archive
        self._part = part
        self._views = archive.views[part]
        self._kept = [view.kept for view in self._views]
        self._average = archive.okapi.average

    def make(self) -> None:
        """The work."""
        segments = [view.segment for view in self._views]
        self._made = merged(list(zip(segments, self._kept, strict=True)), self._average)

    def end(self) -> None:
        """Put the new view in place of the old ones, without what was removed in between."""
        view = SegmentView(self._made)
        gone = [
            old.segment.articles[kept & ~old.kept]
            for old, kept in zip(self._views, self._kept, strict=True)
        ]
        view.remove(self._made.places(np.concatenate(gone)).tolist())
        self._archive.views[self._part] = [view] if view.passages else []
        self._archive.count()
