"""Whose words stand at a place of an article: one person's, or nobody's."""

from __future__ import annotations

import pytest

from knowledge import Span, UnknownArticle
from knowledge.answering.quotation import quotation_at
from tests.knowledge.answering.desks import notes_of

STORY = """Harbour bridge to close

“The girders have cracks,” said Mayor Ann Lee. “We are sad,” she added. It will close in May.

Tom Poe said that nine boats would be sold. Karl Ott never said that it was safe.
"""
NOTES = notes_of(STORY)
TEXT = NOTES.article.text


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "speaker", "role", "kind", "negated"),
    [
        ("“The girders have cracks,”", "Ann Lee", "Mayor", "direct", False),
        ("girders have cracks", "Ann Lee", "Mayor", "direct", False),
        ("Tom Poe said that nine boats would be sold", "Tom Poe", "", "indirect", False),
        ("nine boats", "Tom Poe", "", "indirect", False),
        ("It will close in May.", "", "", "passage", False),
        ("Karl Ott never said that it was safe", "Karl Ott", "", "indirect", True),
        (
            "nine boats would be sold. Karl Ott never said that it was safe",
            "",
            "",
            "indirect",
            True,
        ),
    ],
)
def test_words_are_given_to_the_one_who_says_all_of_them(
    words: str, speaker: str, role: str, kind: str, negated: bool
) -> None:
    found = quotation_at(NOTES, at(words))
    citation = found.citation
    assert (citation.speaker, found.role, citation.kind.value) == (speaker, role, kind)
    assert (citation.quote, citation.negated) == (words, negated)


def test_words_of_two_kinds_are_mixed() -> None:
    story = "A head\n\n“It sank,” said Ann Lee. Ann Lee said that it was old.\n"
    notes = notes_of(story)
    start = notes.article.text.index("“It")
    found = quotation_at(notes, Span(start, len(notes.article.text.rstrip())))
    assert (found.citation.kind.value, found.citation.speaker) == ("mixed", "Ann Lee")


@pytest.mark.parametrize("span", [Span(10, 10_000), Span(len(TEXT), len(TEXT) + 1), Span(30, 30)])
def test_a_place_beyond_the_article_is_not_in_it(span: Span) -> None:
    with pytest.raises(UnknownArticle):
        quotation_at(NOTES, span)
