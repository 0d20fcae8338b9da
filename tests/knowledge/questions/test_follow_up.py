"""Questions that lean on earlier ones are told from those that stand alone, and filled in."""

from __future__ import annotations

import pytest

from knowledge.model.question import (
    NEW_CONVERSATION,
    AnswerType,
    Conversation,
    Question,
    QuestionKind,
)
from knowledge.questions import follow_up, question_parser

PLACE = (7, 120, 160)
EARLIER = Conversation(QuestionKind.SAID, ("Ann Lee",), "Ann Lee", "the bridge", (PLACE, (7, 0, 9)))


def resolved(text: str, earlier: Conversation = EARLIER) -> Question:
    return follow_up.resolve(question_parser.parse_question(text), earlier)


@pytest.mark.parametrize(
    "text",
    [
        "What did he say about the fees?",
        "did she deny it",
        "and what did they say",
        "Who is he?",
        "why?",
        "And when was that?",
        "Where?",
        "how many",
        "who was he talking to?",
        "to whom?",
        "What else?",
        "anything else?",
        "go on",
        "more",
    ],
)
def test_what_nobody_understands_alone_leans_on_what_was_asked(text: str) -> None:
    assert follow_up.needs_context(question_parser.parse_question(text))


@pytest.mark.parametrize(
    "text",
    [
        "What did Ann Lee say about the fees?",
        "Why does the bridge close?",
        "When will it reopen?",
        "Where is the hearing?",
        "how many boats are there",
        "Who is quoted?",
        "What else did Ann Lee say?",
        "bridge",
        "Did Lee say “he will pay”?",
        "“Why?”, said Lee",
    ],
)
def test_what_stands_alone_leans_on_nothing(text: str) -> None:
    assert not follow_up.needs_context(question_parser.parse_question(text))


@pytest.mark.parametrize(
    "text", ["why?", "What else?", "What did she say?", "and Poe?", "When was that?", "to whom?"]
)
def test_without_a_conversation_nothing_is_filled_in(text: str) -> None:
    question = question_parser.parse_question(text)
    assert follow_up.resolve(question, NEW_CONVERSATION) == question


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Why?", AnswerType.REASON),
        ("but why not?", AnswerType.REASON),
        ("And why did she say that?", AnswerType.REASON),
        ("When was that?", AnswerType.TIME),
        ("when did he say this?", AnswerType.TIME),
        ("Where?", AnswerType.PLACE),
        ("Where was it?", AnswerType.PLACE),
        ("How many?", AnswerType.NUMBER),
        ("how much", AnswerType.NUMBER),
        ("Who was she talking to?", AnswerType.ADDRESSEE),
        ("To whom?", AnswerType.ADDRESSEE),
        ("and to whom was that", AnswerType.ADDRESSEE),
        ("who did Lee tell that?", AnswerType.ADDRESSEE),
        ("Who was that said to?", AnswerType.ADDRESSEE),
    ],
)
def test_an_aside_is_asked_of_the_words_cited_first(text: str, wanted: AnswerType) -> None:
    question = resolved(text)
    assert (question.asked, question.wanted, question.near) == (QuestionKind.FACT, wanted, (PLACE,))


@pytest.mark.parametrize("text", ["why?", "when was that?", "how many?"])
def test_an_aside_to_an_answer_without_citations_is_near_nothing(text: str) -> None:
    nothing = Conversation(QuestionKind.SAID, ("Ann Lee",), "Ann Lee")
    assert resolved(text, nothing).near == ()


@pytest.mark.parametrize(
    "text", ["What else?", "anything else?", "more", "and what else?", "go on"]
)
def test_more_is_the_earlier_question_again(text: str) -> None:
    question = resolved(text)
    assert question.more
    assert (question.asked, question.people) == (QuestionKind.SAID, ("Ann Lee",))
    assert question.topic == "the bridge"


def test_more_after_a_checked_claim_is_what_else_that_person_said() -> None:
    question = resolved(
        "What else?", Conversation(QuestionKind.CHECK, ("Poe",), "Poe", "", (PLACE,))
    )
    assert (question.asked, question.people, question.more) == (QuestionKind.SAID, ("Poe",), True)


def test_more_of_nobodys_words_is_left_as_it_was_typed() -> None:
    question = question_parser.parse_question("What else?")
    assert follow_up.resolve(question, Conversation(QuestionKind.SAID, topic="fees")) == question


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("And Poe?", "Poe"),
        ("what about Tom Poe?", "Tom Poe"),
        ("how about the fees", "the fees"),
        ("But the harbour guild?", "the harbour guild"),
        ("what of the bridge?", "the bridge"),
    ],
)
def test_a_name_or_a_topic_that_is_led_in_takes_the_place_of_the_earlier_one(
    text: str, fragment: str
) -> None:
    assert resolved(text).fragment == fragment


@pytest.mark.parametrize(
    "text",
    [
        "Poe?",
        "And will the bridge close?",
        "And when does the ferry sail to the islands in the north?",
        "but is the bridge safe",
        "What about the way in which all of the old houses were sold?",
    ],
)
def test_a_question_of_its_own_is_no_fragment(text: str) -> None:
    assert resolved(text).fragment == ""


@pytest.mark.parametrize(
    ("text", "people", "topic"),
    [
        ("What did she say about the fees?", ("Ann Lee",), "the fees"),
        ("What did Poe say about it?", ("Poe",), "the bridge"),
        ("what did they say about that", ("Ann Lee",), "the bridge"),
        ("What did he and Poe say about the fees?", ("Ann Lee", "Poe"), "the fees"),
        ("What did Poe say about the fees?", ("Poe",), "the fees"),
    ],
)
def test_pronouns_stand_for_whom_and_what_it_was_about(
    text: str, people: tuple[str, ...], topic: str
) -> None:
    question = resolved(text)
    assert (question.people, question.topic) == (people, topic)


def test_a_pronoun_stays_where_nobody_was_spoken_of() -> None:
    question = resolved("What did she say?", Conversation(QuestionKind.FACT, topic="the bridge"))
    assert question.people == ("she",)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("When does it open?", True),
        ("will they be filed", True),
        ("How much will it cost to rebuild the old bridge?", False),
        ("When does the bridge open?", False),
    ],
)
def test_a_short_factual_question_with_a_pronoun_is_searched_for_with_what_it_was_about(
    text: str, filled: bool
) -> None:
    about = resolved(text).about
    assert ("Ann Lee" in about and "the bridge" in about) is filled
