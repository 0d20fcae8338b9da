"""Evidence becomes an answer with one speaker, with several, or none; or a reason and offers."""

from __future__ import annotations

import pytest

from knowledge.answering import compose
from knowledge.answering.evidence.entity_linking import link
from knowledge.answering.evidence.evidence import Evidence
from knowledge.model.answer import NotOnRecord, Reason
from knowledge.model.question import Question, QuestionKind
from tests.knowledge.answering.desks import desk_of

STORY = """The ferry will not sail in winter

“We will not pay for the ferry,” said Mayor Ann Lee. “The purse is empty.”

Tom Poe said that the ferry had lost two million crowns. Rosa Finch declined to comment.

The yard was built in 1902. Greta Vane stood on the quay.
"""
DESK = desk_of(STORY)
NOTES = DESK.notes(1)
QUESTION = Question("What was said?", QuestionKind.SIDES, topic="the ferry")


def of(position: int) -> Evidence:
    said = NOTES.said[position]
    return Evidence(NOTES, said.whole, said.statement.paragraph, (("why", 1.0),), 1.0, said)


def plain(at: int) -> Evidence:
    sentence = NOTES.sentences[at]
    return Evidence(NOTES, sentence.span, sentence.paragraph, (("why", 0.5),), 1.0)


LEE, POE, ARTICLE = of(0), of(1), plain(-2)


@pytest.mark.parametrize(
    ("evidence", "speaker", "speakers"),
    [
        ([LEE], "Ann Lee", ("Ann Lee",)),
        ([LEE, POE], "Ann Lee", ("Ann Lee", "Tom Poe")),
        ([POE, LEE, POE], "Tom Poe", ("Tom Poe", "Ann Lee")),
        ([ARTICLE], "", ()),
        ([ARTICLE, LEE], "", ("Ann Lee",)),
    ],
)
def test_the_words_of_an_answer_are_whoever_says_the_first_of_them(
    evidence: list[Evidence], speaker: str, speakers: tuple[str, ...]
) -> None:
    answer = compose.answer_of_evidence(QUESTION, DESK, evidence)
    assert (answer.speaker, answer.speakers) == (speaker, speakers)
    assert (answer.asked, answer.searched) == (QuestionKind.SIDES, DESK.searched)
    assert [c.span for c in answer.citations] == [e.span for e in evidence]


@pytest.mark.parametrize(
    ("evidence", "speaker", "role"),
    [
        ([LEE], "Ann Lee", "Mayor"),
        ([LEE, LEE], "Ann Lee", "Mayor"),
        ([POE], "Tom Poe", ""),
        ([LEE, POE], "", ""),
        ([ARTICLE], "", ""),
        ([ARTICLE, LEE], "Ann Lee", "Mayor"),
    ],
)
def test_an_answer_of_several_speakers_has_no_one_speaker(
    evidence: list[Evidence], speaker: str, role: str
) -> None:
    people = [*link("Ann Lee", [NOTES]), *link("Tom Poe", [NOTES])]
    answer = compose.answer_of_speakers(QUESTION, DESK, evidence, people, more=True)
    assert (answer.speaker, answer.role, answer.more) == (speaker, role, True)


def test_a_role_is_told_of_those_who_were_meant_only() -> None:
    assert compose.answer_of_speakers(QUESTION, DESK, [LEE], []).role == ""


def test_offers_are_cited_and_few() -> None:
    reply = compose.not_on_record(
        QUESTION, Reason.NOBODY_SAID, DESK, topic="taxes", offers=[LEE, POE, ARTICLE, plain(0)]
    )
    assert (reply.reason, reply.person, reply.topic) == (Reason.NOBODY_SAID, "", "taxes")
    assert [c.span for c in reply.offers] == [LEE.span, POE.span, ARTICLE.span]


def silence(name: str) -> NotOnRecord:
    return compose.nothing_said(QUESTION, DESK, name, link(name, [NOTES]), [NOTES])


@pytest.mark.parametrize(
    ("name", "reason", "person", "offered"),
    [
        ("Finch", Reason.PERSON_SILENT, "Rosa Finch", "declined to comment"),
        ("Greta Vane", Reason.PERSON_SILENT, "Greta Vane", "stood on the quay"),
        ("the yard", Reason.PERSON_SILENT, "the yard", "built in 1902"),
        ("Karl Ott", Reason.PERSON_ABSENT, "Karl Ott", ""),
    ],
)
def test_who_has_no_words_is_silent_where_the_article_mentions_them_else_absent(
    name: str, reason: Reason, person: str, offered: str
) -> None:
    reply = silence(name)
    assert (reply.reason, reply.person, reply.topic) == (reason, person, "the ferry")
    assert offered in " ".join(c.quote for c in reply.offers)
    assert bool(reply.offers) is bool(offered)


@pytest.mark.parametrize(
    ("evidence", "kept"),
    [
        ([LEE, POE], [LEE, POE]),
        ([LEE, LEE], [LEE]),
        ([LEE, plain(0), POE], [LEE, POE]),
        ([plain(0), LEE], [plain(0)]),
        ([], []),
    ],
)
def test_of_words_that_overlap_the_first_are_kept(
    evidence: list[Evidence], kept: list[Evidence]
) -> None:
    assert compose.without_overlaps(evidence) == kept
