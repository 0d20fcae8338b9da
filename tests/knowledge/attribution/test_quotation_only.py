"""Articles that are not in English: marks and a small lexicon, never an English parse."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from knowledge.attribution.statements import attribute
from knowledge.language import parser
from knowledge.model.article import Article, Paragraph, ParagraphKind
from knowledge.model.span import Span
from tests.knowledge.attribution.conftest import Said, shortened


def read(text: str, language: str) -> list[Said]:
    paragraphs = []
    start = 0
    for number, part in enumerate(text.split("\n\n"), start=1):
        paragraphs.append(Paragraph(Span(start, start + len(part)), number, ParagraphKind.BODY))
        start += len(part) + 2
    article = Article(text, tuple(paragraphs), language=language)
    return [shortened(text, s) for s in attribute(article).statements]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "„Die Brücke ist sicher“, sagte Bürgermeisterin Ada Orlin am Montag.", "Ada Orlin"),
        ("de", "Ada Orlin sagte: „Die Brücke ist sicher.“", "Ada Orlin"),
        ("fr", "« Le pont est sûr », a déclaré Ada Orlin lundi.", "Ada Orlin"),
        ("fr", "Le maire, Tom Belin, a répondu : « Le pont est sûr. »", "Tom Belin"),
        ("es", "«El puente es muy seguro», dijo la alcaldesa Ada Orlin.", "Ada Orlin"),
        ("ru", "«Мост совершенно безопасен», — сказала мэр Ада Орлова.", "Ада Орлова"),
        ("uk", "«Міст цілком безпечний», — сказав мер Тома Белів.", "Тома Белів"),
        ("it", "«Il ponte è sicuro», ha detto Ada Orlin.", "Ada Orlin"),
        ("nl", "‘De brug is heel veilig’, zei burgemeester Ada Orlin.", "Ada Orlin"),
    ],
)
def test_the_name_beside_a_verb_of_saying_speaks(language: str, text: str, name: str) -> None:
    assert [s.name for s in read(text, language)] == [name]


def test_a_surname_leads_to_the_full_name() -> None:
    text = "Ada Orlin kam am Montag.\n\n„Die Brücke ist sicher“, sagte Orlin."
    assert [s.name for s in read(text, "de")] == ["Ada Orlin"]


def test_a_capital_alone_is_no_name_in_german() -> None:
    found = read("„Die Brücke ist sicher“, sagte die Sprecherin.", "de")
    assert [(s.speaker, s.name) for s in found] == [("die Sprecherin", "")]


def test_an_attribution_inside_french_marks_is_no_quotation() -> None:
    found = read("Ada Orlin est venue. « Le pont est sûr, dit-elle. Je le jure. »", "fr")
    assert found[0].quote == "Le pont est sûr … Je le jure."


def test_without_a_verb_nobody_is_named() -> None:
    found = read("Ada Orlin stand da. „Die Brücke ist ganz sicher.“", "de")
    assert [s.name for s in found] == [""]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Verein „Freie Brücke“ hat neun Mitglieder."),
        ("ru", "Фильм «Мост» вышел в мае."),
        ("ar", "الجسر مفتوح منذ شهر مايو ولم يقل أحد شيئا."),
        ("zh", "这座桥五月开放。"),
        ("und", "😀 🎉 😀"),
    ],
)
def test_nothing_is_attributed_where_nothing_is_said(language: str, text: str) -> None:
    assert read(text, language) == []


def test_a_language_without_a_lexicon_keeps_its_words_without_a_speaker() -> None:
    found = read("发言人表示：“这座桥非常安全，大家可以放心。”", "zh")
    assert [(s.quote, s.name) for s in found] == [("这座桥非常安全，大家可以放心。", "")]


def test_the_english_parser_never_sees_another_language() -> None:
    with patch.object(parser, "parse", side_effect=AssertionError):
        assert read("«Мост совершенно безопасен», — сказала мэр Ада Орлова.", "ru")
