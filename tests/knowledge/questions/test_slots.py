"""Whom a question asks about, said to whom, and on what."""

from __future__ import annotations

import pytest

from knowledge.model.question import QuestionKind
from knowledge.questions import slots


@pytest.mark.parametrize(
    ("who", "people"),
    [
        ("Ann Lee", ("Ann Lee",)),
        ("Lee and Poe", ("Lee", "Poe")),
        ("Lee, Poe and Finch", ("Lee", "Poe", "Finch")),
        ("both Lee & Poe", ("Lee", "Poe")),
        ("Lee vs. Poe", ("Lee", "Poe")),
        ("Lee versus Poe", ("Lee", "Poe")),
        ("Lee with Poe", ("Lee with Poe",)),
        ("Andover", ("Andover",)),
        ("and", ()),
        ("", ()),
    ],
)
def test_several_people_are_told_apart(who: str, people: tuple[str, ...]) -> None:
    assert slots.several(who) == people


@pytest.mark.parametrize("who", ["Lee with Poe", "Lee to Poe", "Lee and Poe", "Lee vs Poe"])
def test_a_comparison_has_two_sides(who: str) -> None:
    assert slots.several(who, compared=True) == ("Lee", "Poe")


@pytest.mark.parametrize(
    ("rest", "cue", "addressee", "topic", "loose"),
    [
        (" about the bridge", "say", "", "the bridge", False),
        (" reporters about the bridge?", "tell", "reporters", "the bridge", False),
        (" the council that it was late", "told", "the council", "it was late", True),
        (" to the council", "say", "the council", "", True),
        (" to Poe about fees", "said", "Poe", "fees", False),
        (" that the bridge would close", "say", "", "the bridge would close", True),
        (" on the bridge", "comment", "", "the bridge", False),
        (" in March", "say", "", "in March", True),
        (" about that", "say", "", "that", False),
        (" anything about the fees", "say", "anything", "the fees", False),
        ("", "say", "", "", True),
        ("?", "say", "", "", True),
    ],
)
def test_addressee_and_topic_are_told_from_what_follows_the_verb(
    rest: str, cue: str, addressee: str, topic: str, loose: bool
) -> None:
    question = slots.said_about(rest, "Lee", cue)
    assert (question.addressee, question.topic, question.loose) == (addressee, topic, loose)
    assert (question.people, question.cued) == (("Lee",), True)


@pytest.mark.parametrize(
    ("cue", "kind", "spoken"),
    [
        ("said", "say", True),
        ("told", "tell", True),
        ("comment", "answer", True),
        ("responded", "answer", True),
        ("accuse", "accuse", False),
        ("promised", "promise", True),
        ("offer", "", False),
    ],
)
def test_the_class_of_the_verb_tells_what_may_answer(cue: str, kind: str, spoken: bool) -> None:
    question = slots.said_about(" the bridge", "Lee", cue)
    assert question.spoken is spoken
    if kind:
        assert question.cue == kind


def test_what_several_people_said_is_what_each_of_them_did() -> None:
    assert slots.said_question("Lee", "fees").asked is QuestionKind.SAID
    assert slots.said_question("Lee and Poe", "fees").asked is QuestionKind.SIDES
    assert slots.said_question("Lee and Poe", "fees").people == ("Lee", "Poe")


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("Ann Lee", True),
        ("the minister for the islands and the sea", True),
        ("", False),
        ("why Lee", False),
        ("the man who lost", False),
        ("a b c d e f g h i j k l m", False),
    ],
)
def test_a_question_or_a_whole_sentence_is_nobody(who: str, may: bool) -> None:
    assert slots.may_speak(who) is may


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  Lee?! ", "Lee"),
        ("“the bridge”", "the bridge"),
        ("really the bridge too", "the bridge"),
        ("even just", ""),
        ("the evening", "the evening"),
        ("", ""),
    ],
)
def test_signs_and_fillers_go_at_the_ends_only(text: str, clean: str) -> None:
    assert slots.clean(text) == clean
    assert slots.clean(clean) == clean


@pytest.mark.parametrize(
    ("rest", "topic"),
    [
        (" about the bridge?", "the bridge"),
        (" on fees", "fees"),
        (" the bridge", "the bridge"),
        ("", ""),
        ("?", ""),
    ],
)
def test_a_topic_stands_without_its_preposition(rest: str, topic: str) -> None:
    assert slots.topic_of(rest) == topic
