"""The encoder: what it makes of words, of bad input, and that all works without it."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from knowledge.meaning import e5, encoder
from knowledge.meaning.encoder import LONGEST, SWITCH, Encoder, plain

HARD = {
    "nothing": "",
    "a lone surrogate": "the bridge \ud800 is closed",
    "NUL": "the bridge\0is closed",
    "emoji": "🌉🚧👩‍👩‍👧‍👦🏳️‍🌈" * 20,
    "a long text": "The bridge is closed. " * 5000,
    "a long word": "a" * 100_000,
    "Arabic": "الجسر مغلق منذ يوم الاثنين",
    "Chinese": "桥梁自周一起关闭",
    "Thai": "สะพานปิดตั้งแต่วันจันทร์",
    "Hindi": "पुल सोमवार से बंद है",
    "control characters": "".join(map(chr, range(32))),
    "combining marks": "e" + "\u0301" * 500,
    "noncharacters": "\uffff\ufffe\U0010ffff",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_whatever_comes_there_is_a_unit_vector_of_it(made_by: Encoder, text: str) -> None:
    for vector in (made_by.query(text), made_by.passages([text, "a"])[0]):
        assert vector.shape == made_by.usual.shape
        assert np.isfinite(vector).all()
        assert abs(float(np.linalg.norm(vector)) - 1) < 1e-3


def test_no_texts_make_no_vectors(made_by: Encoder) -> None:
    assert made_by.passages([]).shape == (0, *made_by.usual.shape)


def test_the_answer_in_other_words_and_another_language_is_likest(made_by: Encoder) -> None:
    told = [
        "The housing director was dismissed in January in a dispute over spending.",
        "The festival opens on Friday with a concert on the square.",
        "Snow is expected above a thousand metres.",
    ]
    vectors = made_by.passages(told)
    for question in ("Why was she sacked?", "Warum wurde sie entlassen?", "Чому її звільнили?"):
        assert int((vectors @ made_by.query(question)).argmax()) == 0


def test_threads_agree(made_by: Encoder) -> None:
    expected = made_by.query("Who was hurt?")
    same: list[bool] = []

    def ask() -> None:
        same.extend(np.array_equal(made_by.query("Who was hurt?"), expected) for _ in range(5))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same == [True] * 20


def test_a_text_is_read_in_one_line_and_no_further_than_is_worth_it() -> None:
    assert plain("a\0b\n\tc") == "a b c"
    assert plain("\ud800") == "?"
    assert len(plain("word " * LONGEST)) <= LONGEST


@pytest.mark.parametrize("value", ["off", " OFF ", "0", "no"])
def test_switched_off_there_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(SWITCH, value)
    encoder.encoder.cache_clear()
    try:
        assert encoder.encoder_name() is None
        assert encoder.encoder() is None
    finally:
        encoder.encoder.cache_clear()


def test_a_machine_without_the_package_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5, "_PACKAGE", "a_package_that_nobody_has")
    assert e5.name_here() is None
    assert e5.load() is None


def test_a_processor_that_the_engine_would_die_on_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(e5, "_NEEDED", " an_instruction_that_no_processor_has ")
    assert e5.load() is None
