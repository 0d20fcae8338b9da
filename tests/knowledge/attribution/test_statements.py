"""What is a statement, and where its words begin and end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.knowledge.attribution.conftest import Said

Read = Callable[[str], list[Said]]


def only(found: list[Said]) -> Said:
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("“The bridge is safe,” Ms. Orrin said.", "The bridge is safe,", "Ms. Orrin"),
        ("“The bridge is safe,” said Ms. Orrin.", "The bridge is safe,", "Ms. Orrin"),
        ("Ms. Orrin said: “The bridge is safe.”", "The bridge is safe.", "Ms. Orrin"),
        ("Ms. Orrin said, ''The bridge is safe.''", "The bridge is safe.", "Ms. Orrin"),
        ('"Is the bridge safe?" the mayor asked.', "Is the bridge safe?", "the mayor"),
        ("Ms. Orrin said: “Yes.”", "Yes.", "Ms. Orrin"),
    ],
)
def test_whoever_stands_beside_a_quotation_with_a_verb_of_saying_speaks(
    said: Read, text: str, quote: str, speaker: str
) -> None:
    statement = only(said(text))
    assert (statement.quote, statement.speaker, statement.kind) == (quote, speaker, "direct")


def test_words_cut_by_the_attribution_are_one_statement_of_two_stretches(said: Read) -> None:
    text = "“The bridge,” Ms. Orrin told reporters on Monday, “is not for sale to anybody.”"
    statement = only(said(text))
    assert statement.quote == "The bridge,” … “is not for sale to anybody."
    assert statement.addressee == "reporters"


def test_a_quotation_goes_on_after_its_attribution(said: Read) -> None:
    statement = only(said("“The bridge is safe,” Ms. Orrin said. “I walk over it every day.”"))
    assert statement.quote == "The bridge is safe,” … “I walk over it every day."


def test_a_quotation_over_two_paragraphs_is_one_statement(said: Read) -> None:
    text = "Ms. Orrin said: “The bridge is safe. I walk over it.\n\n“My children do so as well.”"
    statement = only(said(text))
    assert statement.quote.startswith("The bridge is safe.")
    assert statement.quote.endswith("as well.")


def test_the_words_after_a_mark_that_is_never_closed_end_where_the_attribution_begins(
    said: Read,
) -> None:
    text = "Mr. Bell was angry. “I never asked anyone for a single nail, the mayor said."
    statement = only(said(text))
    assert statement.quote == "I never asked anyone for a single nail"
    assert statement.speaker == "the mayor"


def test_a_stray_mark_loses_no_other_paragraph(said: Read) -> None:
    text = "The “bridge is old and long.\n\n“We will mend it,” Ms. Orrin said."
    assert [s.speaker for s in said(text) if s.quote == "We will mend it,"] == ["Ms. Orrin"]


@pytest.mark.parametrize(
    "text",
    [
        "The film “A Bridge of Glass” opens on Friday in nine towns.",
        "The “free” bridge costs nine crowns.",
        "They live in the so-called ‘quiet zone’ of the town.",
        "Ms. Orrin wants the bridge and believes in it.",
        "Ms. Orrin was there, and Mr. Bell met her on the bridge.",
        "The bridge was mended in May, and nobody noticed.",
    ],
)
def test_titles_scare_quotes_and_attitudes_are_no_statements(said: Read, text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Ms. Orrin said that the bridge was safe.", "the bridge was safe"),
        ("Ms. Orrin said the bridge was safe.", "the bridge was safe"),
        ("Ms. Orrin told the council on Monday that the bridge was safe.", "the bridge was safe"),
        ("The bridge was safe, Ms. Orrin said.", "The bridge was safe"),
        ("According to Ms. Orrin, the bridge is safe.", "the bridge is safe"),
        ("In Ms. Orrin’s view, the bridge is safe.", "the bridge is safe"),
        ("Ms. Orrin’s view is that the bridge is safe.", "the bridge is safe"),
        ("Ms. Orrin’s claim that the bridge is safe was laughed at.", "the bridge is safe"),
        ("Ms. Orrin asked whether the bridge was safe.", "whether the bridge was safe"),
        ("Ms. Orrin vowed to mend the bridge by May.", "to mend the bridge by May"),
    ],
)
def test_reported_words_are_found_whatever_the_form(said: Read, text: str, quote: str) -> None:
    statement = only(said(text))
    assert (statement.quote, statement.speaker, statement.kind) == (quote, "Ms. Orrin", "indirect")


def test_an_attribution_in_the_middle_parts_the_words(said: Read) -> None:
    statement = only(said("The bridge, officials said, will be closed until May."))
    assert statement.quote == "The bridge … will be closed until May"
    assert (statement.speaker, statement.name) == ("officials", "")


def test_a_quoted_fragment_makes_the_whole_clause_a_mixed_statement(said: Read) -> None:
    statement = only(said("Ms. Orrin said the council was “asleep at the wheel” all summer."))
    assert statement.quote == "the council was “asleep at the wheel” all summer"
    assert statement.kind == "mixed"


def test_an_attitude_in_quoted_words_is_attributed(said: Read) -> None:
    assert only(said("Ms. Orrin wants to build “a bridge for all.”")).kind == "mixed"


def test_the_subject_of_was_quoted_as_saying_speaks(said: Read) -> None:
    statement = only(said("Ms. Orrin was quoted by the Ledger as saying that the bridge was safe."))
    assert (statement.speaker, statement.quote) == ("Ms. Orrin", "the bridge was safe")


def test_a_coordinated_cue_has_words_of_its_own(said: Read) -> None:
    found = said("Ms. Orrin said the bridge was safe, adding that it would last a century.")
    assert [(s.quote, s.speaker) for s in found] == [
        ("the bridge was safe", "Ms. Orrin"),
        ("it would last a century", "Ms. Orrin"),
    ]


def test_an_accusation_is_a_statement(said: Read) -> None:
    statement = only(said("Ms. Orrin accused the council of hiding the report from voters."))
    assert statement.quote == "the council of hiding the report from voters"


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Orrin did not say whether the bridge was safe.",
        "Ms. Orrin declined to comment.",
        "Ms. Orrin refused to say who had paid.",
        "Ms. Orrin has never said that the bridge was safe.",
        "Ms. Orrin did not respond to a request for comment.",
    ],
)
def test_what_was_not_said_is_marked_as_not_said(said: Read, text: str) -> None:
    assert only(said(text)).negated


def test_a_denial_says_something(said: Read) -> None:
    statement = only(said("Ms. Orrin denied that the bridge was closed."))
    assert not statement.negated
    assert statement.quote == "the bridge was closed"


def test_the_turns_of_a_transcript_are_their_speakers(said: Read) -> None:
    text = (
        "Ada Orrin, the engineer, met Tom Bell on Monday in the town hall.\n\n"
        "BELL: Is the bridge safe?\n\nORRIN: It has stood for ninety years.\n\nBELL: And now?"
    )
    assert [(s.name, s.quote) for s in said(text)][:2] == [
        ("Tom Bell", "Is the bridge safe?"),
        ("Ada Orrin", "It has stood for ninety years."),
    ]


def test_a_name_behind_a_dash_signs_a_quotation(said: Read) -> None:
    assert only(said("“The bridge is safe enough.” — Ada Orrin")).name == "Ada Orrin"


def test_everything_that_somebody_was_quoted_as_saying_is_his(said: Read) -> None:
    text = "Tom Bell was quoted by ONA as saying that he had met Ms. Orrin and they agreed to wait."
    assert only(said(text)).quote == "he had met Ms. Orrin and they agreed to wait"


def test_a_label_that_is_nobodys_name_speaks_no_turn(said: Read) -> None:
    text = "The facts: It is ninety years old.\n\nThe Facts: It was mended in May."
    assert said(text.replace("The facts", "The Facts")) == []


def test_a_quoted_fragment_behind_a_comma_goes_on_with_the_words(said: Read) -> None:
    statement = only(said("Ms. Orrin vowed to mend the bridge in May, “and the road in June.”"))
    assert statement.quote == "to mend the bridge in May, “and the road in June."
