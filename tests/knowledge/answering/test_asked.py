"""What is asked is told from the words, however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering import asked, follow_up
from knowledge.question import Asked, Conversation, Wanted


@pytest.mark.parametrize(
    ("text", "people", "topic"),
    [
        ("What did Ann Lee say about the bridge?", ("Ann Lee",), "the bridge"),
        ("wat did lee say about bridge", ("lee",), "bridge"),
        ("what was said by the mayor about the fees", ("the mayor",), "the fees"),
        ("What's Lee's position on NATO?", ("Lee",), "NATO"),
        ("and what did she warn of", ("she",), ""),
        ("lee on the bridge", ("lee",), "the bridge"),
        ("What did Lee tell reporters about the fees?", ("Lee",), "the fees"),
        ("quotes from Lee about fees", ("Lee",), "fees"),
        ("What does the report say about fees?", ("the report",), "fees"),
        ("What did the Evening Post say about fees?", ("the Evening Post",), "fees"),
    ],
)
def test_who_is_asked_about_and_on_what(text: str, people: tuple[str, ...], topic: str) -> None:
    question = asked.read(text)
    assert question.asked is Asked.SAID
    assert (question.people, question.topic) == (people, topic)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who said the bridge would close?", Asked.WHO_SAID),
        ("who accused the ministry", Asked.WHO_SAID),
        ("who is against the plan", Asked.WHO_SAID),
        ("Did Lee say “we will close it”?", Asked.CHECK),
        ("did lee say the bridge will close", Asked.CHECK),
        ("“We will close it,” Lee said.", Asked.CHECK),
        ("Who is Ann Lee?", Asked.WHO_IS),
        ("who's the mayor", Asked.WHO_IS),
        ("Who is quoted?", Asked.QUOTED),
        ("which people are quoted in the story?", Asked.QUOTED),
        ("Compare Lee and Poe on the bridge", Asked.SIDES),
        ("lee vs poe on the bridge", Asked.SIDES),
        ("What do Lee and Poe say about the bridge?", Asked.SIDES),
        ("what does each side say about the bridge?", Asked.SIDES),
        ("What was said about the bridge?", Asked.SIDES),
        ("When will the bridge close?", Asked.FACT),
        ("bridge closing date", Asked.FACT),
        ("What is the bridge called?", Asked.FACT),
        ("thanks!", Asked.COURTESY),
        ("Hello there", Asked.COURTESY),
    ],
)
def test_the_kind_of_question_is_told(text: str, kind: Asked) -> None:
    assert asked.read(text).asked is kind


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How many boats are there?", Wanted.NUMBER),
        ("how long is the detour", Wanted.NUMBER),
        ("When does it close?", Wanted.TIME),
        ("Where is the hearing?", Wanted.PLACE),
        ("Why does it close?", Wanted.REASON),
        ("Who stopped driving over it?", Wanted.PERSON),
        ("What is the price of a ticket?", Wanted.NUMBER),
        ("bridge", Wanted.ANYTHING),
    ],
)
def test_the_type_that_is_wanted_is_told(text: str, wanted: Wanted) -> None:
    assert asked.read(text).wanted is wanted


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_as_some_question(text: str) -> None:
    question = asked.read(text)
    assert "\n" not in question.text
    assert len(question.text) <= asked.LONGEST


def test_an_and_before_nothing_that_can_be_seen_is_no_fragment() -> None:
    earlier = Conversation(asked=Asked.SAID, people=("Ann Lee",))
    question = asked.read("\u202e and \u202e?")
    assert follow_up.resolved(question, earlier).fragment == ""


@pytest.mark.parametrize(
    "text", ["Together on taxes", "both on taxes", "What did each say about taxes?"]
)
def test_a_question_for_somebodys_words_names_somebody(text: str) -> None:
    question = asked.read(text)
    assert question.people or question.asked not in (Asked.SAID, Asked.WHO_IS)
