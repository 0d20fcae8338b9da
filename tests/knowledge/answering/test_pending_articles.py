"""While who said what is still being read, nothing is denied on its account."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import Answer, NotOnRecord, Reason, Verdict
from knowledge.answering import claims, pending_articles
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.speakers import what_said
from knowledge.questions import question_parser
from tests.knowledge.answering.desks import desk_of

STORY = """The ferry will not sail

“We will not pay for it,” said Mayor Ann Lee. Tom Poe said that nine boats would be sold.
"""


def desk(in_work: int) -> AnswerContext:
    made = desk_of(STORY)
    made.searched = replace(made.searched, in_work=in_work)
    return made


DENIED = {
    Reason.PERSON_ABSENT, Reason.PERSON_SILENT, Reason.PERSON_ELSEWHERE, Reason.NOBODY_SAID,
    Reason.NOBODY_QUOTED,
}  # fmt: skip


@pytest.mark.parametrize("reason", list(Reason))
def test_that_somebody_did_not_speak_is_not_said_while_it_is_not_known(reason: Reason) -> None:
    question = question_parser.parse_question("What did Lee say?")
    reply = NotOnRecord(question, reason, desk(1).searched, "Ann Lee", "taxes")
    allowed = pending_articles.without_denials(reply, desk(1))
    assert isinstance(allowed, NotOnRecord)
    assert allowed.reason is (Reason.STILL_READING if reason in DENIED else reason)
    assert replace(allowed, reason=reason) == reply
    assert pending_articles.without_denials(reply, desk(0)) is reply


@pytest.mark.parametrize(
    ("text", "verdict", "allowed"),
    [
        ("Did Lee say “we will not pay for it”?", Verdict.VERBATIM, Verdict.VERBATIM),
        ("Did Poe say “we will not pay for it”?", Verdict.SOMEONE_ELSE, Verdict.ABOUT),
        ("Did Lee say “we will pay for it”?", Verdict.OTHER_WORDS, Verdict.ABOUT),
        ("Did Poe say “nine boats would be sold”?", Verdict.REPORTED, Verdict.ABOUT),
    ],
)
def test_a_claim_is_confirmed_but_never_corrected_by_half_of_the_articles(
    text: str, verdict: Verdict, allowed: Verdict
) -> None:
    reply = claims.check(question_parser.parse_question(text), desk(1))
    assert isinstance(reply, Answer)
    assert reply.verdict is verdict
    told = pending_articles.without_denials(reply, desk(1))
    assert isinstance(told, Answer)
    assert (told.verdict, told.citations) == (allowed, reply.citations)


def test_words_that_are_there_are_an_answer_also_then() -> None:
    reply = what_said(question_parser.parse_question("What did Lee say?"), desk(1))
    assert isinstance(reply, Answer)
    assert pending_articles.without_denials(reply, desk(1)) == reply
