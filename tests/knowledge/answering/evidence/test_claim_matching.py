"""A confirmation is earned: the claimed words are held against the words that stand."""

from __future__ import annotations

import pytest

from knowledge.answering.evidence import claim_matching
from knowledge.answering.evidence.claim_matching import Match
from knowledge.model.answer import Verdict, WordChange
from tests.knowledge.answering.desks import notes_of, person, weights_of

STORY = """The ferry will not sail in winter

“We will not pay for the ferry this winter,” said Mayor Ann Lee. “The council’s purse is empty.”

Tom Poe said that the ferry had lost two million crowns since the bridge was opened.

Ms. Lee denied that she had sold the boats to a friend. Mr. Poe never said that the boats were old.

“We never burnt the letters,” Ms. Lee denied. She denied having been “paid by the yard.”
"""


def match(claim: str, position: int) -> Match | None:
    notes = notes_of(STORY)
    return claim_matching.match_claim(claim, notes, notes.said[position], weights_of(claim, STORY))


@pytest.mark.parametrize(
    ("claim", "position"),
    [
        ("We will not pay for the ferry this winter", 0),
        ("we will not pay", 0),
        ("WE WILL NOT PAY FOR THE FERRY!", 0),
        ("“pay for the ferry”", 0),
        ("The council's purse is empty", 0),
        ("the ferry had lost two million crowns", 1),
    ],
)
def test_words_that_stand_side_by_side_are_verbatim_however_they_are_typed(
    claim: str, position: int
) -> None:
    found = match(claim, position)
    assert found is not None
    assert (found.verbatim, found.likeness) == (True, 1.0)


@pytest.mark.parametrize(
    "claim",
    [
        "We will pay for the ferry this winter",
        "We will not pay for the ferries this winter",
        "We will never pay for the ferry this winter",
        "We will not pay for a ferry this winter",
        "We will not pay for the ferry next winter",
        "We will not pay the ferry winter",
    ],
)
def test_a_word_left_out_or_another_one_is_never_verbatim(claim: str) -> None:
    found = match(claim, 0)
    assert found is not None
    assert not found.verbatim
    assert 0.6 <= found.likeness < 1.0


@pytest.mark.parametrize(
    "claim",
    [
        "",
        "?!",
        "The bridge was built by the Romans",
        "ferry the for pay not will We",
        "Taxes will rise for everybody this winter",
        "we will not build the school in spring",
    ],
)
def test_other_words_or_the_same_in_another_order_are_no_match(claim: str) -> None:
    assert match(claim, 0) is None


@pytest.mark.parametrize(
    ("claim", "position", "people", "verdict"),
    [
        ("we will not pay for the ferry", 0, ["Ann Lee"], Verdict.VERBATIM),
        ("we will not pay for the ferry", 0, [], Verdict.VERBATIM),
        ("we will not pay for the ferry", 0, ["Tom Poe"], Verdict.SOMEONE_ELSE),
        ("we will not pay for the ferry", 0, ["Tom Poe", "Ann Lee"], Verdict.VERBATIM),
        ("we will pay for the ferry this winter", 0, ["Ann Lee"], Verdict.OTHER_WORDS),
        ("we will pay for the ferry this winter", 0, [], Verdict.OTHER_WORDS),
        ("the ferry had lost two million crowns", 1, ["Tom Poe"], Verdict.REPORTED),
        ("the ferry had lost three million crowns", 1, ["Tom Poe"], Verdict.OTHER_WORDS),
        ("the ferry had lost two million crowns", 1, ["Ann Lee"], Verdict.SOMEONE_ELSE),
        ("the boats were old", 3, ["Tom Poe"], Verdict.DENIED),
        ("the boats were very old", 3, ["Tom Poe"], Verdict.DENIED),
        ("she had sold the boats to a friend", 2, ["Ann Lee"], Verdict.ABOUT),
        ("she had sold boats to a friend", 2, ["Ann Lee"], Verdict.ABOUT),
        ("we never burnt the letters", 4, ["Ann Lee"], Verdict.VERBATIM),
        ("paid by the yard", 5, ["Ann Lee"], Verdict.ABOUT),
    ],
)
def test_the_verdict_tells_who_said_it_and_how(
    claim: str, position: int, people: list[str], verdict: Verdict
) -> None:
    found = match(claim, position)
    assert found is not None
    named = [person(name, notes_of(STORY)) for name in people]
    assert claim_matching.verdict(found, named) is verdict


@pytest.mark.parametrize(
    ("claim", "stands", "differing"),
    [
        ("we will pay", "we will pay", []),
        ("We will pay!", "“we will pay,”", []),
        ("we will pay", "we will not pay", [("", "not")]),
        ("we will not pay", "we will pay", [("not", "")]),
        ("two million crowns", "three million crowns", [("two", "three")]),
        ("it's paid", "it’s paid", []),
        ("yes", "no", [("yes", "no")]),
        ("we will pay", "In the end we will pay, she said", []),
        ("will you pay", "In the end they will pay", [("you", "")]),
    ],
)
def test_what_differs_is_shown_and_what_stands_around_it_is_not(
    claim: str, stands: str, differing: list[tuple[str, str]]
) -> None:
    found = claim_matching.word_changes(claim, stands)
    assert [(c.claimed, c.stands) for c in found if not c.same] == differing


@pytest.mark.parametrize(
    ("claim", "stands"),
    [
        ("we will pay for it", "Yes, we will never pay a crown for it, she said"),
        ("a b c", "x y z"),
        ("the ferry had lost two crowns", "the ferry had lost two million crowns"),
        ("lost", "the ferry lost"),
    ],
)
def test_changes_hold_every_word_of_the_claim_in_order(claim: str, stands: str) -> None:
    found = claim_matching.word_changes(claim, stands)
    assert " ".join(c.claimed for c in found if c.claimed) == claim
    assert " ".join(c.stands for c in found if c.stands) in stands


def test_where_nothing_agrees_all_of_it_differs() -> None:
    assert claim_matching.word_changes("yes", "not at all") == (
        WordChange("yes", "not at all", same=False),
    )


@pytest.mark.parametrize(
    ("claim", "text", "holds"),
    [
        ("purse is empty", "The council’s purse is empty.", True),
        ("the council's purse", "The council’s purse is empty.", True),
        ("purse empty", "The council’s purse is empty.", False),
        ("purse is emp", "The council’s purse is empty.", False),
        ("", "The council’s purse is empty.", False),
        ("…", "The council’s purse is empty.", False),
    ],
)
def test_a_text_holds_whole_words_side_by_side(claim: str, text: str, holds: bool) -> None:
    assert claim_matching.holds_words(claim, text) is holds
