"""Segments say the same of their passages both ways round, and no gain is above its bound."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ranking.bm25.okapi import gains, norms
from knowledge.ranking.bm25.segment import Segment, keys
from knowledge.ranking.bm25.segment_builder import STEP, from_terms, merged

PASSAGE = st.lists(st.sampled_from("abcdefgh"), max_size=30)
TEXTS = st.lists(st.lists(PASSAGE, max_size=4), max_size=6).map(
    lambda texts: list(enumerate(texts))
)


def counted(segment: Segment) -> list[dict[int, int]]:
    """How often each term (by key) stands in each passage."""
    ends = segment.rows.tolist()
    return [
        dict(
            zip(
                segment.keys[segment.terms[a:b]].tolist(), segment.counts[a:b].tolist(), strict=True
            )
        )
        for a, b in pairwise(ends)
    ]


def inverted(segment: Segment) -> list[dict[int, int]]:
    """The same, read from the terms' lists; counts are not kept there."""
    found: list[dict[int, int]] = [{} for _ in range(len(segment))]
    for term, key in enumerate(segment.keys.tolist()):
        for passage in segment.passages[segment.starts[term] : segment.starts[term + 1]].tolist():
            found[passage][key] = 1
    return found


def wanted(texts: list[tuple[int, list[list[str]]]]) -> list[dict[int, int]]:
    return [
        dict(zip(keys(counts).tolist(), counts.values(), strict=True))
        for _, held in texts
        for counts in map(Counter, held)
    ]


@given(TEXTS, st.floats(0.5, 40))
def test_a_segment_holds_what_it_was_made_from(
    texts: list[tuple[int, list[list[str]]]], average: float
) -> None:
    segment = from_terms(texts, average)
    assert counted(segment) == wanted(texts)
    assert inverted(segment) == [dict.fromkeys(each, 1) for each in wanted(texts)]
    assert segment.lengths.tolist() == [len(passage) for _, held in texts for passage in held]


@given(TEXTS, TEXTS, st.data())
def test_merging_keeps_order_and_drops_what_is_not_kept(
    first: list[tuple[int, list[list[str]]]],
    second: list[tuple[int, list[list[str]]]],
    data: st.DataObject,
) -> None:
    second = [(number + 100, held) for number, held in second]
    parts, left = [], []
    for texts in (first, second):
        kept = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
        parts.append((from_terms(texts, 3.0), np.array(kept, np.bool_)))
        left += [text for text, stays in zip(texts, kept, strict=True) if stays]
    segment = merged(parts, 5.0)
    assert segment.articles.tolist() == [number for number, _ in left]
    assert counted(segment) == wanted(left)
    assert inverted(segment) == [dict.fromkeys(each, 1) for each in wanted(left)]
    assert set(segment.keys.tolist()) == {key for each in wanted(left) for key in each}


@given(TEXTS, st.floats(0.5, 40), st.floats(0.5, 40))
def test_no_gain_is_above_its_bound_even_when_the_average_length_moves(
    texts: list[tuple[int, list[list[str]]]], then: float, now: float
) -> None:
    segment = from_terms(texts, then)
    counts = counted(segment)
    for term, key in enumerate(segment.keys.tolist()):
        held = slice(int(segment.starts[term]), int(segment.starts[term + 1]))
        passages = segment.passages[held]
        count = np.array([counts[passage][key] for passage in passages.tolist()])
        gained = gains(count, norms(segment.lengths[passages], now))
        assert (gained <= segment.bounds[held] * STEP * max(1.0, now / then) * (1 + 1e-12)).all()
        assert segment.tops[term] == segment.bounds[held].max()


def test_a_term_is_known_by_the_same_key_in_every_process() -> None:
    assert keys(["en:said"]).tolist() == [3738977088105821799]
