"""What is asked is told from the words, however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.question import AnswerType, Conversation, QuestionKind
from knowledge.questions import follow_up, question_parser


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
    question = question_parser.parse_question(text)
    assert question.asked is QuestionKind.SAID
    assert (question.people, question.topic) == (people, topic)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who said the bridge would close?", QuestionKind.WHO_SAID),
        ("who accused the ministry", QuestionKind.WHO_SAID),
        ("who is against the plan", QuestionKind.WHO_SAID),
        ("Did Lee say “we will close it”?", QuestionKind.CHECK),
        ("did lee say the bridge will close", QuestionKind.CHECK),
        ("“We will close it,” Lee said.", QuestionKind.CHECK),
        ("Who is Ann Lee?", QuestionKind.WHO_IS),
        ("who's the mayor", QuestionKind.WHO_IS),
        ("Who is quoted?", QuestionKind.QUOTED),
        ("which people are quoted in the story?", QuestionKind.QUOTED),
        ("Compare Lee and Poe on the bridge", QuestionKind.SIDES),
        ("lee vs poe on the bridge", QuestionKind.SIDES),
        ("What do Lee and Poe say about the bridge?", QuestionKind.SIDES),
        ("what does each side say about the bridge?", QuestionKind.SIDES),
        ("What was said about the bridge?", QuestionKind.SIDES),
        ("When will the bridge close?", QuestionKind.FACT),
        ("bridge closing date", QuestionKind.FACT),
        ("What is the bridge called?", QuestionKind.FACT),
        ("thanks!", QuestionKind.COURTESY),
        ("Hello there", QuestionKind.COURTESY),
    ],
)
def test_the_kind_of_question_is_told(text: str, kind: QuestionKind) -> None:
    assert question_parser.parse_question(text).asked is kind


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How many boats are there?", AnswerType.NUMBER),
        ("how long is the detour", AnswerType.NUMBER),
        ("When does it close?", AnswerType.TIME),
        ("Where is the hearing?", AnswerType.PLACE),
        ("Why does it close?", AnswerType.REASON),
        ("Who stopped driving over it?", AnswerType.PERSON),
        ("What is the price of a ticket?", AnswerType.NUMBER),
        ("bridge", AnswerType.ANYTHING),
    ],
)
def test_the_type_that_is_wanted_is_told(text: str, wanted: AnswerType) -> None:
    assert question_parser.parse_question(text).wanted is wanted


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_as_some_question(text: str) -> None:
    question = question_parser.parse_question(text)
    assert "\n" not in question.text
    assert len(question.text) <= question_parser.LONGEST


def test_an_and_before_nothing_that_can_be_seen_is_no_fragment() -> None:
    earlier = Conversation(asked=QuestionKind.SAID, people=("Ann Lee",))
    question = question_parser.parse_question("\u202e and \u202e?")
    assert follow_up.resolve(question, earlier).fragment == ""


@pytest.mark.parametrize(
    "text", ["Together on taxes", "both on taxes", "What did each say about taxes?"]
)
def test_a_question_for_somebodys_words_names_somebody(text: str) -> None:
    question = question_parser.parse_question(text)
    assert question.people or question.asked not in (QuestionKind.SAID, QuestionKind.WHO_IS)
