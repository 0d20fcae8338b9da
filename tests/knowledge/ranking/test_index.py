"""The index ranks exactly as rank-bm25 does, whatever is added and removed."""

from __future__ import annotations

from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from knowledge.model.passage import Hit
from knowledge.ranking.index import Index

TERMS = st.sampled_from([f"term{n}" for n in range(12)] + ["ß", "en:said", "0"])
PASSAGE = st.lists(TERMS, max_size=12)
ARTICLE = st.lists(PASSAGE, max_size=5)
NUMBER = st.integers(1, 8)
CHANGES = st.lists(st.tuples(NUMBER, st.one_of(st.none(), ARTICLE)), max_size=16)
"""What happens to an index, in order: an article is added, or removed (None)."""
Passages = list[list[str]]


def changed(changes: list[tuple[int, Passages | None]]) -> tuple[Index, dict[int, Passages]]:
    index, kept = Index(), dict[int, Passages]()
    for article, passages in changes:
        kept.pop(article, None)
        if passages is None:
            index.remove(article)
        else:
            index.add(article, passages)
            kept[article] = passages
    return index, kept


def expected(kept: dict[int, Passages], question: list[str]) -> list[Hit]:
    """What plain rank-bm25 says of the same passages, those that share a term only."""
    corpus = [passage for passages in kept.values() for passage in passages]
    if not any(corpus):
        return []
    places = [(article, n) for article, passages in kept.items() for n in range(len(passages))]
    scores = BM25Okapi(corpus).get_scores(question)
    order = sorted(range(len(corpus)), key=lambda at: -scores[at])
    return [Hit(*places[at], float(scores[at])) for at in order if set(corpus[at]) & set(question)]


def in_most(kept: dict[int, Passages], question: list[str]) -> bool:
    corpus = [set(passage) for passages in kept.values() for passage in passages]
    return any(sum(term in held for held in corpus) * 2 > len(corpus) for term in question)


@given(CHANGES, st.lists(TERMS, max_size=6))
def test_scores_are_rank_bm25s_after_any_adds_and_removes(
    changes: list[tuple[int, Passages | None]], question: list[str]
) -> None:
    index, kept = changed(changes)
    found = index.search(question, limit=1000)
    wanted = expected(kept, question)
    if in_most(kept, question):  # the floor is a sum whose order is not ours
        scores = {(hit.article, hit.passage): hit.score for hit in wanted}
        assert {(hit.article, hit.passage) for hit in found} == set(scores)
        for hit in found:
            assert hit.score == pytest.approx(scores[hit.article, hit.passage], rel=0, abs=1e-12)
    else:
        assert found == wanted


@given(CHANGES, st.lists(TERMS, max_size=6), st.integers(0, 12), st.sets(NUMBER))
def test_a_limit_and_a_scope_only_leave_out(
    changes: list[tuple[int, Passages | None]], question: list[str], limit: int, scope: set[int]
) -> None:
    index, _ = changed(changes)
    every = index.search(question, limit=1000)
    assert index.search(question, limit=limit) == every[:limit]
    inside = [hit for hit in every if hit.article in scope]
    assert index.search(question, limit=limit, articles=scope) == inside[:limit]


@given(CHANGES)
def test_weights_and_frequencies_are_rank_bm25s(
    changes: list[tuple[int, Passages | None]],
) -> None:
    index, kept = changed(changes)
    corpus = [passage for passages in kept.values() for passage in passages]
    assert len(index) == len(corpus)
    assert index.weight("never met") == index.frequency("never met") == 0
    if any(corpus):
        for term, idf in BM25Okapi(corpus).idf.items():
            assert index.frequency(term) == sum(term in passage for passage in corpus)
            assert index.weight(term) == pytest.approx(idf, rel=0, abs=1e-12)


def test_the_floor_of_a_word_in_most_passages_is_rank_bm25s_on_a_larger_corpus() -> None:
    random = np.random.default_rng(1)
    corpus = [[f"w{n}" for n in random.zipf(1.3, 30) if n < 500] for _ in range(2000)]
    index = Index()
    for article in range(400):
        index.add(article, corpus[article * 5 : article * 5 + 5])
    plain = BM25Okapi(corpus)
    assert index.frequency("w1") > 1000
    assert {term: index.weight(term) for term in plain.idf} == pytest.approx(
        plain.idf, rel=0, abs=1e-12
    )


def test_a_term_asked_twice_counts_twice() -> None:
    index = Index()
    index.add(1, [["bases", "troops"], ["aid"], ["aid"], ["votes"], ["grain"]])
    once, twice = (index.search(["bases"] * n, limit=1)[0].score for n in (1, 2))
    assert twice == 2 * once > 0


def test_equal_scores_stand_in_the_order_of_adding() -> None:
    index = Index()
    for article in (9, 3, 5):
        index.add(article, [["aid", "kiev"], ["votes"], ["grain"], ["aid", "kiev"]])
    found = [(hit.article, hit.passage) for hit in index.search(["aid"], limit=9)]
    assert found == [(9, 0), (9, 3), (3, 0), (3, 3), (5, 0), (5, 3)]


def test_what_shares_a_term_is_found_even_where_it_scores_nothing() -> None:
    index = Index()
    index.add(1, [["aid"], ["votes"]])
    assert index.search(["aid"], limit=5) == [Hit(1, 0, 0.0)]


def test_what_shares_no_term_is_not_found() -> None:
    index = Index()
    index.add(1, [["aid"], []])
    assert index.search(["oil"], limit=5) == index.search([], limit=5) == []
    assert Index().search(["aid"], limit=5) == []


def test_an_article_added_again_is_replaced() -> None:
    index = Index()
    index.add(1, [["aid"], ["votes"], ["grain"]])
    index.add(1, [["oil"], ["votes"], ["grain"]])
    assert len(index) == 3
    assert index.search(["aid"], limit=5) == []
    assert [hit.passage for hit in index.search(["oil"], limit=5)] == [0]


def test_a_reader_never_sees_half_an_article() -> None:
    index, articles = Index(), 300
    seen: list[int] = []

    def write() -> None:
        for article in range(articles):
            index.add(article, [["aid", f"only{article}"]] * 3)
            if article % 3 == 2:
                index.remove(article - 1)

    writer = Thread(target=write)
    writer.start()
    while writer.is_alive():
        seen.append(len(index.search(["aid"], limit=10_000)))
    writer.join()
    assert all(number % 3 == 0 for number in seen)
    assert len(index.search(["aid"], limit=10_000)) == articles * 2


def test_a_passage_may_be_as_long_and_repeat_a_term_as_often_as_it_likes() -> None:
    kept = {1: [["aid"] * 70_000 + ["oil"] * 300, ["oil"]], 2: [["votes"] * 2500, [], ["grain"]]}
    index = Index()
    for article, passages in kept.items():
        index.add(article, passages)
    for question in (["aid"], ["oil", "votes"], ["grain", "aid", "oil"]):
        assert index.search(question, limit=9) == expected(kept, question)
