"""A text file becomes an article, and its text stays what it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import EmptySource, MissingSource, NotText, SourceError, TooLarge
from knowledge.model.article import Article, ParagraphKind
from knowledge.reading.formats import text as reading
from knowledge.reading.formats.text import read_file, read_text

STORY = """Ferry to Stop for Winter

By Jane Roe

Monday, May 18, 2015

The ferry will stop in November, the company said.

“We are sorry,” said its director, Ann Lee. She named no date.

Tom Poe contributed to this report.

Subscribe to our daily newsletter

Your email address will not be published. Required fields are marked *
"""


def kinds(article: Article) -> list[str]:
    return [paragraph.kind.value for paragraph in article.paragraphs]


def test_paragraphs_are_marked_by_what_they_are_for() -> None:
    article = read_text(STORY)
    assert kinds(article) == [
        "headline", "byline", "byline", "body", "body", "furniture", "furniture", "furniture",
    ]  # fmt: skip
    assert article.headline == "Ferry to Stop for Winter"
    assert article.byline == "Jane Roe"
    assert article.published == datetime(2015, 5, 18, tzinfo=UTC)


def test_the_text_is_the_files_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffOne\r\n\r\n  “Two”  \rthree\n".encode())
    assert read_file(path).text == "One\n\n  “Two”  \nthree\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "latin-1"])
def test_the_character_set_is_found(tmp_path: Path, encoding: str) -> None:
    words = (
        "Президент сказал, что переговоры продолжатся в понедельник. Он не назвал места встречи."
        if encoding == "cp1251"
        else "Der Bürgermeister sagte, die Brücke müsse für längere Zeit geschlossen bleiben."
    )
    path = tmp_path / "a.txt"
    path.write_bytes((words * 5).encode(encoding))
    assert read_file(path).text == words * 5


def test_a_wrapped_paragraph_is_one_and_long_lines_are_each_one() -> None:
    wrapped = "\n".join(["word " * 13 + "word"] * 4 + ["end."])
    assert len(read_text(wrapped).paragraphs) == 1
    lines = "\n".join(["A long line of an article, " + "with many words in it, " * 8 + "ends."] * 3)
    assert len(read_text(lines).paragraphs) == 3


def test_an_article_of_one_word_has_a_body() -> None:
    assert kinds(read_text("Yes")) == ["body"]
    assert kinds(read_text("The ferry sank")) == ["body"]


def test_a_lone_headline_with_two_bare_lines_leaves_them_as_body() -> None:
    assert kinds(read_text("A headline\n\none line\n\nanother line")) == [
        "headline",
        "body",
        "body",
    ]


def test_a_question_in_the_first_paragraph_is_body() -> None:
    article = read_text("Who pays? The town does, and it has paid for years.\n\nMore follows.")
    assert kinds(article) == ["body", "body"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptySource),
        (b" \n\t\n", EmptySource),
        ("😀 … — !".encode(), EmptySource),
        (bytes(range(256)) * 40, NotText),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), NotText),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, error: type[SourceError]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(error):
        read_file(path)


def test_a_missing_file_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingSource):
        read_file(tmp_path / "nowhere.txt")
    with pytest.raises(MissingSource):
        read_file(tmp_path)
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(reading.LARGEST + 1)
    with pytest.raises(TooLarge):
        read_file(huge)


@given(st.text(max_size=400))
def test_paragraphs_cover_every_word_in_order_and_never_overlap(text: str) -> None:
    try:
        article = read_text(text)
    except SourceError:
        return
    end = 0
    for number, paragraph in enumerate(article.paragraphs, start=1):
        assert paragraph.number == number
        assert paragraph.span.start >= end
        assert paragraph.span.of(article.text).strip() == paragraph.span.of(article.text) != ""
        assert not article.text[end : paragraph.span.start].strip()
        end = paragraph.span.end
    assert not article.text[end:].strip()
    assert any(p.kind is not ParagraphKind.HEADLINE for p in article.paragraphs)
