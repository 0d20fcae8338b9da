"""The annotated articles and the questions on them fit each other."""

from __future__ import annotations

import re

import pytest

from knowledge.model.span import Span
from tests.articles import annotation, gold, questions

ARTICLES = {name: annotation.read(name) for name in annotation.names()}


@pytest.mark.parametrize("name", ARTICLES)
def test_offsets_of_the_gold_are_the_words_they_stand_for(name: str) -> None:
    row = gold.row(ARTICLES[name])
    for quote in row["quotes"]:
        stretches = [row["text"][start:end] for start, end in quote["content_spans"]]
        assert " […] ".join(stretches) == quote["content_text"]
        for part in ("speaker", "cue"):
            if span := quote[f"{part}_span"]:
                assert row["text"][span[0] : span[1]] == quote[f"{part}_text"]


@pytest.mark.parametrize("name", ARTICLES)
def test_neither_speaker_nor_cue_stands_in_the_words(name: str) -> None:
    article = ARTICLES[name]
    for quote in article.quotes:
        for outside in (quote.speaker, quote.cue):
            assert not outside or not any(outside.overlaps(span) for span in quote.content)


@pytest.mark.parametrize("name", ARTICLES)
def test_every_stretch_in_quotation_marks_is_annotated(name: str) -> None:
    article = ARTICLES[name]
    spans = [span for quote in article.quotes for span in quote.content]
    for mark in (m for home in article.paragraphs for m in article.marked(home)):
        words = mark.of(article.text)
        if len(re.findall(r"\w+", words)) > 4:
            assert any(mark.overlaps(span) for span in spans), words


@pytest.mark.parametrize("name", ARTICLES)
def test_no_two_statements_have_the_same_speaker_and_words(name: str) -> None:
    seen = [(quote.content, quote.speaker) for quote in ARTICLES[name].quotes]
    assert len(seen) == len(set(seen))


def test_an_annotation_that_does_not_fit_is_refused_with_its_line() -> None:
    article = annotation.Annotated("none", "He said no.", (Span(0, 11),))
    with pytest.raises(annotation.Misplaced, match="0 times in the paragraph: yes"):
        article.add(1, "-", "He | said | yes")


def test_every_question_cites_words_of_its_article() -> None:
    assert questions.faults(questions.read()) == []


def test_there_are_questions_of_every_kind() -> None:
    asked = questions.read()
    assert {one.kind for one in asked} == questions.KINDS
    assert len(asked) >= 120


def test_the_sample_is_as_long_as_a_news_article() -> None:
    assert 600 <= len(annotation.text_of("sample").split()) <= 900
