"""Passages are paragraphs, long ones in runs of whole sentences."""

from __future__ import annotations

from knowledge.language.sentences import sentences
from knowledge.ranking.passages import LONGEST, split_passages
from knowledge.reading.formats.text import read_text


def test_a_paragraph_is_a_passage_and_furniture_is_none() -> None:
    article = read_text("A headline\n\nA body of words.\n\nMore of it.\n\nSubscribe to us")
    assert [(p.span.of(article.text), p.citable) for p in split_passages(article)] == [
        ("A headline", False),
        ("A body of words.", True),
        ("More of it.", True),
    ]


def test_a_long_paragraph_is_cut_between_sentences_and_loses_none() -> None:
    text = " ".join(f"Sentence number {n} tells of the ferry and its crew." for n in range(200))
    article = read_text(text)
    parts = split_passages(article)
    assert len(parts) > 5
    whole = {(s.start, s.end) for s in sentences(text)}
    for part in parts:
        assert len(part.span.of(text).split()) <= LONGEST
        inside = sentences(text, part.span)
        assert {(s.start, s.end) for s in inside} <= whole
    assert " ".join(part.span.of(text) for part in parts) == text
