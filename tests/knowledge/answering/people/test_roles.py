"""What a phrase says that somebody is: its head, its words, synonyms made one."""

from __future__ import annotations

import pytest

from knowledge.answering.people.roles import role_terms, roles, titles, tokens, words_of


def heads(phrase: str, *name: str) -> list[str]:
    return [role.head for role in roles(phrase, name, "en")]


@pytest.mark.parametrize(
    ("phrase", "same"),
    [
        ("a director of the ferry line", "the ferry line's director"),
        ("the prime minister", "the premier"),
        ("the Prime Minister of Veldania", "Veldania's premier"),
        ("a spokeswoman for the Coast Guard", "the Coast Guard's spokesman"),
        ("the attorney", "the lawyer"),
        ("president of the harbour board", "The President of the Harbour Board"),
    ],
)
def test_one_role_however_it_is_put_is_one(phrase: str, same: str) -> None:
    assert set(roles(phrase, (), "en")) == set(roles(same, (), "en"))


@pytest.mark.parametrize(
    ("phrase", "other"),
    [
        ("the finance minister", "the minister of culture"),
        ("director of the ferry line", "director of the museum"),
        ("the mayor", "the mayor's husband"),
        ("a member of the harbour board", "the harbour board"),
    ],
)
def test_another_body_or_another_office_is_another_role(phrase: str, other: str) -> None:
    assert set(roles(phrase, (), "en")) != set(roles(other, (), "en"))


@pytest.mark.parametrize(
    ("phrase", "name", "count"),
    [
        ("Harbour Minister Henrik Sorel, a former pilot", ("henrik", "sorel"), 2),
        ("Henrik Sorel", ("henrik", "sorel"), 0),
        ("a pilot who sails and a poet", (), 3),
        ("the mayor (and a baker)", (), 2),
        ("", (), 0),
        ("the", (), 0),
        ("of the harbour", (), 0),
        ("…", (), 0),
    ],
)
def test_a_phrase_has_a_role_for_each_of_its_parts_without_the_name(
    phrase: str, name: tuple[str, ...], count: int
) -> None:
    assert len(roles(phrase, name, "en")) == count


def test_the_head_stands_before_of_and_its_like() -> None:
    (of_the_line,) = roles("a director of the ferry line", (), "en")
    (before,) = roles("director", (), "en")
    assert of_the_line.head == before.head
    assert before.terms < of_the_line.terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Lee’s", ("ann", "lee")),
        ("U.S. Army", ("us", "army")),
        ("O'Neill", ("o'neill",)),
        ("O’Neill", ("o'neill",)),
        ("Jean-Luc", ("jean", "luc")),
        ("Renée Müller", ("renée", "müller")),
        ("W.H.O.", ("who",)),
        ("  ,;", ()),
    ],
)
def test_the_words_of_a_name_are_in_lower_case_without_points_and_possessives(
    text: str, words: tuple[str, ...]
) -> None:
    assert words_of(text) == words
    assert tuple(plain for _, plain in tokens(text)) == words
    assert all(token in text for token, _ in tokens(text))


@pytest.mark.parametrize("word", ["minister", "captain", "mayor", "prime", "former", "judge"])
def test_an_office_or_a_calling_is_a_title(word: str) -> None:
    assert word in titles()


@pytest.mark.parametrize("word", ["ministry", "report", "critics", "bridge", "the", ""])
def test_a_body_a_document_or_a_group_is_none(word: str) -> None:
    assert word not in titles()


def test_terms_of_a_role_are_those_of_its_words_synonyms_made_one() -> None:
    assert role_terms("the prime minister", "en") == role_terms("premier", "en")
    assert role_terms("the", "en") == frozenset()
