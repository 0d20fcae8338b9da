"""Statements weighed: what is left out unseen would not have counted."""

from __future__ import annotations

import pytest

from knowledge.answering.evidence.article_view import ArticleView
from knowledge.answering.evidence.statement_scoring import ABOUT, may_cover, score_statement
from knowledge.answering.evidence.term_weights import TermWeights
from knowledge.language.terms import terms
from knowledge.library.preparation import prepare_article
from knowledge.model.question import AnswerType, Question, QuestionKind
from knowledge.model.records import StoredArticle
from knowledge.ranking.index import Index
from knowledge.reading.formats.text import read_text
from tests.articles import annotation
from tests.articles import questions as asked


def _notes(name: str) -> ArticleView:
    shelved = prepare_article(read_text(annotation.text_of(name)))
    assert shelved.attribution is not None
    words = tuple(map(" ".join, shelved.terms))
    return ArticleView(
        StoredArticle(1, name, shelved.article, shelved.passages, shelved.attribution, terms=words)
    )


@pytest.mark.parametrize("name", ["rail", "storm", "windrad"])
def test_a_statement_that_is_left_out_unseen_covers_too_little(name: str) -> None:
    notes, index = _notes(name), Index()
    index.add(1, [one.split() for one in notes.opened.terms])
    left_out = 0
    for topic in [one.q for one in asked.read() if one.article == name]:
        weights = TermWeights(terms(topic, notes.article.language), notes.article.language, index)
        question = Question(topic, QuestionKind.SIDES, AnswerType.ANYTHING, topic=topic)
        for said in notes.said:
            if not may_cover(said, weights, ABOUT, notes.headline_families):
                assert score_statement(said, notes, weights, question).coverage < ABOUT
                left_out += 1
    assert left_out


@pytest.mark.parametrize("name", ["rail", "storm", "windrad"])
def test_a_paragraph_that_is_not_split_would_have_added_nothing(name: str) -> None:
    notes, index = _notes(name), Index()
    for topic in [one.q for one in asked.read() if one.article == name]:
        weights = TermWeights(terms(topic, notes.article.language), notes.article.language, index)
        for said in notes.said:
            near = {term for s in notes.around(said.whole) for term in s.terms}
            if not said.near(weights):
                assert weights.shared({*said.terms, *near}) <= weights.shared(said.terms) + 1e-9
