"""What stands beside a name says who that is, if its head is an office or a calling."""

from __future__ import annotations

import pytest

from knowledge.answering.people.appositions import appositions
from knowledge.model.span import Span


def beside(text: str, name: str) -> list[str]:
    start = text.index(name)
    return [span.of(text) for span in appositions(text, Span(start, start + len(name)), "en")]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Mayor Ann Lee left.", "Ann Lee", ["Mayor"]),
        ("On Monday the mayor, Ann Lee, left.", "Ann Lee", ["Monday the mayor"]),
        ("Malaysia’s Prime Minister, Najib Razak, left.", "Najib Razak",
         ["Malaysia’s Prime Minister"]),
        ("Then former Deputy Director Bo Ek spoke.", "Bo Ek", ["former Deputy Director"]),
        ("Steve Whitmore, a spokesman for the sheriff, left.", "Steve Whitmore",
         ["a spokesman for the sheriff"]),
        ("Ann Lee, who is the mayor of Corrin, left.", "Ann Lee", []),
        ("Mayor Ann Lee, the owner of a yard.", "Ann Lee", ["Mayor", "the owner of a yard"]),
    ],
)  # fmt: skip
def test_an_office_before_or_behind_a_name_is_told(text: str, name: str, told: list[str]) -> None:
    assert beside(text, name) == told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee left.", "Ann Lee"),
        ("In Corrin Ann Lee left.", "Ann Lee"),
        ("The mayor left. Ann Lee stayed.", "Ann Lee"),
        ("The mayor left: Ann Lee stayed.", "Ann Lee"),
        ("“The mayor is here,” Ann Lee said.", "Ann Lee"),
        ("Ann Lee, the green house on the hill, left.", "Ann Lee"),
        ("Ann Lee, she said, was gone.", "Ann Lee"),
        ("Ann Lee", "Ann Lee"),
        ("to Ann Lee", "Ann Lee"),
    ],
)
def test_what_belongs_to_another_sentence_or_is_no_office_is_not(text: str, name: str) -> None:
    assert beside(text, name) == []
