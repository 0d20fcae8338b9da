"""Questions for whoever does not know what to ask: each is one that the articles answer."""

from __future__ import annotations

import pytest

from knowledge import Answer
from knowledge.answering import answerer, suggestions
from knowledge.model.question import NEW_CONVERSATION, QuestionKind
from tests.knowledge.answering.desks import desk_of

STORY = """Harbour bridge to close

“The bridge is too old to be mended,” said Mayor Ann Lee. “We looked at it twice. The bridge, like
us, has aged,” she said.

Tom Poe said that nine boats would be sold. Critics said that it was late.

“Somebody will drown in the harbour this winter,” said Rosa Finch, a baker.

Karl Ott did not say that the bridge was safe.
"""
DESK = desk_of(STORY)
NOTES = DESK.notes(1)
FOUND = list(suggestions.suggestions([NOTES]))


def test_every_suggestion_is_answered_by_whom_it_names() -> None:
    assert len(FOUND) > 4
    for one in FOUND:
        reply = answerer.answer(one.question, DESK, NEW_CONVERSATION, 0, too_long=False)
        assert isinstance(reply, Answer), one.question.text
        if one.place and one.question.asked is not QuestionKind.WHO_IS:
            person = NOTES.said[one.place.statement].person
            assert person is not None
            assert reply.citations[0].speaker == person.name


def test_the_one_who_says_most_comes_first_and_who_is_quoted_is_asked_once() -> None:
    assert FOUND[0].question.people == ("Ann Lee",)
    assert [one.question.asked for one in FOUND].count(QuestionKind.QUOTED) == 1


def test_nobody_without_a_name_and_nobodys_denial_is_suggested() -> None:
    named = {name for one in FOUND for name in one.question.people}
    assert named == {"Ann Lee", "Tom Poe", "Rosa Finch"}


def test_words_that_are_asked_about_can_be_read_at_a_glance() -> None:
    claims = [one.question.claim for one in FOUND if one.question.asked is QuestionKind.WHO_SAID]
    assert claims
    for claim in claims:
        assert 4 <= len(claim.split()) <= 14
        assert claim in NOTES.article.text


@pytest.mark.parametrize(
    "asked", [QuestionKind.FACT, QuestionKind.SIDES, QuestionKind.CHECK, QuestionKind.QUOTED]
)
def test_of_a_statement_only_what_leads_to_it_is_asked(asked: QuestionKind) -> None:
    assert suggestions.question_of(asked, NOTES, 0) is None


@pytest.mark.parametrize("asked", [QuestionKind.SAID, QuestionKind.WHO_SAID, QuestionKind.WHO_IS])
def test_of_a_statement_that_is_not_there_nothing_is_asked(asked: QuestionKind) -> None:
    assert suggestions.question_of(asked, NOTES, len(NOTES.said)) is None


def test_words_outside_quotation_marks_are_nobodys_quotation() -> None:
    indirect = next(s.position for s in NOTES.said if s.person and s.person.name == "Tom Poe")
    assert suggestions.question_of(QuestionKind.WHO_SAID, NOTES, indirect) is None
    assert suggestions.question_of(QuestionKind.SAID, NOTES, indirect) is not None


def test_without_articles_nothing_is_suggested() -> None:
    assert list(suggestions.suggestions([])) == []
