"""What is typed means a person, a body or a role, more or less surely, or not at all."""

from __future__ import annotations

import pytest

from knowledge.answering.people.article_people import Person
from knowledge.answering.people.name_matching import match_score, speaks_for
from tests.knowledge.answering.desks import notes_of
from tests.knowledge.answering.desks import person as named

STORY = """Harbour board quarrels with the ministry

“The quay is sinking,” said Katharina Fischer, the director of the harbour board. “We have told
everybody.”

Prime Minister Omar Haddad of Veldania said that the quay was safe. Mr. Haddad visited it on
Monday.

Ahmed Nasser lost his boat. “He has not slept since,” his father said.

“We are looking into it,” said Paula Reyes, a spokeswoman for the Coast Guard. The Coast Guard has
two ships.

“The water is clean,” the World Health Organization said in a statement.
"""


def alike(asked: str, name: str) -> float:
    return match_score(asked, named(name, notes_of(STORY)), "en")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Katharina Fischer", "Katharina Fischer"),
        ("katharina fischer", "Katharina Fischer"),
        ("Ms. Fischer", "Katharina Fischer"),
        ("Fischer", "Katharina Fischer"),
        ("FISCHER", "Katharina Fischer"),
        ("Fischer's", "Katharina Fischer"),
        ("Director Fischer", "Katharina Fischer"),
        ("Mr. Haddad", "Omar Haddad"),
        ("Prime Minister Haddad", "Omar Haddad"),
        ("World Health Organization", "World Health Organization"),
    ],
)
def test_a_name_is_who_bears_it_and_nearly_surely(asked: str, name: str) -> None:
    assert alike(asked, name) >= 0.95


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Fisher", "Katharina Fischer"),
        ("Katarina Fischer", "Katharina Fischer"),
        ("Fischr", "Katharina Fischer"),
        ("Hadad", "Omar Haddad"),
        ("Minister Hadad", "Omar Haddad"),
    ],
)
def test_a_misspelt_name_is_still_meant_but_less_surely_than_the_name(
    asked: str, name: str
) -> None:
    assert 0.6 <= alike(asked, name) < 0.95


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("the director", "Katharina Fischer"),
        ("the harbour board's director", "Katharina Fischer"),
        ("director of the harbour board", "Katharina Fischer"),
        ("the prime minister", "Omar Haddad"),
        ("the premier", "Omar Haddad"),
        ("Veldania's prime minister", "Omar Haddad"),
        ("the spokeswoman", "Paula Reyes"),
        ("the Coast Guard's spokesperson", "Paula Reyes"),
    ],
)
def test_a_role_is_who_the_article_says_has_it(asked: str, name: str) -> None:
    assert 0.6 <= alike(asked, name) < 0.95


@pytest.mark.parametrize("asked", ["WHO", "W.H.O.", "the WHO"])
def test_an_acronym_is_the_body_with_these_initials(asked: str) -> None:
    assert alike(asked, "World Health Organization") >= 0.9


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Maria Fischer", "Katharina Fischer"),
        ("Fischer's husband", "Katharina Fischer"),
        ("Katharina Fischer's lawyer", "Katharina Fischer"),
        ("Frisch", "Katharina Fischer"),
        ("the director of the museum", "Katharina Fischer"),
        ("the finance minister", "Omar Haddad"),
        ("Tessmark's prime minister", "Omar Haddad"),
        ("Layla Haddad", "Omar Haddad"),
        ("Hamad", "Omar Haddad"),
        ("who", "World Health Organization"),
        ("the", "Omar Haddad"),
        ("", "Omar Haddad"),
        ("?!", "Omar Haddad"),
        ("WTO", "World Health Organization"),
        ("World Bank", "World Health Organization"),
    ],
)
def test_who_has_another_name_or_role_is_not_meant(asked: str, name: str) -> None:
    assert alike(asked, name) == 0.0


def test_a_name_is_surer_than_a_part_of_it_and_that_than_a_role() -> None:
    full, surname, first, role = (
        alike(asked, "Katharina Fischer")
        for asked in ("Katharina Fischer", "Fischer", "Katharina", "the director")
    )
    assert full > surname > first > role


def test_a_relative_is_whom_the_article_calls_his_father() -> None:
    father = next(p for p in notes_of(STORY).people if p.name == "his father")
    assert match_score("Ahmed's father", father, "en") > 0.6
    assert match_score("Ahmed's brother", father, "en") == 0.0
    assert alike("Ahmed's father", "Ahmed Nasser") == 0.0


def voices(asked: str) -> list[str]:
    return [p.name for p in notes_of(STORY).people if speaks_for(asked, p, "en")]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("the Coast Guard", ["Paula Reyes"]),
        ("coast guard", ["Paula Reyes"]),
        ("the harbour board", ["Katharina Fischer"]),
        ("the board of the museum", []),
        ("the spokeswoman", []),
        ("the", []),
    ],
)
def test_a_bodys_spokeswoman_or_its_head_speaks_for_it(asked: str, who: list[str]) -> None:
    assert voices(asked) == who


def test_every_person_is_surely_meant_by_the_own_name() -> None:
    people: list[Person] = [p for p in notes_of(STORY).people if p.named]
    assert len(people) >= 5
    for one in people:
        assert match_score(one.name, one, "en") == 1.0
        for other in people:
            if other is not one and not set(other.words) & set(one.words):
                assert match_score(one.name, other, "en") < 1.0
