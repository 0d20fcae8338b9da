"""A sentence holds what is asked for, told by its form alone."""

from __future__ import annotations

import pytest

from knowledge.answering.types import holds
from knowledge.language.terms import terms
from knowledge.question import Wanted


def held(wanted: Wanted, sentence: str, asked: str = "") -> bool:
    return holds(wanted, sentence, terms(asked, "en"), "en")


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Wanted.TIME, "The bridge will close on 12 January."),
        (Wanted.TIME, "It opened in 1961."),
        (Wanted.TIME, "They meet on Tuesday."),
        (Wanted.TIME, "It closed two years ago."),
        (Wanted.TIME, "He left last night."),
        (Wanted.TIME, "The doors open at 9:30 a.m. sharp."),
        (Wanted.TIME, "It is a church of the 12th century."),
        (Wanted.NUMBER, "It costs 86 million crowns."),
        (Wanted.NUMBER, "Nine boats were lost."),
        (Wanted.NUMBER, "Half of the fleet was sold."),
        (Wanted.NUMBER, "Hundreds came."),
        (Wanted.REASON, "It closed because the girders had cracks."),
        (Wanted.REASON, "They left to avoid the storm."),
        (Wanted.REASON, "The cracks were caused by salt."),
        (Wanted.PERSON, "Then Ann Lee left."),
        (Wanted.PERSON, "Ann Lee left."),
        (Wanted.PERSON, "The prize went to Poe."),
        (Wanted.PLACE, "It was built in Corrin."),
        (Wanted.PLACE, "They sailed from the Selby ferry."),
        (Wanted.PLACES, "Bands came from Corrin and Selby."),
        (Wanted.PLACES, "It is known in Corrin, Selby and Aldmere."),
    ],
)
def test_what_is_asked_for_is_there(wanted: Wanted, sentence: str) -> None:
    assert held(wanted, sentence)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Wanted.TIME, "The bridge will close soon."),
        (Wanted.TIME, "It may rain, and people march."),
        (Wanted.TIME, "It costs 86 million crowns."),
        (Wanted.NUMBER, "Many boats were lost."),
        (Wanted.NUMBER, "Anyone may come, and someone will."),
        (Wanted.REASON, "The bridge has cracks."),
        (Wanted.PERSON, "Somebody left the quay."),
        (Wanted.PERSON, "Boats lay in the harbour."),
        (Wanted.PLACE, "It was built in stone."),
        (Wanted.PLACES, "It was built in Corrin."),
        (Wanted.PLACES, "Ann Lee and Tom Poe left."),
        (Wanted.ANYTHING, "In 1961 Ann Lee built nine boats in Corrin."),
        (Wanted.MANNER, "In 1961 Ann Lee built nine boats in Corrin."),
        (Wanted.YES_OR_NO, "In 1961 Ann Lee built nine boats in Corrin."),
    ],
)
def test_what_is_not_there_is_not_seen(wanted: Wanted, sentence: str) -> None:
    assert not held(wanted, sentence)


@pytest.mark.parametrize(
    ("wanted", "sentence", "asked"),
    [
        (Wanted.PERSON, "The prize went to Ann Lee.", "Who gave Ann Lee the prize?"),
        (Wanted.PLACE, "The bridge in Corrin will close.", "Where in Corrin is the bridge?"),
        (Wanted.PLACES, "They came to Corrin and Selby.", "Which towns besides Corrin?"),
    ],
)
def test_what_the_question_names_itself_does_not_answer_it(
    wanted: Wanted, sentence: str, asked: str
) -> None:
    assert held(wanted, sentence)
    assert not held(wanted, sentence, asked)
