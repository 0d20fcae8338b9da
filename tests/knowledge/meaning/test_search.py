"""The search over vectors: exact, within a scope, and of what is there now."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from knowledge.meaning.search import VectorIndex
from knowledge.meaning.vectors import Vectors, quantised

RANDOM = np.random.default_rng(11)
ASKED = np.zeros(16, np.float32)
ASKED[0] = 1.0


def of(*likenesses: float) -> Vectors:
    """Vectors whose product with ASKED is known, each in a passage of its own."""
    rows = np.zeros((len(likenesses), 16))
    rows[:, 0] = likenesses
    rows[:, 1] = 1.0
    return quantised([(at, 10 * at, 10 * at + 9) for at in range(len(likenesses))], rows)


def found(index: VectorIndex, articles: set[int], most: int = 9) -> list[tuple[int, int]]:
    likeness = index.against(ASKED, 0.0, frozenset(articles))
    return [(like.article, like.passage) for like in likeness.best(most)]


@pytest.fixture
def index() -> VectorIndex:
    made = VectorIndex()
    made.put(1, of(0.1, 0.9))
    made.put(2, of(0.5))
    made.put(3, of(0.7, 0.3, 0.2))
    return made


def test_the_likest_come_first_over_all_articles(index: VectorIndex) -> None:
    assert found(index, {1, 2, 3}) == [(1, 1), (3, 0), (2, 0), (3, 1), (3, 2), (1, 0)]
    assert found(index, {1, 2, 3}, most=2) == [(1, 1), (3, 0)]


def test_only_what_is_in_scope_is_found(index: VectorIndex) -> None:
    assert found(index, {2, 3}) == [(3, 0), (2, 0), (3, 1), (3, 2)]
    assert found(index, {7}) == []
    assert found(index, set()) == []


def test_what_was_removed_is_not_found_and_what_is_put_again_is_found_as_it_is_now(
    index: VectorIndex,
) -> None:
    index.remove(3)
    index.remove(3)
    assert found(index, {1, 2, 3}) == [(1, 1), (2, 0), (1, 0)]
    index.put(2, of(0.95, 0.05))
    assert found(index, {1, 2, 3}) == [(2, 0), (1, 1), (1, 0), (2, 1)]
    assert len(index) == 4


def test_an_article_without_vectors_is_told_from_one_that_is_unlike(index: VectorIndex) -> None:
    likeness = index.against(ASKED, 0.0, frozenset({1, 9}))
    assert 1 in likeness
    assert 9 not in likeness


def test_a_large_index_gives_the_very_products_of_numpy_whatever_came_and_went() -> None:
    index, kept = VectorIndex(), {}
    for article in range(300):
        rows = RANDOM.normal(size=(RANDOM.integers(1, 60), 32))
        kept[article] = quantised([(at, at, at + 1) for at in range(len(rows))], rows)
        index.put(article, kept[article])
        if article % 3 == 0:
            index.remove(article // 2)
            kept.pop(article // 2, None)
    asked = RANDOM.normal(size=32).astype(np.float32)
    scope = frozenset(article for article in kept if article % 2)
    best = index.against(asked, 0.0, scope).best(25)
    expected = sorted(
        (
            (float(product), article, at)
            for article in scope
            for at, product in enumerate((kept[article].values @ asked) * kept[article].scales)
        ),
        key=lambda one: -one[0],
    )[:25]
    assert [(b.article, b.passage) for b in best] == [(a, at) for _, a, at in expected]
    assert len(index) == sum(map(len, kept.values()))


def test_readers_and_a_writer_do_not_disturb_each_other(index: VectorIndex) -> None:
    wrong: list[object] = []

    def read() -> None:
        for _ in range(200):
            best = found(index, {1, 2}, most=1)
            if best != [(1, 1)]:
                wrong.append(best)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for article in range(10, 300):
        index.put(article, of(*([0.99] * 20)))
        index.remove(article - 3)
    for reader in readers:
        reader.join()
    assert wrong == []
