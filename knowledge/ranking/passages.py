"""An Article into Passages: what is searched and ranked."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.language.sentences import sentences
from knowledge.language.terms import terms
from knowledge.model.article import Article, Paragraph, ParagraphKind
from knowledge.model.passage import Passage
from knowledge.model.span import Span

LONGEST = 250
"""Words in a passage. Measured on squad_odd: whole paragraphs rank best, so only those are cut
that would be hard to read in one."""


def split_passages(article: Article) -> tuple[Passage, ...]:
    """The passages of `article` in order: a paragraph each, a long one in runs of sentences.

    Furniture is left out; headline and byline are there to be found, but not to be cited.
    """
    return tuple(
        Passage(span, paragraph.number, paragraph.kind is ParagraphKind.BODY)
        for paragraph in article.paragraphs
        if paragraph.kind is not ParagraphKind.FURNITURE
        for span in _cut(article.text, paragraph)
    )


def passage_terms(article: Article, passage: Passage) -> list[str]:
    """The terms by which `passage` is found: its own."""
    return terms(passage.span.of(article.text), article.language)


def _cut(text: str, paragraph: Paragraph) -> Iterator[Span]:
    """The paragraph whole, or in runs of sentences of at most LONGEST words (one at the least)."""
    if len(paragraph.span.of(text).split()) <= LONGEST:
        yield paragraph.span
        return
    start = end = paragraph.span.start
    words = 0
    for sentence in sentences(text, paragraph.span):
        length = len(sentence.of(text).split())
        if words and words + length > LONGEST:
            yield Span(start, end)
            start, words = sentence.start, 0
        words += length
        end = sentence.end
    yield Span(start, paragraph.span.end)
