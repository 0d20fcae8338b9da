"""Statements weighed: what is left out unseen would not have counted."""

from __future__ import annotations

import pytest

from knowledge.answering.notes import Notes
from knowledge.answering.said import ABOUT, about, may_cover
from knowledge.answering.weights import Weights
from knowledge.language.terms import terms
from knowledge.preparing import prepare
from knowledge.question import Asked, Question, Wanted
from knowledge.ranking.index import Index
from knowledge.reading.text import read_text
from knowledge.shelf.records import Opened
from tests.articles import annotation
from tests.articles import questions as asked


def _notes(name: str) -> Notes:
    shelved = prepare(read_text(annotation.text_of(name)))
    assert shelved.attribution is not None
    words = tuple(map(" ".join, shelved.terms))
    return Notes(
        Opened(1, name, shelved.article, shelved.passages, shelved.attribution, terms=words)
    )


@pytest.mark.parametrize("name", ["rail", "storm", "windrad"])
def test_a_statement_that_is_left_out_unseen_covers_too_little(name: str) -> None:
    notes, index = _notes(name), Index()
    index.add(1, [one.split() for one in notes.opened.terms])
    left_out = 0
    for topic in [one.q for one in asked.read() if one.article == name]:
        weights = Weights(terms(topic, notes.article.language), notes.article.language, index)
        question = Question(topic, Asked.SIDES, Wanted.ANYTHING, topic=topic)
        for said in notes.said:
            if not may_cover(said, weights, ABOUT, notes.headline_families):
                assert about(said, notes, weights, question).coverage < ABOUT
                left_out += 1
    assert left_out


@pytest.mark.parametrize("name", ["rail", "storm", "windrad"])
def test_a_paragraph_that_is_not_split_would_have_added_nothing(name: str) -> None:
    notes, index = _notes(name), Index()
    for topic in [one.q for one in asked.read() if one.article == name]:
        weights = Weights(terms(topic, notes.article.language), notes.article.language, index)
        for said in notes.said:
            near = {term for s in notes.around(said.whole) for term in s.terms}
            if not said.near(weights):
                assert weights.shared({*said.terms, *near}) <= weights.shared(said.terms) + 1e-9
