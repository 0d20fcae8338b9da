"""A card shows the words as they stand, whole, within its margins, or not at all."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bot.errors import MissingGlyphs, TextTooLong
from bot.pictures.card import COLUMN, MARGIN, WIDTH, Card, Layout, laid_out, png
from bot.pictures.fonts import missing
from bot.pictures.typesetting import Style, flat, lines

WORDS = "“We have run out of years,” Harbour Minister Henrik Sorel said. “It closes.”"
CARD = Card(WORDS, "Henrik Sorel", "Harbour Minister", "", "The Gazette · 16 October 2025", "Mark")
MANY_SCRIPTS = (
    "«Ми чекали», — сказав він.",
    "Ήταν εδώ, είπε.",
    "Ẹ̀kọ́ náà, ó ní",
    "قال إن «الجسر سيبقى مغلقا حتى 14 مارس» (وفق BBC).",
    "הוא אמר: “לא נחכה עוד 14 שנים” (BBC News).",
    "मंत्री ने कहा",
    "რა თქვა",
    "รัฐมนตรีกล่าว",
    "He signed 🪶 with 👩‍🚀, 🇺🇦 and ❤️.",
)


def drawn(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(png(card)))


def read(layout: Layout) -> str:
    return "".join(line.text for line in layout.words.lines)


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box that holds everything that is not paper."""
    paper = Image.new("RGB", image.size, image.getpixel((0, 0)))
    box = ImageChops.difference(image, paper).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("words", [WORDS, *MANY_SCRIPTS])
def test_the_lines_joined_are_the_words_and_nothing_stands_in_the_margins(words: str) -> None:
    card = Card(words, "Henrik Sorel", "", "", "The Gazette", "Mark")
    assert read(laid_out(card)) == flat(words)
    image = drawn(card)
    left, top, right, bottom = ink(image)
    assert left >= MARGIN
    assert right <= WIDTH - MARGIN + 2  # an accent of the last letter
    assert top >= MARGIN - 4
    assert bottom <= image.height - MARGIN


def test_no_word_and_no_quotation_mark_is_added_to_what_is_only_reported() -> None:
    layout = laid_out(Card("He asked them to wait", note="As reported"))
    assert read(layout) == "He asked them to wait"
    shown = "".join(line.text for block in layout.below for line in block.lines)
    assert shown == "As reported"


def test_paragraphs_stay_paragraphs() -> None:
    layout = laid_out(Card("“One.\n\n“Two.”"))
    assert [line.text for line in layout.words.lines] == ["“One.", "“Two.”"]


def test_the_same_card_is_the_same_picture_and_a_dark_one_is_another() -> None:
    light, again, dark = drawn(CARD), drawn(CARD), drawn(Card(WORDS, dark=True))
    assert light.tobytes() == again.tobytes()
    assert sum(light.getpixel((0, 0))) > 700  # type: ignore[arg-type]
    assert sum(dark.getpixel((0, 0))) < 100  # type: ignore[arg-type]
    assert light.size == (1080, 1080)


def test_longer_words_are_set_smaller_down_to_what_can_be_read_and_then_refused() -> None:
    sizes = []
    for sentences in (1, 2, 4, 7, 10):
        layout = laid_out(Card(" ".join([WORDS] * sentences), "Henrik Sorel"))
        sizes.append(layout.words.style.size)
        assert layout.taken <= layout.height - 2 * MARGIN
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= 36
    with pytest.raises(TextTooLong):
        laid_out(Card(" ".join([WORDS] * 40)))


def test_letters_that_no_typeface_has_are_refused_and_named() -> None:
    with pytest.raises(MissingGlyphs) as refused:
        png(Card("He said 新聞 again"))
    assert refused.value.letters == "新聞"
    with pytest.raises(MissingGlyphs):
        png(Card("Fine words", source="新聞"))
    assert missing(["“Grüße”, «Привіт», नमस्ते 👩‍🚀 ❤️ 1\N{NO-BREAK SPACE}%\n"]) == ""


def test_a_word_wider_than_the_card_is_broken_and_loses_nothing() -> None:
    words = "See " + "https://example.org/" + "a-long_path" * 30
    assert read(laid_out(Card(words))) == words
    assert ink(drawn(Card(words)))[2] <= WIDTH - MARGIN


def test_a_no_break_space_is_not_broken_at() -> None:
    made = lines("« Nous\N{NO-BREAK SPACE}attendrons » a-t-il dit", Style(size=80), 700)
    assert any("Nous\N{NO-BREAK SPACE}attendrons" in line.text for line in made)


@given(st.lists(st.sampled_from([*re.findall(r"\S+", " ".join(MANY_SCRIPTS)), "a", "—"])))
@settings(deadline=None, max_examples=40)
def test_whatever_scripts_meet_in_a_line_nothing_is_lost_and_no_line_is_too_wide(
    words: list[str],
) -> None:
    text = " ".join(words)
    made = lines(text, Style(size=60), COLUMN)
    assert "".join(line.text for line in made) == flat(text)
    assert all(line.width(Style(size=60)) <= COLUMN for line in made)
