"""Segments made: from the terms of articles, and from other segments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.ranking.bm25.okapi import MOST, gains, norms
from knowledge.ranking.bm25.segment import Segment, keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]
    Texts = Sequence[tuple[int, Sequence[Sequence[str]]]]

STEP = MOST / 255
"""What one unit of a bound is worth: a gain is below `MOST` times the weight and fits a byte."""
CROWD = 128
"""How many passages of a term reach its crowd bound."""
_PART = 1 << 20
"""Postings worked on at once, so that what lies between has a bound in memory."""


@dataclass(frozen=True, eq=False, slots=True)
class _Rows:
    """Each passage's terms: the half of a segment from which the other half is made."""

    keys: NDArray[np.uint64]
    sizes: NDArray[np.int64]
    terms: NDArray[np.uint32]
    counts: Numbers
    lengths: NDArray[np.uint32]
    articles: NDArray[np.int64]
    held: NDArray[np.int64]


def from_terms(articles: Texts, average: float) -> Segment:
    """The segment of `articles` (id, and the terms of each passage in order); passages are about
    `average` terms long in the whole archive.
    """
    passages = [passage for _, held in articles for passage in held]
    lengths = np.array([len(passage) for passage in passages], np.uint32)
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    words = np.fromiter(map(numbers.__getitem__, chain.from_iterable(passages)), np.int64)
    ordered, rank = np.unique(keys(numbers), return_inverse=True)
    places = np.repeat(np.arange(len(passages)), lengths)
    pairs, counts = np.unique(places << 32 | rank.take(words), return_counts=True)
    rows = _Rows(
        keys=ordered,
        sizes=np.bincount(pairs >> 32, minlength=len(passages)),
        terms=(pairs & 0xFFFFFFFF).astype(np.uint32),
        counts=counts.astype(np.min_scalar_type(counts.max(initial=0))),
        lengths=lengths,
        articles=np.array([article for article, _ in articles], np.int64),
        held=np.array([len(held) for _, held in articles], np.int64),
    )
    return _segment(rows, average)


def merged(parts: Sequence[tuple[Segment, NDArray[np.bool_]]], average: float) -> Segment:
    """One segment of several in their order, each with a mark for the articles that are kept."""
    left = [_kept(segment, kept) for segment, kept in parts]
    ordered = np.unique(np.concatenate([rows.keys for rows in left]))
    terms = np.empty(sum(len(rows.terms) for rows in left), np.uint32)
    end = 0
    for rows in left:
        renamed = ordered.searchsorted(rows.keys).astype(np.uint32)
        for part in _parts(len(rows.terms)):
            terms[end + part.start : end + part.stop] = renamed.take(rows.terms[part])
        end += len(rows.terms)
    rows = _Rows(
        ordered,
        np.concatenate([rows.sizes for rows in left]),
        terms,
        np.concatenate([rows.counts for rows in left]),
        np.concatenate([rows.lengths for rows in left]),
        np.concatenate([rows.articles for rows in left]),
        np.concatenate([rows.held for rows in left]),
    )
    del left
    return _segment(rows, average)


def _kept(segment: Segment, kept: NDArray[np.bool_]) -> _Rows:
    """The rows of the articles marked, with the terms that they hold."""
    sizes, held = np.diff(segment.rows), np.diff(segment.firsts)
    if kept.all():
        return _Rows(
            segment.keys, sizes, segment.terms, segment.counts, segment.lengths,
            segment.articles, held,
        )  # fmt: skip
    passages = kept.repeat(held)
    postings = passages.repeat(sizes)
    terms = segment.terms[postings]
    used = np.bincount(terms, minlength=len(segment.keys)) > 0
    return _Rows(
        segment.keys[used],
        sizes[passages],
        (used.cumsum() - 1).astype(np.uint32).take(terms),
        segment.counts[postings],
        segment.lengths[passages],
        segment.articles[kept],
        held[kept],
    )


def _segment(rows: _Rows, average: float) -> Segment:
    starts, passages, bounds = _inverted(rows, average)
    tops = np.maximum.reduceat(bounds, starts[:-1]) if len(bounds) else bounds
    return Segment(
        average=np.array([average]),
        keys=rows.keys,
        starts=starts,
        passages=passages,
        bounds=bounds,
        tops=tops,
        crowds=_crowds(starts, bounds),
        rows=_ends(rows.sizes),
        terms=rows.terms,
        counts=rows.counts,
        lengths=rows.lengths,
        owners=np.arange(len(rows.articles), dtype=np.uint32).repeat(rows.held),
        articles=rows.articles,
        firsts=_ends(rows.held),
        by_id=rows.articles.argsort(),
    )


def _inverted(
    rows: _Rows, average: float
) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint8]]:
    """Where each term's passages begin, the passages, and their bounds: a counting sort by term,
    a part of the passages at a time.
    """
    held = np.zeros(len(rows.keys), np.int64)
    for part in _parts(len(rows.terms)):
        held += np.bincount(rows.terms[part], minlength=len(held))
    starts = _ends(held)
    free = starts[:-1].copy()
    passages = np.empty(len(rows.terms), np.uint32)
    bounds = np.empty(len(rows.terms), np.uint8)
    owner = np.arange(len(rows.sizes), dtype=np.uint32).repeat(rows.sizes)
    damping = norms(rows.lengths, average)
    for part in _parts(len(rows.terms)):
        order, terms = _sorted(rows.terms[part])
        first = np.flatnonzero(np.diff(terms, prepend=-1))
        runs = np.diff(first, append=len(terms))
        to = np.arange(len(terms)) + (free[terms[first]] - first).repeat(runs)
        free[terms[first]] += runs
        places = owner[part].take(order)
        gained = gains(rows.counts[part].take(order), damping.take(places))
        passages[to] = places
        bounds[to] = np.minimum(np.ceil(gained / STEP), 255)
    return starts, passages, bounds


def _sorted(terms: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The stable order of the terms, and the terms in it: a sort of pairs, which is the fastest."""
    pairs = terms.astype(np.int64) << 32 | np.arange(len(terms))
    pairs.sort()
    return pairs & 0xFFFFFFFF, pairs >> 32


def _crowds(starts: NDArray[np.int64], bounds: NDArray[np.uint8]) -> NDArray[np.uint8]:
    crowds = np.zeros(len(starts) - 1, np.uint8)
    for term in np.flatnonzero(np.diff(starts) > CROWD):
        held = bounds[starts[term] : starts[term + 1]]
        crowds[term] = np.partition(held, len(held) - CROWD)[len(held) - CROWD]
    return crowds


def _ends(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where runs of these sizes begin, and where the last ends."""
    ends = np.zeros(len(sizes) + 1, np.int64)
    sizes.cumsum(out=ends[1:])
    return ends


def _parts(size: int) -> Iterator[slice]:
    """The numbers below `size` in parts."""
    for start, stop in pairwise([*range(0, size, _PART), size]):
        yield slice(start, stop)
