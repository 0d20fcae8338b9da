"""Whose words they are: the phrase in the text, and who that is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.knowledge.attribution.conftest import Said

Read = Callable[[str], list[Said]]
INTRODUCED = "Ada Orrin, the chief engineer of Port Hale, met Mayor Tom Bell on the bridge. "


def test_the_speaker_is_the_whole_phrase(said: Read) -> None:
    text = "“It holds,” said Senator Ada Orrin, a Republican from Ohio. “It really holds.”"
    assert said(text)[0].speaker == "Senator Ada Orrin, a Republican from Ohio"
    assert said(text)[0].name == "Ada Orrin"


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Ms. Orrin", "Ada Orrin"),
        ("Orrin", "Ada Orrin"),
        ("The engineer", "Ada Orrin"),
        ("She", "Ada Orrin"),
        ("Mr. Bell", "Tom Bell"),
        ("The mayor", "Tom Bell"),
        ("He", "Tom Bell"),
    ],
)
def test_surnames_roles_and_pronouns_lead_to_the_full_name(
    said: Read, speaker: str, name: str
) -> None:
    assert [s.name for s in said(INTRODUCED + f"{speaker} said the bridge was safe.")] == [name]


def test_a_minister_is_a_secretary(said: Read) -> None:
    text = (
        "Secretary of Defense Ada Orrin came to Port Hale on Monday.\n\n"
        "The defense minister said the port was open."
    )
    assert said(text)[0].name == "Ada Orrin"


@pytest.mark.parametrize(
    "speaker",
    ["Critics", "Officials", "One aide", "A person familiar with the matter", "Neighbors"],
)
def test_unnamed_sources_have_no_name(said: Read, speaker: str) -> None:
    found = said(INTRODUCED + f"{speaker} said the bridge was unsafe.")
    assert [(s.speaker, s.name) for s in found] == [(speaker, "")]


def test_a_person_who_is_only_addressed_is_never_the_speaker(said: Read) -> None:
    found = said("Ada Orrin told Tom Bell that the bridge was safe. “Good,” he said.")
    assert (found[0].name, found[0].addressee) == ("Ada Orrin", "Tom Bell")


def test_a_person_who_is_asked_is_not_the_speaker(said: Read) -> None:
    found = said("Asked by Tom Bell about the bridge, Ada Orrin said it was safe.")
    assert [s.name for s in found] == ["Ada Orrin"]


def test_nobody_names_himself_in_what_he_says(said: Read) -> None:
    text = "For Tom Bell, a teacher, Karl Voss was a hero. He said, “Karl Voss built the bridge.”"
    assert said(text)[0].name == "Tom Bell"


def test_no_name_rather_than_one_of_two(said: Read) -> None:
    text = "Tom Bell and Karl Voss stood on the bridge. He said it was safe."
    assert [s.name for s in said(text)] == [""]


def test_she_is_never_a_man_by_his_title(said: Read) -> None:
    text = "Mr. Bell met Mr. Voss. Mr. Bell smiled. “It is safe,” she said."
    assert [s.name for s in said(text)] == [""]


def test_two_speak_together(said: Read) -> None:
    found = said("Ada Orrin and Tom Bell said they would mend the bridge.")
    assert [s.name for s in found] == ["Ada Orrin and Tom Bell"]


def test_a_letter_speaks_for_the_group_that_wrote_it(said: Read) -> None:
    text = (
        "“We are tired of waiting for the bridge,” a group of Ohio Republicans wrote on Monday.\n\n"
        "“Nobody has told us when it opens,” the letter, which has nine signers, said."
    )
    names = [s.name for s in said(text)]
    assert names == ["group of Ohio Republicans"] * 2


def test_a_document_speaks_for_the_body_that_issued_it(said: Read) -> None:
    text = "The Harbor Board issued a report in May. The report said the bridge was safe."
    assert [s.name for s in said(text)] == ["Harbor Board"]


def test_a_report_by_nobody_named_has_no_name(said: Read) -> None:
    assert [s.name for s in said(INTRODUCED + "The report said the bridge was safe.")] == [""]


def test_a_government_goes_by_whose_it_is(said: Read) -> None:
    assert [s.name for s in said("Bell’s government said the bridge was safe.")] == [
        "Bell’s government"
    ]


def test_the_paper_is_the_paper_just_named(said: Read) -> None:
    text = (
        "The Hale Street Journal reported that the bridge was sold. "
        "According to the newspaper, a bank paid."
    )
    assert [s.name for s in said(text)] == ["Hale Street Journal"] * 2


def test_the_last_speaker_goes_on_in_a_paragraph_of_quotations(said: Read) -> None:
    text = "Ada Orrin said the bridge was safe.\n\n“I walk over it every single day.”"
    assert [s.name for s in said(text)] == ["Ada Orrin", "Ada Orrin"]


def test_a_colon_hands_over_to_the_next_paragraph(said: Read) -> None:
    text = "Ada Orrin answered on her own site:\n\n“I walk over it every single day.”"
    assert said(text)[-1].name == "Ada Orrin"


def test_a_hyphen_breaks_no_name(said: Read) -> None:
    found = said("Her co-author, Ida Voss-Bell, said the bridge was safe.")
    assert [s.name for s in found] == ["Ida Voss-Bell"]


def test_documents_of_documents_end(said: Read) -> None:
    found = said("The report by the report of the e-mail letter said the bridge was safe.")
    assert [s.name for s in found] == [""]


def test_the_us_is_no_pronoun(said: Read) -> None:
    assert [s.name for s in said("The US said the bridge was safe.")] == ["US"]


def test_the_name_behind_a_role_is_its_bearer_not_the_body_in_brackets(said: Read) -> None:
    text = "The head of the HFU (Harbour Fishers Union), Ada Orrin, said the quay was too small."
    assert [s.name for s in said(text)] == ["Ada Orrin"]


def test_capitals_before_a_body_are_its_name_and_no_title(said: Read) -> None:
    text = "PC World said the browser was slow. PC Ada Orrin said it was safe."
    assert [s.name for s in said(text)] == ["PC World", "Ada Orrin"]
