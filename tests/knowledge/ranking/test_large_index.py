"""On an archive large enough for every short cut, the ten best are still rank-bm25's."""

from __future__ import annotations

from threading import Thread

import numpy as np
import pytest
from rank_bm25 import BM25Okapi

from knowledge.model.passage import Hit
from knowledge.ranking.index import Index

ARTICLES, EACH = 700, 20


def articles() -> list[list[list[str]]]:
    """Passages with some words that are in many of them and many that are in few."""
    random = np.random.default_rng(7)
    words = [f"word{n}" for n in range(3000)]
    chances = 1 / (np.arange(3000) + 4)
    chances /= chances.sum()
    sizes = random.integers(0, 40, (ARTICLES, EACH))
    drawn = iter(random.choice(3000, int(sizes.sum()), p=chances).tolist())
    return [[[words[next(drawn)] for _ in range(size)] for size in row] for row in sizes.tolist()]


class Plain:
    """rank-bm25 over the same articles."""

    def __init__(self, kept: dict[int, list[list[str]]]) -> None:
        self.places = [(article, n) for article, held in kept.items() for n in range(len(held))]
        self.corpus = [passage for held in kept.values() for passage in held]
        self.holders = [frozenset(passage) for passage in self.corpus]
        self.ranker = BM25Okapi(self.corpus)

    def best(self, question: list[str], limit: int, scope: frozenset[int] | None) -> list[Hit]:
        scores = self.ranker.get_scores(question)
        asked = set(question)
        found = [
            at
            for at in np.argsort(-scores, kind="stable").tolist()
            if (scope is None or self.places[at][0] in scope) and self.holders[at] & asked
        ]
        best = [(*self.places[at], float(scores[at])) for at in found[:limit]]
        return [Hit(article, passage, score) for article, passage, score in best]


@pytest.fixture(scope="module")
def library() -> tuple[Index, Plain]:
    """An index in several segments, some of whose articles were replaced and removed."""
    index, kept = Index(), dict[int, list[list[str]]]()
    for number, passages in enumerate(articles()):
        index.add(number, passages)
        kept[number] = passages
        if number in (450, 600, 640, 690):
            assert len(index) == (number + 1) * EACH
    for number in (3, 77, 449, 610, 699):
        index.remove(number)
        del kept[number]
    again = kept.pop(5)
    index.add(5, again)
    kept[5] = again
    return index, Plain(kept)


def questions(seed: int, count: int) -> list[list[str]]:
    """Questions of some words, every other one of many frequent words as well."""
    random = np.random.default_rng(seed)
    asked = []
    for number in range(count):
        ranks = random.choice([30, 300, 3000], random.integers(1, 9)) * random.random() ** 2
        often = random.permutation(np.arange(1, 16))[: 11 * (number % 2)]
        asked.append([f"word{int(rank)}" for rank in (*often, *ranks)])
    return asked


def test_the_ten_best_are_rank_bm25s(library: tuple[Index, Plain]) -> None:
    index, plain = library
    for question in questions(1, 25):
        assert index.search(question, limit=10) == plain.best(question, 10, None)


@pytest.mark.parametrize("limit", [1, 3, 250, 20_000])
def test_any_number_of_the_best_is_rank_bm25s(library: tuple[Index, Plain], limit: int) -> None:
    index, plain = library
    for question in questions(2, 6):
        assert index.search(question, limit=limit) == plain.best(question, limit, None)


@pytest.mark.parametrize("size", [1, 30, 90, 200, 600])
@pytest.mark.parametrize("in_a_row", [True, False])
def test_the_ten_best_of_a_scope_are_rank_bm25s(
    library: tuple[Index, Plain], size: int, in_a_row: bool
) -> None:
    index, plain = library
    numbers = range(40, 40 + size) if in_a_row else np.random.default_rng(3).permutation(ARTICLES)
    scope = frozenset(int(n) for n in numbers[:size])
    for question in questions(4, 6):
        found = index.search(question, limit=10, articles=scope)
        assert found == plain.best(question, 10, scope)


def test_the_ten_best_are_rank_bm25s_in_one_segment_too(library: tuple[Index, Plain]) -> None:
    index, plain = library
    index.tidy()
    for question in questions(5, 25):
        assert index.search(question, limit=10) == plain.best(question, 10, None)


def test_long_questions_are_ranked_as_rank_bm25_ranks_them(library: tuple[Index, Plain]) -> None:
    index, plain = library
    question = [word for asked in questions(6, 15) for word in asked]
    assert index.search(question, limit=10) == plain.best(question, 10, None)


def test_the_average_length_may_move_far_from_what_it_was() -> None:
    index, kept = Index(), dict[int, list[list[str]]]()
    for number, held in enumerate(articles()[:300]):
        factor = 1 if number < 100 else 6 if number < 200 else 1
        kept[number] = [passage * factor for passage in held]
        index.add(number, kept[number])
        if number % 100 == 99:
            assert len(index) == (number + 1) * EACH
    plain = Plain(kept)
    for question in questions(8, 10):
        assert index.search(question, limit=10) == plain.best(question, 10, None)
    for number in range(100, 190):
        index.remove(number)
        del kept[number]
    plain = Plain(kept)
    for question in questions(9, 10):
        assert index.search(question, limit=10) == plain.best(question, 10, None)


def test_readers_see_whole_articles_while_others_write_and_segments_merge() -> None:
    index, failures = Index(), list[str]()
    texts = articles()

    def write() -> None:
        for number in range(ARTICLES):
            index.add(number, [["everywhere", *passage] for passage in texts[number]])
            if number % 5 == 4:
                index.remove(number - 2)

    def read() -> None:
        while writer.is_alive():
            hits = index.search(["everywhere", "word3"], limit=100_000)
            if len(hits) % EACH or len(set(hits)) != len(hits):
                failures.append(f"{len(hits)} hits")

    writer = Thread(target=write)
    readers = [Thread(target=read) for _ in range(2)]
    for thread in (writer, *readers):
        thread.start()
    for thread in (writer, *readers):
        thread.join()
    assert not failures
    assert len(index.search(["everywhere"], limit=100_000)) == (ARTICLES - ARTICLES // 5) * EACH
