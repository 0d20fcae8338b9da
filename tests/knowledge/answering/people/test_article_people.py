"""The people of an article: their names and roles there, and what each says."""

from __future__ import annotations

import pytest

from knowledge.answering.people.article_people import Person
from knowledge.model.statement import ProfileKind
from tests.knowledge.answering.desks import notes_of, person

STORY = """Harbour board quarrels with the ministry

“The quay is sinking,” said Dr. Katharina Fischer, the director of the harbour board. “We have told
everybody.” Ms. Fischer left on Monday.

Malaysia’s Prime Minister, Najib Razak, said that the quay was safe. The ministry said in a
statement that it knew of nothing.

Ahmed Nasser lost his boat. “He has not slept since,” his father said.

“Go home!” a fisherman shouted. He was not heard. “Nobody listens,” they said.

The letter said that nobody had paid. Minister of Education Karl Ott resigned.
"""
PEOPLE = notes_of(STORY).people


def of(name: str) -> Person:
    return person(name, notes_of(STORY))


@pytest.mark.parametrize(
    ("name", "words", "kind"),
    [
        ("Katharina Fischer", ("katharina", "fischer"), ProfileKind.PERSON),
        ("Najib Razak", ("najib", "razak"), ProfileKind.PERSON),
        ("Ahmed Nasser", ("ahmed", "nasser"), ProfileKind.PERSON),
    ],
)
def test_a_name_stands_without_title_and_once_for_all_its_mentions(
    name: str, words: tuple[str, ...], kind: ProfileKind
) -> None:
    one = of(name)
    assert (one.named, one.words, one.surname, one.kind) == (True, words, words[-1], kind)
    assert [p for p in PEOPLE if p.surname == one.surname] == [one]


@pytest.mark.parametrize("mention", ["his father", "a fisherman", "The letter"])
def test_a_speaker_without_a_name_is_called_as_mentioned_and_has_no_words_of_a_name(
    mention: str,
) -> None:
    one = of(mention)
    assert (one.named, one.words, one.surname, one.profile) == (False, (), "", None)
    assert one.statements


def test_everybodys_statements_are_their_own_and_each_has_one_speaker() -> None:
    spoken = [position for one in PEOPLE for position in one.statements]
    assert len(spoken) == len(set(spoken))
    for one in PEOPLE:
        assert list(one.statements) == sorted(one.statements)
        for position in one.statements:
            assert notes_of(STORY).speakers[position] is one


def test_who_is_described_has_the_roles_that_the_article_gives() -> None:
    assert {role.head for role in of("Katharina Fischer").roles} == {"boss", "doctor"}
    assert "premier" in {role.head for role in of("Najib Razak").roles}
    assert of("Ahmed Nasser").roles == ()


def test_whose_relative_somebody_is_is_kept() -> None:
    assert of("his father").kin == {"his father"}
    assert of("Katharina Fischer").kin == frozenset()


def test_a_name_that_stands_only_in_anothers_title_is_nobody() -> None:
    assert "Education" not in [one.name for one in PEOPLE]
    assert "Karl Ott" in [one.name for one in PEOPLE]


def test_a_pronoun_alone_is_nobody() -> None:
    assert not {"he", "she", "they", "it"} & {one.name.casefold() for one in PEOPLE}
