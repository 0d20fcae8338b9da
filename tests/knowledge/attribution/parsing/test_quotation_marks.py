"""Quotation marks: which open, which close."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.attribution.parsing.quotation_marks import is_sentence, is_title, quotations
from knowledge.model.span import Span


def found(text: str) -> list[str]:
    return [q.span.of(text) for q in quotations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "quoted",
    [
        "“The well is dry”",
        '"The well is dry"',
        "''The well is dry''",
        "``The well is dry''",
        "«The well is dry»",
        "« The well is dry »",
        "„The well is dry“",
        "‘The well is dry’",
        "「井戸は乾いた」",
    ],
)
def test_whatever_the_marks_the_words_between_are_quoted(quoted: str) -> None:
    assert found(f"He said {quoted} again.") == [quoted]


def test_marks_inside_marks_belong_to_the_outer_quotation() -> None:
    assert found("“She called it ‘the pit’ twice,” he said.") == [
        "“She called it ‘the pit’ twice,”"
    ]
    assert found('"She called it "the pit" twice," he said. "So."') == [
        '"She called it "the pit" twice,"',
        '"So."',
    ]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert found("The boys’ club and the girls' school don’t share John's field.") == []


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "“The well is dry, he said.\n\nNobody “believed” him."
    first, second = (
        quotations(text, Span(0, text.index("\n"))),
        quotations(text, Span(text.index("Nobody"), len(text))),
    )
    assert [(q.span.of(text), q.closed) for q in first] == [("“The well is dry, he said.", False)]
    assert [q.span.of(text) for q in second] == ["“believed”"]


def test_a_new_opening_mark_after_a_sentence_ends_what_was_left_open() -> None:
    assert found("“The well is dry. “We need rain,” she said.") == [
        "“The well is dry.",
        "“We need rain,”",
    ]


def test_a_lone_closing_mark_is_nothing() -> None:
    assert found("The well is dry” and “deep” too.") == ["“deep”"]


def test_inches_open_no_quotation() -> None:
    assert found('A 6" pipe and a "sound" one.') == ['"sound"']


def test_a_sentence_stands_for_itself_and_a_fragment_does_not() -> None:
    text = "“We need rain,” “very little rain” “Rain!”"
    whole = [is_sentence(q, text) for q in quotations(text, Span(0, len(text)))]
    assert whole == [True, False, False]


def test_capitals_throughout_are_a_title() -> None:
    text = "“The Well of the North” “The well is dry”"
    assert [is_title(q, text) for q in quotations(text, Span(0, len(text)))] == [True, False]


@given(st.text(alphabet="ab “”\"'‘’«»„.,\n ", max_size=80))
def test_quotations_never_overlap_and_never_leave_their_paragraph(text: str) -> None:
    spans = [q.span for q in quotations(text, Span(0, len(text)))]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_ten_thousand_marks_are_read_in_one_pass() -> None:
    for text in ("“" * 10_000, '" ' * 10_000, "'a " * 10_000, "„a“ " * 10_000):
        assert len(quotations(text, Span(0, len(text)))) <= 10_000
