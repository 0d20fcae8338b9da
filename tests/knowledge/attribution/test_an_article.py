"""A whole article with the faults that articles come with: cut sentences, an unclosed mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.attribution.statements import attribute
from knowledge.reading.formats.text import read_text
from tests.knowledge.attribution.conftest import Said, shortened

ARTICLE = Path(__file__).with_name("strait.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found() -> list[Said]:
    article = read_text(ARTICLE)
    return [shortened(article.text, s) for s in attribute(article).statements]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Hollis administration", "it is weighing an offer from Orvania"),
        ("Dragan’s government", "any boat in the strait would cross “a line of salt"),
        ("Hale Street Journal", "the Navy Department was weighing the offer"),
        ("Hale Street Journal", "Admiral Joss Marek discussed it last week"),
        ("group of senior Senate Democrats", "We are deeply troubled"),
        ("group of senior Senate Democrats", "Asking Orvania for a harbor"),
        ("Ada Orrin", "the admiral was merely asking for “details” of the offer"),
        ("Ada Orrin", "the fleet is not seeking Orvania’s approval"),
        ("Ada Orrin", "the two are now talking"),
        ("Ada Orrin", "I can promise you that we are not asking anybody’s leave"),
        ("Jo Fell", "They left us with no harbor of our own"),
        ("Milan Dragan", "the fleet of frightening the fish"),
        ("Milan Dragan", "he had spoken of it with his neighbors"),
    ],
)
def test_the_words_are_their_speakers(found: list[Said], name: str, words: str) -> None:
    assert [s.name for s in found if s.quote.startswith(words)] == [name]


def test_words_after_an_unclosed_mark_end_before_the_attribution(found: list[Said]) -> None:
    statement = next(s for s in found if s.quote.startswith("I can promise"))
    assert statement.quote.endswith("what it is")
    assert statement.speaker == "the navy minister"


@pytest.mark.parametrize("silent", ["Tom Bell", "Joss Marek", "Pavel Grine"])
def test_the_silent_say_nothing(found: list[Said], silent: str) -> None:
    assert all(silent != s.name and silent not in s.speaker for s in found)


def test_furniture_says_nothing(found: list[Said]) -> None:
    assert all("newsletter" not in s.quote for s in found)
