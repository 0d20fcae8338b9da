"""Who said this, and did X say it: whose words are found, with which verdict, or why none are."""

from __future__ import annotations

import pytest

from knowledge import Answer, NotOnRecord, Reason, Verdict
from knowledge.answering import claims
from knowledge.model.question import QuestionKind
from knowledge.questions import question_parser
from tests.knowledge.answering.desks import desk_of

STORY = """The ferry will not sail in winter

By Jane Roe

“We will not pay for the ferry this winter,” said Mayor Ann Lee. “The council’s purse is empty.”

Tom Poe, who leads the fishers, said that the ferry had lost two million crowns. He promised to
carry the children to school in his own boat.

Ms. Lee denied that she had sold the boats to a friend. Mr. Poe never said that the boats were old.

Rosa Finch, the owner of the yard, declined to comment. The yard was built in 1902 by two brothers.

“Somebody will drown,” a passenger said.
"""
DESK = desk_of(STORY)


def answered(text: str) -> Answer | NotOnRecord:
    question = question_parser.parse_question(text)
    answer = claims.who_said if question.asked is QuestionKind.WHO_SAID else claims.check
    assert question.asked in (QuestionKind.WHO_SAID, QuestionKind.CHECK)
    return answer(question, DESK)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Who said “the council's purse is empty”?", "Ann Lee", "purse is empty"),
        ("Who said “somebody will drown”?", "a passenger", "drown"),
        ("Who said “the council's wallet is empty”?", "Ann Lee", "purse is empty"),
        ("who said the ferry had lost two million", "Tom Poe", "two million crowns"),
        ("who said that the purse is empty", "Ann Lee", "purse is empty"),
        ("who promised to carry children to school", "Tom Poe", "children to school"),
        ("Who denied selling the boats?", "Ann Lee", "sold the boats"),
    ],
)
def test_words_are_given_to_the_one_who_said_them(text: str, speaker: str, words: str) -> None:
    reply = answered(text)
    assert isinstance(reply, Answer)
    assert reply.citations[0].speaker == speaker
    assert words in reply.citations[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "Who said “we will build a tunnel to the island”?",
        "Who said “taxes must rise”?",
        "who said the moon was made of cheese",
    ],
)
def test_words_that_nobody_said_are_nobodys(text: str) -> None:
    reply = answered(text)
    assert isinstance(reply, NotOnRecord)
    assert reply.reason is Reason.NOBODY_SAID


def test_words_of_the_article_itself_are_given_nobodys_name() -> None:
    reply = answered("Who said “the yard was built in 1902 by two brothers”?")
    assert isinstance(reply, Answer)
    assert (reply.speaker, reply.speakers, reply.verdict) == ("", (), None)


@pytest.mark.parametrize(
    ("text", "verdict", "speaker"),
    [
        ("Did Lee say “we will not pay for the ferry”?", Verdict.VERBATIM, "Ann Lee"),
        ("Did the mayor say “the council's purse is empty”?", Verdict.VERBATIM, "Ann Lee"),
        ("Did Lee say “we will pay for the ferry this winter”?", Verdict.OTHER_WORDS, "Ann Lee"),
        ("Did Poe say “the council's purse is empty”?", Verdict.SOMEONE_ELSE, "Ann Lee"),
        ("Did Finch say “somebody will drown”?", Verdict.SOMEONE_ELSE, "a passenger"),
        ("Did Poe say “the ferry had lost two million crowns”?", Verdict.REPORTED, "Tom Poe"),
        ("Did Poe say “the boats were old”?", Verdict.DENIED, "Tom Poe"),
        ("Did Lee say “she had sold the boats to a friend”?", Verdict.ABOUT, "Ann Lee"),
        ("Did Lee say the council has no money in its purse?", Verdict.ABOUT, "Ann Lee"),
        ("Did Finch comment on the yard?", Verdict.DENIED, "Rosa Finch"),
    ],
)
def test_a_claim_is_confirmed_no_further_than_the_words_go(
    text: str, verdict: Verdict, speaker: str
) -> None:
    reply = answered(text)
    assert isinstance(reply, Answer)
    assert (reply.verdict, reply.citations[0].speaker or reply.speaker) == (verdict, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Did Lee say “the boats were old”?",
        "Did Poe say “she had sold the boats to a friend”?",
        "Did Finch say “the boats were old”?",
    ],
)
def test_what_one_did_not_say_or_denied_is_not_on_record_as_somebody_elses(text: str) -> None:
    reply = answered(text)
    assert isinstance(reply, NotOnRecord)
    assert reply.reason is Reason.NOBODY_SAID


def test_of_words_that_one_said_and_one_denied_the_one_who_said_them_is_named() -> None:
    story = """Boats sold

Ms. Ann Lee denied that the boats had been sold to a friend.

Tom Poe said that the boats had been sold to a friend.
"""
    reply = claims.who_said(
        question_parser.parse_question("Who said “the boats had been sold to a friend”?"),
        desk_of(story),
    )
    assert isinstance(reply, Answer)
    assert reply.citations[0].speaker == "Tom Poe"


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("Did Lee say “we will pay for the ferry this winter”?", True),
        ("Did Lee say “we will not pay for the ferry this winter”?", False),
        ("Did Lee say “the council's wallet is empty”?", True),
    ],
)
def test_what_differs_is_shown_where_the_words_are_others(text: str, changed: bool) -> None:
    reply = answered(text)
    assert isinstance(reply, Answer)
    assert any(not change.same for change in reply.changes) is changed


@pytest.mark.parametrize(
    ("text", "reason", "person"),
    [
        ("Did Lee say “taxes must rise for everybody”?", Reason.NOBODY_SAID, "Ann Lee"),
        ("Did Greta Vane say “taxes must rise for everybody”?", Reason.NOBODY_SAID, "Greta Vane"),
        ("Did Greta Vane say the moon is cheese?", Reason.PERSON_ABSENT, "Greta Vane"),
        ("Did Lee say the moon is made of cheese?", Reason.PERSON_ELSEWHERE, "Ann Lee"),
        ("Did Finch say the moon is made of cheese?", Reason.PERSON_SILENT, "Rosa Finch"),
    ],
)
def test_why_a_claim_is_not_on_record_is_told_of_whom_it_names(
    text: str, reason: Reason, person: str
) -> None:
    reply = answered(text)
    assert isinstance(reply, NotOnRecord)
    assert (reply.reason, reply.person) == (reason, person)


@pytest.mark.parametrize(
    "text",
    [
        "Who said “the council's purse is empty”?",
        "Did Lee say “we will pay for the ferry this winter”?",
        "Did Lee say the council has no money in its purse?",
        "Did Lee say the moon is made of cheese?",
    ],
)
def test_every_citation_is_a_slice_of_the_article(text: str) -> None:
    reply = answered(text)
    shown = reply.citations if isinstance(reply, Answer) else reply.offers
    assert shown
    article = DESK.notes(1).article
    assert all(c.span.of(article.text) == c.quote for c in shown)
