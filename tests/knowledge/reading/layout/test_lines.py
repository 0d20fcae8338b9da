"""Lines become paragraphs by their ends, and every character keeps its place."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.formats.text import read_text
from knowledge.reading.layout.lines import spans

STORY = [
    "The ferry will stop in November, the company said on Tuesday, and it named no date for its "
    "return to the island, where some two hundred people live through the winter months.",
    "“We are sorry,” said its director, Ann Lee. She did not take questions, and left by a side "
    "door. Her spokesman, Tom Poe, stayed for an hour and answered a few of them on the steps.",
    "The mayor was not told.",
    "Islanders had asked for a smaller boat, which the company calls too dear, and for a doctor on "
    "every second crossing; neither was in the plan that was read out at the meeting.",
]


def found(text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in spans(text)]


@pytest.mark.parametrize("width", [60, 72, 80, 98])
@pytest.mark.parametrize("between", ["\n\n", "\n \t\n", "\n\n\n\n", "\n\f\n"])
def test_wrapped_paragraphs_are_whole(width: int, between: str) -> None:
    assert found(between.join(textwrap.fill(p, width) for p in STORY)) == STORY


def test_wrapped_paragraphs_set_off_by_an_indented_first_line_are_told_apart() -> None:
    for indent in ("    ", "\t"):
        text = "\n".join(textwrap.fill(p, 72, initial_indent=indent) for p in STORY)
        assert found(text) == STORY


def test_indented_text_reads_like_other_text() -> None:
    text = "\n\n".join(textwrap.indent(textwrap.fill(p, 72), "      ") for p in STORY)
    assert found(text) == STORY


@pytest.mark.parametrize("newline", ["\n", "\n\n", "\n   \n\t"])
def test_a_line_that_is_not_wrapped_is_a_paragraph(newline: str) -> None:
    assert found(newline.join(STORY)) == STORY


def test_short_lines_of_talk_are_a_paragraph_each() -> None:
    talk = ["“Who pays?” she asked.", "“The town does, as it always did, and will.”", "“No.”"] * 4
    assert found("\n".join(talk)) == talk


def test_a_headline_and_byline_right_above_wrapped_text_stand_alone() -> None:
    head = ["Ferry to Stop for Winter", "By Nora Quill"]
    assert found("\n".join([*head, textwrap.fill(STORY[0], 72)])) == [*head, STORY[0]]


def test_items_headings_and_quotations_of_markdown_begin_paragraphs() -> None:
    quoted = textwrap.indent(textwrap.fill(STORY[1], 70), "> ")
    listed = "\n".join(f"- {textwrap.fill(p, 70, subsequent_indent='  ')}" for p in STORY)
    text = f"# Ferry\n{textwrap.fill(STORY[0], 72)}\n\n{quoted}\n\n{listed}"
    first, second, quote, *items = found(text)
    assert (first, second) == ("# Ferry", STORY[0])
    assert quote.replace("> ", "") == STORY[1]
    assert items == [f"- {p}" for p in STORY]


def test_windows_newlines_make_no_difference() -> None:
    text = "\n\n".join(textwrap.fill(p, 72) for p in STORY)
    unix, windows = read_text(text), read_text(text.replace("\n", "\r\n"))
    assert unix == windows


@given(st.text(st.sampled_from("aB .?!\n\t\f\v\u2028\r#>-*”“1\u3000é"), max_size=300))
def test_paragraphs_hold_every_sign_in_order(text: str) -> None:
    end = 0
    for span in spans(text):
        assert span.start >= end
        assert span.of(text) == span.of(text).strip() != ""
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "unit",
    ["x", "word ", "A line of it.\n", "a\n\n", "?”", "- item\n", "\n \t", "[", "By Ann Lee\n"],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def taken(size: int) -> float:
        text = f"Words. {unit * (size // len(unit))} end"
        start = time.process_time()
        read_text(text)
        return time.process_time() - start

    taken(1000)
    assert taken(60_000) < 40 * (taken(6_000) + 0.01)
