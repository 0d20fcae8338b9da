"""What a question asks the measure of, and whether a sentence has it."""

from __future__ import annotations

import pytest

from knowledge.answering import asked, types
from knowledge.answering.quantities import holds, measure_asked
from knowledge.question import Measure


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("How old is the judge?", Measure.AGE),
        ("How much did the study cost?", Measure.MONEY),
        ("What was the price tag?", Measure.MONEY),
        ("How deep is the lake?", Measure.DISTANCE),
        ("How long was the strike?", Measure.DURATION),
        ("how many eels were there", Measure.COUNT),
        ("What share of voters agreed?", Measure.SHARE),
        ("When did she die?", Measure.DATE),
        ("What colour was the boat?", Measure.COLOUR),
        ("What happens when it rains?", Measure.NONE),
        ("Who was hurt?", Measure.NONE),
    ],
)
def test_the_measure_is_told_by_the_question(question: str, measure: Measure) -> None:
    assert measure_asked(question) is measure


@pytest.mark.parametrize(
    ("measure", "sentence"),
    [
        (Measure.AGE, "Paulette Grice, 58, who pleaded guilty, spent five hours there."),
        (Measure.AGE, "Police arrested a 34-year-old man."),
        (Measure.MONEY, "It was paid with 200,000 kronor."),
        (Measure.MONEY, "He was released on US$20,000 bail."),
        (Measure.DISTANCE, "The fire tore through a 14-storey building."),
        (Measure.DURATION, "It began again after an 11-year lull."),
        (Measure.COUNT, "Two firefighters were hurt."),
        (Measure.COUNT, "They rescued over 700 people."),
        (Measure.SHARE, "Only a quarter of citizens favoured it."),
        (Measure.DATE, "She left the ship in 2007."),
        (Measure.DATE, "It will be opened as soon as the water falls."),
        (Measure.COLOUR, "The boat was painted light blue."),
    ],
)
def test_a_sentence_that_has_the_measure_is_told(measure: Measure, sentence: str) -> None:
    assert holds(measure, sentence)


@pytest.mark.parametrize(
    ("measure", "sentence"),
    [
        (Measure.AGE, "Judge Alma Whitehorse sustained an objection."),
        (Measure.MONEY, "The study was paid for by the research council."),
        (Measure.MONEY, "Winds of 90 miles per hour were measured."),
        (Measure.DISTANCE, "The lake had opened from one end to the other."),
        (Measure.COUNT, "In 2007 the 22nd fair took place at 4:15 p.m."),
        (Measure.DATE, "Eels swim home by listening."),
        (Measure.COLOUR, "The boat sank."),
    ],
)
def test_a_sentence_that_has_none_is_told(measure: Measure, sentence: str) -> None:
    assert not holds(measure, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "lacking"),
    [
        ("What is the name of the arrested man?", "They held a young man, Ann Lee said.", True),
        ("What is the name of the arrested man?", "They held a man named Jo Orr.", False),
        ("What is the name of the parrot?", "She left with a parrot, told us and cried.", True),
        ("What is the name of the driver?", "The driver, who has not been named, left.", True),
        ("What is the name of the station?", "Trains stop at Corrin Central.", False),
    ],
)
def test_a_thing_that_has_no_name_there_does_not_answer_for_its_name(
    question: str, sentence: str, *, lacking: bool
) -> None:
    assert types.lacks(asked.read(question), sentence, "en") is lacking


def test_other_languages_are_not_judged_by_english_words() -> None:
    assert not types.lacks(asked.read("How many people died?"), "Vier Menschen starben.", "de")
