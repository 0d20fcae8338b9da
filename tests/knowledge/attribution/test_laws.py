"""What holds for every text: exact slices, own paragraphs, time in proportion to length."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.attribution.statements import attribute
from knowledge.language import parser
from knowledge.model.article import Article, Paragraph, ParagraphKind
from knowledge.model.span import Span
from knowledge.model.statement import Attribution

FRAGMENTS = [
    "“", "”", '"', "''", "‘", "’", "«", "»", ", ", ". ", ": ", "; ", " — ", "\n", "\n\n", " and ",
    " said ", "Mr. Bell", "Ada Orrin", " he ", " she ", " they ", "the letter", " told reporters ",
    "according to ", " that ", "The bridge is safe", " asked whether ", " did not say ", "BELL: ",
    "Port Hale’s mayor", " was quoted as saying ", " wrote ", "😀", "мост", "桥", "(", ")", "- ",
    " accused the board of lying ", " who ", " adding ", " U.S. ", "Sen. ", "\u00a0", "in his view",
]  # fmt: skip


def article(text: str, language: str = "en") -> Article:
    """`text` cut into body paragraphs at its newlines."""
    found, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            span = Span(start, start + len(line))
            found.append(Paragraph(span, number, ParagraphKind.BODY))
        start += len(line) + 1
    return Article(text, tuple(found), language=language)


def check(read: Article) -> Attribution:
    """Attribute, and hold every span against law 1 and against its paragraphs."""
    attribution = attribute(read)
    for statement in attribution.statements:
        spans = statement.content
        assert spans
        assert statement.quote(read.text) == " … ".join(read.text[s.start : s.end] for s in spans)
        aside = (statement.cue, statement.speaker, statement.addressee)
        for span in (*spans, *(s for s in aside if s is not None)):
            assert len(span)
            home = read.paragraph_at(span.start)
            assert home is not None
            assert home.span.holds(span)
        assert read.paragraph_at(spans[0].start).number == statement.paragraph  # type: ignore[union-attr]
        assert statement.speaker is not None or not statement.speaker_name
    for profile in attribution.profiles:
        assert profile.name
        assert all(len(s) and s.end <= len(read.text) for s in profile.names + profile.descriptions)
    return attribution


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_every_span_is_an_exact_slice_of_its_own_paragraph(text: str) -> None:
    check(article(text))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["en", "de", "ru", "zh", "und"]))
def test_any_text_in_any_language_is_survived(text: str, language: str) -> None:
    check(article(text, language))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*FRAGMENTS, "sagte ", "Anna Bell", "a dit "]), max_size=30).map(
        "".join
    ),
    st.sampled_from(["de", "fr", "ru"]),
)
def test_foreign_spans_are_exact_slices_too(text: str, language: str) -> None:
    check(article(text, language))


@pytest.mark.parametrize(
    "unit",
    [
        '" ', "“a ", "'a ", "he said ", "Smith said that ; ", "John Smith, ", "according to ",
        "“We won it,” Mr. Smith said. ", "“We won this number.\n\n", "the letter of the report of ",
        "Smith said it and ", "BELL: Yes.\n",
    ],
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    check(article(unit))
    seconds = []
    for times in (200, 800):
        started = time.process_time()
        check(article(unit * times))
        seconds.append(time.process_time() - started)
    assert seconds[1] < 12 * seconds[0] + 2  # four times as long


def test_a_paragraph_without_end_is_parsed_in_pieces() -> None:
    text = "Mr. Smith said the bridge was safe. " * 1_000
    pieces = [span for span, _ in parser.parse(text, [Span(0, len(text))])]
    assert all(len(span) <= parser.LONGEST for span in pieces)
    assert "".join(span.of(text) for span in pieces) == text


def test_a_word_without_end_is_cut_too() -> None:
    text = "a" * 3 * parser.LONGEST
    assert [len(span) for span, _ in parser.parse(text, [Span(0, len(text))])] == [
        parser.LONGEST
    ] * 3


@pytest.mark.parametrize("text", ["", "😀 🎉", "“", "”“”", ":::", "said said said", "A B C D"])
def test_nothing_is_attributed_where_nothing_is_said(text: str) -> None:
    assert check(article(text)).statements == ()
