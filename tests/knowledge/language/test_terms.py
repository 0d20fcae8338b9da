"""One analysis of words serves passages and questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.terms import keys, placed_terms, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The countries’ bases", "country base"),
        ("U.S. officials", "US official"),
        ("Zelenský’s", "zelensky"),
        ("1,709 pupils", "1709 pupil"),
        ("ＦＵＬＬ ｗｉｄｔｈ", "full width"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert terms(one, "en") == terms(other, "en")


def test_stop_words_are_no_terms() -> None:
    assert terms("What did they say to us about it?", "en") == ["say"]


def test_a_name_in_capitals_is_no_stop_word() -> None:
    assert terms("The WHO and the US", "en") == ["who", "us"]


def test_a_shouted_question_keeps_its_stop_words_out() -> None:
    assert terms("WHO SAID THAT?", "en") == terms("who said that?", "en")


def test_languages_are_kept_apart() -> None:
    assert "die" not in terms("die Brücke", "de")
    assert terms("they die", "en") == ["die"]
    assert keys(["die"], "en") != keys(["die"], "de")


def test_scripts_without_spaces_become_pairs_of_characters() -> None:
    assert terms("卢卡申科", "zh") == ["卢卡", "卡申", "申科"]


@given(st.text(max_size=300), st.sampled_from(["en", "de", "ru", "und", "zh", "ar"]))
def test_every_term_stands_where_it_is_said_to_stand(text: str, language: str) -> None:
    for at, term in placed_terms(text, language):
        assert 0 <= at < len(text)
        assert term
        assert not any(character.isspace() for character in term)
