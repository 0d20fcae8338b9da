"""A run of articles as arrays, both ways round: each passage's terms and each term's passages."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Numbers = NDArray[np.integer[Any]]


class Postings(NamedTuple):
    """A term in a segment: its number there, the passages that hold it in order, their bounds, the
    highest of these, and one that about a hundred reach.
    """

    number: int
    passages: NDArray[np.uint32]
    bounds: NDArray[np.uint8]
    top: int
    crowd: int


@dataclass(frozen=True, eq=False, slots=True)
class Segment:
    """Articles in the order of adding, their passages numbered from 0; nothing in it ever changes.

    Terms are known by 64 bits of BLAKE2b: two of three million terms share a key in one archive
    of four million. For term t, `passages[starts[t]:starts[t + 1]]` are those that hold it, in
    order; `bounds` says for each how much of the term's weight it can gain at most, in steps
    (see `building`), while passages are `average` terms long; `tops` is the highest of these
    bounds and `crowds` one that about a hundred passages reach.

    For passage p, `terms[rows[p]:rows[p + 1]]` and `counts` are its terms and how often each
    stands there; `lengths` is how many terms it has with repetitions; `owners` is the place of
    its article in `articles` (ids). An article's passages begin at `firsts`; `by_id` sorts
    `articles`.
    """

    average: NDArray[np.float64]
    keys: NDArray[np.uint64]
    starts: NDArray[np.int64]
    passages: NDArray[np.uint32]
    bounds: NDArray[np.uint8]
    tops: NDArray[np.uint8]
    crowds: NDArray[np.uint8]
    rows: NDArray[np.int64]
    terms: NDArray[np.uint32]
    counts: Numbers
    lengths: NDArray[np.uint32]
    owners: NDArray[np.uint32]
    articles: NDArray[np.int64]
    firsts: NDArray[np.int64]
    by_id: NDArray[np.int64]

    def __post_init__(self) -> None:
        for array in fields(self):
            getattr(self, array.name).flags.writeable = False

    def __len__(self) -> int:
        """The number of passages."""
        return len(self.lengths)

    def fits(self) -> bool:
        """Whether its arrays are of one size with each other: of one that was read from disk."""
        postings, passages, articles = len(self.passages), len(self.lengths), len(self.articles)
        return (
            postings == len(self.bounds) == len(self.terms) == len(self.counts)
            and [postings] * 2 == [int(self.starts[-1]), int(self.rows[-1])]
            and passages == len(self.owners) == len(self.rows) - 1 == int(self.firsts[-1])
            and articles == len(self.by_id) == len(self.firsts) - 1
            and len(self.keys) == len(self.tops) == len(self.crowds) == len(self.starts) - 1
        )

    def find(self, key: int) -> Postings | None:
        """The term of this key, if it is here."""
        # bisect on the buffer takes a microsecond, a call of numpy for one value several
        known = self.keys.data
        term = bisect_left(known, key)
        if term == len(known) or known[term] != key:
            return None
        held = slice(int(self.starts[term]), int(self.starts[term + 1]))
        return Postings(
            term,
            self.passages[held],
            self.bounds[held],
            int(self.tops[term]),
            int(self.crowds[term]),
        )

    def find_all(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The number of each term, -1 for one that is not here."""
        return _places(self.keys, keys)

    def places(self, articles: Numbers) -> NDArray[np.int64]:
        """The place of each article, -1 for one that is not here."""
        return _places(self.articles, articles, self.by_id)

    def locate(self, passages: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The id of each passage's article, and the passage's number in that."""
        owners = self.owners.take(passages)
        return self.articles.take(owners), passages - self.firsts.take(owners)

    def passages_of(self, place: int) -> slice:
        """The passages of the article at `place`."""
        return slice(int(self.firsts[place]), int(self.firsts[place + 1]))

    def terms_of(self, place: int) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The distinct terms of the article at `place`, and how many of its passages hold each."""
        held = self.passages_of(place)
        return np.unique(
            self.terms[self.rows[held.start] : self.rows[held.stop]], return_counts=True
        )


def keys(terms: Iterable[str]) -> NDArray[np.uint64]:
    """What the terms are known by, in every process and for ever."""
    digests = [
        blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest() for term in terms
    ]
    return np.frombuffer(b"".join(digests), dtype=np.dtype("<u8"))


def _places(
    values: NDArray[Any], wanted: NDArray[Any], order: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Where each of `wanted` stands in `values`, sorted or sorted by `order`; -1 for nowhere."""
    if not len(values):
        return np.full(len(wanted), -1)
    found = values.searchsorted(wanted, sorter=order)
    if order is not None:
        found = order.take(found, mode="clip")
    return np.where(values.take(found, mode="clip") == wanted, found, -1)
