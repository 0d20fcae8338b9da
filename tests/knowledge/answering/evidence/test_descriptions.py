"""Who somebody is, in the article's own words; where they are mentioned; that they declined."""

from __future__ import annotations

import pytest

from knowledge.answering.evidence import descriptions
from knowledge.answering.evidence.entity_linking import link
from knowledge.answering.evidence.evidence import Evidence
from tests.knowledge.answering.desks import notes_of

STORY = """Bakers are angry

“The flour is grey,” said Pia Lund, a baker who runs the shop by the north ramp. Her father, Pieter
Lund, was the last harbour master.

Mayor Ann Lee declined to comment on the flour. Ms. Lee, 61, would not say when she had last
eaten bread.

Karl Ott stood beside her. The miller could not be reached.

“We did not answer him,” said Rosa Finch. Greta Vane, whose mill burnt down, wept.
"""
NOTES = notes_of(STORY)


def quotes(found: list[Evidence]) -> list[str]:
    return [e.span.of(NOTES.article.text) for e in found]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Pia Lund", "a baker who runs the shop by the north ramp"),
        ("Ann Lee", "Mayor Ann Lee"),
        ("Karl Ott", "Karl Ott stood beside her"),
    ],
)
def test_who_somebody_is_is_told_by_a_description_else_by_the_first_mention(
    name: str, words: str
) -> None:
    found = quotes(descriptions.descriptions(link(name, [NOTES])))
    assert words in found[0]
    assert name in found[0]


def test_nobody_is_described_by_nothing() -> None:
    assert descriptions.descriptions([]) == []


@pytest.mark.parametrize(("name", "role"), [("Ann Lee", "Mayor"), ("Karl Ott", "")])
def test_a_role_is_the_first_description_in_the_articles_words(name: str, role: str) -> None:
    (one,) = link(name, [NOTES])
    assert descriptions.role_of(one) == role
    assert role in NOTES.article.text


def test_whoever_is_introduced_is_so_by_the_first_sentence_that_names_them() -> None:
    (one,) = link("Ann Lee", [NOTES])
    assert quotes(descriptions.introductions(one)) == [
        "Mayor Ann Lee declined to comment on the flour."
    ]


@pytest.mark.parametrize(
    ("name", "count"), [("the miller", 1), ("flour", 1), ("grey miller", 0), ("the", 0), ("", 0)]
)
def test_what_is_nobodys_name_is_mentioned_where_all_its_words_stand(name: str, count: int) -> None:
    assert len(descriptions.mentions(name, NOTES)) == count


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Ann Lee", ["Mayor Ann Lee declined to comment on the flour.",
                     "Ms. Lee, 61, would not say when she had last\neaten bread."]),
        ("the miller", ["The miller could not be reached."]),
        ("Karl Ott", []),
        ("Pia Lund", []),
        ("Tom Poe", []),
    ],
)  # fmt: skip
def test_who_would_not_speak_is_said_so_of_nobody_else(name: str, sentences: list[str]) -> None:
    found = link(name, [NOTES])
    assert quotes(descriptions.declined(name, found, [NOTES])) == sentences


def test_every_span_stands_in_its_paragraph() -> None:
    for one in (m for p in NOTES.people for m in link(p.name, [NOTES])):
        for e in (*descriptions.descriptions([one]), *descriptions.introductions(one)):
            (paragraph,) = [p for p in NOTES.article.paragraphs if p.number == e.paragraph]
            assert paragraph.span.holds(e.span)
