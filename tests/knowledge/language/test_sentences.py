"""Sentences end where they do: not in abbreviations, not before whose words they were."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.sentences import sentences
from knowledge.model.span import Span


def found(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize("ask", ["?", "!", "?!", "…", "?!?"])
@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "‘’", "«»", "„“"])
@pytest.mark.parametrize(
    "attribution",
    [
        "he asked.", "asked the envoy.", "Mr. Lee asked.", "Lee told reporters on Tuesday.",
        "Sen. Ann Lee said.", "Gen. Tom van der Poe replied as he was leaving.", "Said Ann Lee.",
        "The crowd shouted.", "Ann Lee, the mayor, wondered.", "She asked.",
    ],
)  # fmt: skip
def test_a_question_keeps_the_words_that_say_whose_it_is(
    ask: str, opening: str, closing: str, attribution: str
) -> None:
    text = f"It rained. {opening}Is that right{ask}{closing} {attribution} The rest left."
    quoted = f"{opening}Is that right{ask}{closing} {attribution}"
    assert found(text) == ["It rained.", quoted, "The rest left."]


@pytest.mark.parametrize(
    "new",
    [
        "Ms. Lee said the city would not pay.", "He said nothing.", "The town voted in March.",
        "Ann Lee told them that it was late.", "Lee said she was sure.", "Ann Lee left.",
    ],
)  # fmt: skip
def test_a_sentence_that_tells_something_new_stands_alone(new: str) -> None:
    assert found(f"“Who pays?” {new}") == ["“Who pays?”", new]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gen. Poe met Gov. Ann Lee and Sen. Tom Roe.", "Rep. Ann Lee and Lt. Col. Roe left.",
        "It was No. 5 of the list.", "The U.S. envoy came at 5 a.m. on Friday.",
        "J. K. Lee spoke to T. S. Roe.", "They spoke . . . and left.", "They spoke... and left.",
        "He met Dr. Roe, Mrs. Lee and Prof. Poe.", "Das ist z.B. ein Test.",
        "Er traf Dr. Müller am 3. Oktober in Bonn.", "Der 2. Weltkrieg begann.",
        "„Ist das so?“, fragte Prof. Klein.", "M. Dupont a vu Mme. Petit.", "Voir p. 12 et art. 5.",
        "« Vraiment ? » a demandé M. Dupont.", "Он сказал, т.е. подтвердил.",
        "В 2024 г. было 5 млн. руб. расходов.", "«Кто это?» — спросил И. И. Иванов.",
        "— Кто там? — спросил он.", "La Sra. Ruiz y el Sr. López hablaron.", "¿Quién? dijo Ana.",
        "«Хто це?» — запитав він.", "Вул. Шевченка, буд. 5.",
    ],
)  # fmt: skip
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    assert found(sentence) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["“I see,” said Mr. Lee.", "“I can see it.", "We go.”"],
        ["He said no.", "“I can,” said Mr. Lee.", "“You can.”"],
        ["He left at 5 p.m.", "The rest stayed."],
        ["Это было в 2023 г.", "Потом ушли."],
        ["Er kam am 5.", "Es regnete."],
        ["He likes it.", "eBay fell.", "iPhone sales rose."],
        ["– Who?", "– Me."],
    ],
)  # fmt: skip
def test_a_sentence_ends_before_the_next(parts: list[str]) -> None:
    assert found(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("between", "parts"),
    [
        ("", ["他说了什么？", "我不知道。", "走吧！"]),
        ("", ["彼は「はい。」と言った。", "もう帰る！"]),
        ("", ["“真的吗？”他问。", "没有人回答。"]),
        (" ", ["ماذا قال؟", "لا أعرف."]),
        (" ", ["यह क्या है?", "मुझे नहीं पता।", "वह गया।"]),
    ],
)
def test_other_scripts_end_sentences_with_their_own_marks(between: str, parts: list[str]) -> None:
    assert found(between.join(parts)) == parts


def test_no_sentence_goes_over_a_blank_line() -> None:
    assert found("A headline\n\nIt rained all\nday. And\n \nnight") == [
        "A headline", "It rained all\nday.", "And", "night",
    ]  # fmt: skip


def test_a_part_is_read_by_itself() -> None:
    text = "One. Two is here. Three."
    assert sentences(text, Span(5, 17)) == [Span(5, 17)]
    assert sentences(text, Span(4, 5)) == []


SIGNS = st.sampled_from(
    [
        *"aB1 .?!…,;:\n\t\f“”\"'«»‘’()—。？！؟।",
        "Mr. ",
        "no. ",
        "said ",
        "Lee asked. ",
        "z.B. ",
        "г. ",
    ]
)


@given(st.lists(SIGNS, max_size=120).map("".join), st.integers(0, 40), st.integers(0, 200))
def test_sentences_hold_every_sign_in_order(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    part = Span(start, min(len(text), start + length))
    end = part.start
    for span in sentences(text, part):
        assert end <= span.start < span.end <= part.end
        assert span.of(text) == span.of(text).strip()
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end : part.end].strip()


@pytest.mark.parametrize(
    "unit",
    ["It rained. ", "“Is it?” Mr. Lee asked. ", "word ", "x", "A. ", "? ", "“Ja。”", "\n \n"],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def taken(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        sentences(text)
        return time.process_time() - start

    taken(1000)
    assert taken(60_000) < 40 * (taken(6_000) + 0.01)
