"""A factual question gets the sentence that holds what is asked for, and whose words it is."""

from __future__ import annotations

import pytest

from knowledge import Answer, NotOnRecord, Reason
from knowledge.answering import facts
from knowledge.answering.evidence import sentence_scoring
from knowledge.answering.evidence.evidence import Evidence
from knowledge.model.question import AnswerType, Question, QuestionKind
from knowledge.questions import question_parser
from tests.knowledge.answering.desks import desk_of

STORY = """Harbour bridge to close

The harbour bridge at Corrin will close on 12 January for repairs. It was opened in 1961.

“The girders have cracks and will not hold,” Mayor Ann Lee told reporters. The work is needed
because salt has eaten the steel.

Tom Poe said that nine boats would be sold. The ferry carries 240 people to the fish market.
"""
DESK = desk_of(STORY)
NOTES = DESK.notes(1)
TEXT = NOTES.article.text


def answered(text: str) -> Answer | NotOnRecord:
    return facts.answer_fact(question_parser.parse_question(text), DESK)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("When will the bridge close?", "12 January", ""),
        ("When was the bridge opened?", "1961", ""),
        ("How many people does the ferry carry?", "240", ""),
        ("How many boats will be sold?", "nine boats", "Tom Poe"),
        ("Why is the work needed?", "salt has eaten", ""),
        ("what is wrong with the girders", "cracks", "Ann Lee"),
        ("bridge closing date", "12 January", ""),
        ("Lee girders", "The girders have cracks", "Ann Lee"),
    ],
)
def test_the_sentence_that_answers_is_cited_with_its_speaker(
    text: str, words: str, speaker: str
) -> None:
    reply = answered(text)
    assert isinstance(reply, Answer)
    assert words in reply.citations[0].quote
    assert reply.speaker == speaker
    assert all(c.span.of(TEXT) == c.quote for c in reply.citations)


@pytest.mark.parametrize(
    "text", ["Who won the cup?", "How deep is the moon's ocean?", "recipes for cherry cake"]
)
def test_what_no_sentence_is_about_is_absent(text: str) -> None:
    reply = answered(text)
    assert isinstance(reply, NotOnRecord)
    assert (reply.reason, reply.offers) == (Reason.TOPIC_ABSENT, ())


def near(words: str, wanted: AnswerType) -> Answer | NotOnRecord:
    start = TEXT.index(words)
    place = ((1, start, start + len(words)),)
    return facts.answer_fact(Question("…", QuestionKind.FACT, wanted, near=place), DESK)


@pytest.mark.parametrize(
    ("words", "wanted", "answer"),
    [
        ("“The girders have cracks", AnswerType.REASON, "because salt"),
        ("The harbour bridge at", AnswerType.TIME, "12 January"),
        ("It was opened", AnswerType.TIME, "1961"),
        ("“The girders have cracks", AnswerType.ADDRESSEE, "told reporters"),
        ("Tom Poe said", AnswerType.NUMBER, "nine boats"),
    ],
)
def test_what_is_asked_of_words_is_looked_for_where_they_stand(
    words: str, wanted: AnswerType, answer: str
) -> None:
    reply = near(words, wanted)
    assert isinstance(reply, Answer)
    assert answer in reply.citations[0].quote


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("Tom Poe said", AnswerType.ADDRESSEE), ("Harbour bridge to close", AnswerType.TIME)],
)
def test_what_does_not_stand_near_is_absent(words: str, wanted: AnswerType) -> None:
    reply = near(words, wanted)
    assert isinstance(reply, NotOnRecord)
    assert reply.reason is Reason.TOPIC_ABSENT


def weighed(at: int, score: float, coverage: float = 1.0) -> Evidence:
    sentence = NOTES.sentences[at]
    return Evidence(NOTES, sentence.span, sentence.paragraph, (("why", score),), coverage)


@pytest.mark.parametrize(
    ("scores", "kept"),
    [
        ([1.0, 3.0, 2.9], [1, 2]),
        ([2.0, 2.0, 2.0, 2.0, 2.0], [0, 1, 2]),
        ([1.0, 0.76, 0.74], [0, 1]),
        ([0.5], [0]),
        ([], []),
    ],
)
def test_the_best_and_those_close_to_it_are_chosen_as_stored_where_equal(
    scores: list[float], kept: list[int]
) -> None:
    found = [weighed(at, score) for at, score in enumerate(scores)]
    chosen = sentence_scoring.choose_best(list(reversed(found)))
    assert {e.span for e in chosen} == {found[at].span for at in kept}
    assert [(-e.score, e.place) for e in chosen] == sorted((-e.score, e.place) for e in chosen)


def test_what_shares_too_little_of_the_question_is_never_chosen() -> None:
    assert sentence_scoring.choose_best([weighed(0, 9.0, sentence_scoring.ENOUGH - 0.01)]) == []
    assert sentence_scoring.choose_best([weighed(0, 9.0, sentence_scoring.ENOUGH)]) != []


@pytest.mark.parametrize(
    ("at", "speaker"),
    [("The girders have cracks", "Ann Lee"), ("nine boats", "Tom Poe"), ("The work is", None)],
)
def test_a_sentence_is_whoevers_words_cover_half_of_it(at: str, speaker: str | None) -> None:
    sentence = next(s for s in NOTES.sentences if at in s.span.of(TEXT))
    found = sentence_scoring.with_speaker(
        Evidence(NOTES, sentence.span, sentence.paragraph, (), 1.0)
    ).said
    assert (found.person.name if found and found.person else None) == speaker
