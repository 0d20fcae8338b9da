"""Who is meant, over several articles: the likest, and no other one's words for theirs."""

from __future__ import annotations

import pytest

from knowledge.answering.evidence.article_view import ArticleView
from knowledge.answering.evidence.entity_linking import link, link_speakers, spokespeople
from tests.knowledge.answering.desks import notes_of

QUAY = """Quay to be mended

“The quay is sinking,” said Mayor Ann Lee. “It will be mended in May.”

“We were not asked,” said Tom Poe, a fisherman. Rosa Finch, who sells nets, stood beside him.

A fisherman from Selby said that he would stay at home.
"""
GUARD = """Coast Guard looks on

“We are looking into it,” said Paula Reyes, a spokeswoman for the Coast Guard. The Coast Guard has
two ships.

Bruno Lee, a pilot, said that the harbour was shallow.
"""
MINISTRY = """The ministry is asked

The ministry said that it knew of nothing. A spokesman for the ministry, Karl Ott, said that the
letter was lost. Mayor Ann Lee did not reply to it.
"""


def found(name: str, *texts: str) -> list[str]:
    return [m.person.name for m in link(name, articles(*texts))]


def heard(name: str, *texts: str) -> list[str]:
    return [m.person.name for m in link_speakers(name, articles(*texts))]


def articles(*texts: str) -> list[ArticleView]:
    return [notes_of(text) for text in texts]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("Mayor Lee", ["Ann Lee"]),
        ("the mayor", ["Ann Lee"]),
        ("Lee", ["Ann Lee", "Bruno Lee"]),
        ("Bruno Lee", ["Bruno Lee"]),
        ("Finch", ["Rosa Finch"]),
        ("Finnch", ["Rosa Finch"]),
        ("the Coast Guard", ["Coast Guard"]),
        ("Carl Poe", []),
        ("Greta Vane", []),
        ("", []),
        ("the", []),
    ],
)
def test_those_of_that_name_are_meant_and_nobody_like_them(asked: str, names: list[str]) -> None:
    assert found(asked, QUAY, GUARD) == names


def test_an_exact_name_leaves_no_room_for_one_that_sounds_alike() -> None:
    other = "Nets are sold\n\n“I sell nets,” said Rosa Fynch, a baker.\n"
    assert found("Rosa Finch", QUAY, other) == ["Rosa Finch"]
    assert found("Fynch", QUAY, other) == ["Rosa Fynch"]


def test_of_several_of_one_role_the_one_who_speaks_most_is_meant_but_all_by_a_plural() -> None:
    story = """Fishermen are angry

“We were not asked,” said Tom Poe, a fisherman. “We never are,” he added.

“It is late,” said Jon Wick, a fisherman.
"""
    assert found("the fisherman", story) == ["Tom Poe"]
    assert set(found("the fishermen", story)) >= {"Tom Poe", "Jon Wick"} or set(
        found("fishermans", story)
    ) == {"Tom Poe", "Jon Wick"}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("Tom Poe", ["Tom Poe"]),
        ("Rosa Finch", []),
        ("the Coast Guard", ["Paula Reyes"]),
        ("Greta Vane", []),
    ],
)
def test_who_is_silent_has_nobody_elses_words_but_a_body_has_those_of_its_voice(
    asked: str, names: list[str]
) -> None:
    assert heard(asked, QUAY, GUARD) == names


def test_a_silent_persons_article_takes_nothing_from_where_the_same_one_speaks() -> None:
    assert heard("Ann Lee", MINISTRY) == []
    assert heard("Ann Lee", MINISTRY, QUAY) == ["Ann Lee"]


def test_a_body_that_speaks_itself_needs_no_voice() -> None:
    assert heard("the ministry", MINISTRY) == ["The ministry"]
    assert [m.person.name for m in spokespeople("the ministry", articles(MINISTRY))] == ["Karl Ott"]


def test_whoever_is_meant_brings_their_statements_in_order() -> None:
    (one,) = link("Ann Lee", articles(QUAY))
    assert [s.position for s in one.said] == list(one.person.statements)
    assert all(s.person is one.person for s in one.said)
    assert one.said
