"""A sentence holds what is asked for, told by its form alone."""

from __future__ import annotations

import pytest

from knowledge.answering.evidence.answer_types import holds_type
from knowledge.language.terms import terms
from knowledge.model.question import AnswerType


def held(wanted: AnswerType, sentence: str, asked: str = "") -> bool:
    return holds_type(wanted, sentence, terms(asked, "en"), "en")


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (AnswerType.TIME, "The bridge will close on 12 January."),
        (AnswerType.TIME, "It opened in 1961."),
        (AnswerType.TIME, "They meet on Tuesday."),
        (AnswerType.TIME, "It closed two years ago."),
        (AnswerType.TIME, "He left last night."),
        (AnswerType.TIME, "The doors open at 9:30 a.m. sharp."),
        (AnswerType.TIME, "It is a church of the 12th century."),
        (AnswerType.NUMBER, "It costs 86 million crowns."),
        (AnswerType.NUMBER, "Nine boats were lost."),
        (AnswerType.NUMBER, "Half of the fleet was sold."),
        (AnswerType.NUMBER, "Hundreds came."),
        (AnswerType.REASON, "It closed because the girders had cracks."),
        (AnswerType.REASON, "They left to avoid the storm."),
        (AnswerType.REASON, "The cracks were caused by salt."),
        (AnswerType.PERSON, "Then Ann Lee left."),
        (AnswerType.PERSON, "Ann Lee left."),
        (AnswerType.PERSON, "The prize went to Poe."),
        (AnswerType.PLACE, "It was built in Corrin."),
        (AnswerType.PLACE, "They sailed from the Selby ferry."),
        (AnswerType.PLACES, "Bands came from Corrin and Selby."),
        (AnswerType.PLACES, "It is known in Corrin, Selby and Aldmere."),
    ],
)
def test_what_is_asked_for_is_there(wanted: AnswerType, sentence: str) -> None:
    assert held(wanted, sentence)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (AnswerType.TIME, "The bridge will close soon."),
        (AnswerType.TIME, "It may rain, and people march."),
        (AnswerType.TIME, "It costs 86 million crowns."),
        (AnswerType.NUMBER, "Many boats were lost."),
        (AnswerType.NUMBER, "Anyone may come, and someone will."),
        (AnswerType.REASON, "The bridge has cracks."),
        (AnswerType.PERSON, "Somebody left the quay."),
        (AnswerType.PERSON, "Boats lay in the harbour."),
        (AnswerType.PLACE, "It was built in stone."),
        (AnswerType.PLACES, "It was built in Corrin."),
        (AnswerType.PLACES, "Ann Lee and Tom Poe left."),
        (AnswerType.ANYTHING, "In 1961 Ann Lee built nine boats in Corrin."),
        (AnswerType.MANNER, "In 1961 Ann Lee built nine boats in Corrin."),
        (AnswerType.YES_OR_NO, "In 1961 Ann Lee built nine boats in Corrin."),
    ],
)
def test_what_is_not_there_is_not_seen(wanted: AnswerType, sentence: str) -> None:
    assert not held(wanted, sentence)


@pytest.mark.parametrize(
    ("wanted", "sentence", "asked"),
    [
        (AnswerType.PERSON, "The prize went to Ann Lee.", "Who gave Ann Lee the prize?"),
        (AnswerType.PLACE, "The bridge in Corrin will close.", "Where in Corrin is the bridge?"),
        (AnswerType.PLACES, "They came to Corrin and Selby.", "Which towns besides Corrin?"),
    ],
)
def test_what_the_question_names_itself_does_not_answer_it(
    wanted: AnswerType, sentence: str, asked: str
) -> None:
    assert held(wanted, sentence)
    assert not held(wanted, sentence, asked)
