"""Passages in, the passages that share terms with a question out, best first."""

from __future__ import annotations

import logging
from itertools import repeat
from threading import Lock, RLock, Thread
from typing import TYPE_CHECKING

import numpy as np

from knowledge.model.passage import Hit
from knowledge.ranking.bm25 import acceleration
from knowledge.ranking.bm25.bounds import Scratch
from knowledge.ranking.bm25.index_folder import IndexFolder
from knowledge.ranking.bm25.scoring import WeightedQuery
from knowledge.ranking.bm25.search import SegmentSearch
from knowledge.ranking.bm25.segment_view import SegmentView
from knowledge.ranking.bm25.segments import SegmentList, SegmentMerge

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from knowledge.ranking.bm25.search import CompiledSearch

_log = logging.getLogger(__name__)

_WAITING, _SHARE = 8192, 16
"""So many passages, or one for so many that are there, wait to become a segment: a question that
comes in the middle of a large addition waits for no more."""
_TAIL = 2048
"""Segments of so many passages together are merged at once, larger ones in the background."""


class Index:
    """BM25 over the passages of articles, exactly rank-bm25's (see `okapi`).

    Articles are added to a list; the next question turns what waits there into a segment. A
    segment never changes: removing an article marks it in the segment's view. Segments are merged
    in the background, so that they stay few and are rid of what was removed. Statistics are those
    of the whole index. Any number of threads may read and write.

    An index of a folder keeps there what `save` last wrote. `sequence` is the owner's: how far in
    the owner's log of changes the index has come. Set it after the changes are made: changes that
    are made once more do no harm.
    """

    def __init__(self) -> None:
        self.sequence = 0
        self._lock = RLock()  # what the index is: held for moments
        self._upkeep = Lock()  # merging and saving: held for as long as they take
        self._archive = SegmentList()
        self._waiting: dict[int, Sequence[Sequence[str]]] = {}
        self._passages_waiting = 0
        self._scratch = Scratch()
        self._compiled: CompiledSearch | None = None
        self._folder: IndexFolder | None = None
        self._merger: Thread | None = None
        self._in_work = 0  # so many of the views, from the first, are in the merger's hands

    @classmethod
    def open(cls, folder: Path, origin: str = "", latest: int | None = None) -> Index:
        """The index that was last saved in `folder` for this `origin` (a name for what is
        indexed); an empty one, at sequence 0, where there is none that can be read.

        One that is further than `latest` in the log of changes is of a state that was taken back,
        and is thrown away.
        """
        index = cls()
        index._folder = IndexFolder(folder, origin)
        read = index._folder.read()
        if read and latest is not None and read[0] > latest:
            index._folder.discard()
        elif read:
            index.sequence, index._archive = read
        return index

    def __len__(self) -> int:
        """The number of passages."""
        with self._lock:
            return self._settled().okapi.passages

    def add(self, article: int, passages: Sequence[Sequence[str]]) -> None:
        """Append the article's passages, given by their terms in order. An article that is known
        is replaced and goes last.
        """
        with self._lock:
            self.remove(article)
            self._waiting[article] = tuple(map(tuple, passages))
            self._passages_waiting += len(passages)
            if self._passages_waiting > max(_WAITING, self._archive.okapi.passages // _SHARE):
                self._settled()

    def remove(self, article: int) -> None:
        """Forget an article; one that is not known is no error."""
        with self._lock:
            if article in self._waiting:
                self._passages_waiting -= len(self._waiting.pop(article))
            elif self._archive.remove(article):
                self._tidy()

    def frequency(self, term: str) -> int:
        """How many passages hold the term."""
        with self._lock:
            return self._settled().frequency(term)

    def weight(self, term: str) -> float:
        """The term's idf as rank-bm25 uses it, floor included; 0.0 for an unknown term."""
        with self._lock:
            return self._settled().okapi.weight(self.frequency(term))

    def search(
        self, terms: Sequence[str], *, limit: int, articles: Collection[int] | None = None
    ) -> list[Hit]:
        """The `limit` best passages that share a term with `terms`, best first, equal scores in
        the order of adding; a term that is asked twice counts twice. `articles` says which are in
        scope (None: all; a frozenset that comes again is the quickest); weights are the whole
        index's in any case.
        """
        if limit <= 0 or not terms:
            return []
        findings = self._findings(terms, limit, None if articles is None else frozenset(articles))
        best: list[tuple[float, int, int, int, int]] = []
        bar = -np.inf
        for number in sorted(findings, key=lambda at: -len(findings[at].segment)):
            found, scored = findings[number].best(bar)
            owners, places = findings[number].segment.locate(found)
            ranked = ((-scored).tolist(), repeat(number), found.tolist())
            best += zip(*ranked, owners.tolist(), places.tolist(), strict=False)
            best.sort()
            del best[limit:]
            bar = -best[-1][0] if len(best) == limit else bar
        return [Hit(article, passage, -score) for score, _, _, article, passage in best]

    def accelerate(self) -> bool:
        """Search by machine code from now on: whether that can be had, by numba being installed.
        It takes a second, the first time ten, in which others may read and write, and 120 MB.
        """
        self._compiled = acceleration.load()
        return self._compiled is not None

    def save(self) -> bool:
        """Write to the folder what is not there yet. False, and everything stays in memory, where
        there is no folder, another process writes to it, or has written what is newer. Raises
        StorageError where the disk refuses.
        """
        folder = self._folder
        with self._upkeep:
            if folder is None or not folder.locked() or folder.sequence() > self.sequence:
                return False
            with self._lock:
                state = self._settled().state(self.sequence)
            written = folder.write(state)
            with self._lock:
                for view, name, segment in written:
                    view.stored(name, segment)
            return True

    def tidy(self) -> None:
        """Make one segment of all, as after a large addition: questions are quickest then."""
        self._finish()
        with self._upkeep:
            self._merge(lambda: self._settled().whole())

    def close(self) -> None:
        """End the work in the background and let another process write to the folder."""
        self._finish()
        if self._folder:
            self._folder.close()

    def _finish(self) -> None:
        """Wait for the merger."""
        merger = self._merger
        if merger:
            merger.join()

    def _findings(
        self, terms: Sequence[str], limit: int, scope: frozenset[int] | None
    ) -> dict[int, SegmentSearch]:
        """The search of each segment that holds a term, by the segment's number."""
        findings = {}
        with self._lock:
            archive = self._settled()
            okapi, views = archive.okapi, archive.views
            found = [[view.find(term) for term in terms] for view in views]
            held = [
                sum(map(SegmentView.frequency, views, each)) for each in zip(*found, strict=True)
            ]
            weights = [okapi.weight(passages) for passages in held]
            for number, (view, here) in enumerate(zip(views, found, strict=True)):
                asked = [
                    (term, weight)
                    for term, weight, passages in zip(here, weights, held, strict=True)
                    if term and passages
                ]
                if asked:
                    question = WeightedQuery(asked, okapi)
                    findings[number] = SegmentSearch(
                        view.segment,
                        question,
                        limit,
                        view.scope(scope),
                        self._scratch,
                        self._compiled,
                    )
        return findings

    def _settled(self) -> SegmentList:
        """The archive, with all that waits in it."""
        archive = self._archive
        if self._waiting:
            archive.append([*self._waiting.items()])
            self._waiting.clear()
            self._passages_waiting = 0
            while len(archive.views) - 2 >= self._in_work and archive.tail() <= _TAIL:
                merging = SegmentMerge(archive, slice(len(archive.views) - 2, None))
                merging.make()
                merging.end()
            self._tidy()
        return archive

    def _tidy(self) -> None:
        """Begin to merge in the background, if anything is due and nobody is at it."""
        if self._merger is None and self._archive.due():
            self._merger = Thread(target=self._merge_what_is_due, name="index", daemon=True)
            self._merger.start()

    def _merge_what_is_due(self) -> None:
        with self._upkeep:
            try:
                while self._merge(self._archive.due) or not self._merged():
                    pass
            except Exception:  # they stay as they are, and are tried again after the next change
                _log.exception("segments of the index could not be merged")
                self._merger = None

    def _merged(self) -> bool:
        """Whether nothing is left to merge; then the merger goes."""
        with self._lock:
            if self._archive.due():
                return False
            self._merger = None
            return True

    def _merge(self, choose: Callable[[], slice | None]) -> bool:
        """Merge the views that are chosen, if any, while others read and write; with `_upkeep`."""
        with self._lock:
            part = choose()
            if part is None:
                return False
            merging = SegmentMerge(self._archive, part)
            self._in_work = part.stop
        try:
            merging.make()
            with self._lock:
                merging.end()
        finally:
            self._in_work = 0
        return True
