"""Files: a PDF's lines become paragraphs again, and every file that cannot be read says why."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime

import pytest

from knowledge.errors import (
    EmptySource,
    Locked,
    Malformed,
    NoArticle,
    NoTextLayer,
    NotText,
    SourceError,
    TooLarge,
)
from knowledge.model.article import Article, ParagraphKind
from knowledge.reading.document import read_document
from knowledge.reading.formats import text
from tests.web_server import news
from tests.web_server.papers import Set, column, paper

FIRST = (
    "The council voted on Tuesday to approve the redevelopment of the old harbour, ending a "
    "dispute that has divided residents for more than a decade."
)
SECOND = (
    "“We have waited long enough,” said Mayor Ingrid Solberg, who called the decision "
    "extraordinarily important for the well-being of the neighbourhood."
)
THIRD = "Opponents said that they would go to court. “We will see them there,” said Marit Lie."


def body(article: Article) -> list[str]:
    return [p.span.of(article.text) for p in article.body]


def wrapped(words: str, width: int = 50) -> list[str]:
    return textwrap.wrap(words, width)


def test_wrapped_lines_are_paragraphs_again_by_the_white_between_them() -> None:
    lines = [*wrapped(FIRST), "", *wrapped(SECOND), "", *wrapped(THIRD)]
    article = read_document(paper([column(lines, 60, 700)]), "report.pdf")
    assert body(article) == [FIRST, SECOND, THIRD]


def test_wrapped_lines_are_paragraphs_again_by_their_indents() -> None:
    sets: list[Set] = []
    for words in (FIRST, SECOND, THIRD):
        for number, line in enumerate(wrapped(words)):
            sets.append(Set(line, 75 if number == 0 else 60, 700 - 12 * len(sets)))
    assert body(read_document(paper([sets]), "report.pdf")) == [FIRST, SECOND, THIRD]


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    lines = [
        "The town has lost its patience with the redevelop-",
        "ment of the harbour, said the well-known chairwoman",
        "Anna-",
        "Lena Brandt. She and other people who are well-",
        "known in the town promised to come back in 2024-",
        "25 and to ask again for the news that they expect.",
    ]
    (words,) = body(read_document(paper([column(lines, 60, 700)]), "report.pdf"))
    assert "the redevelopment of" in words
    assert "Anna-Lena Brandt" in words
    assert "who are well-known in" in words
    assert "in 2024-25 and" in words


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = wrapped(f"{FIRST} {SECOND} {THIRD}", 44)
    third = len(lines) // 3
    left = column(lines[:third], 60, 700)
    right = column(lines[third : 2 * third], 320, 700)
    over = column(lines[2 * third :], 60, 700)
    article = read_document(paper([[*left, *right], over]), "report.pdf")
    assert body(article) == [f"{FIRST} {SECOND} {THIRD}"]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Set(f"Annual Report {year}", 60, 815),
            *column(wrapped(words), 60, 700),
            Set(f"{number} / 3", 290, 20),
        ]
        for number, (words, year) in enumerate(((FIRST, 1), (SECOND, 2), (THIRD, 3)), start=1)
    ]
    assert body(read_document(paper(pages), "report.pdf")) == [FIRST, SECOND, THIRD]


def test_the_largest_line_is_the_headline_and_a_line_alone_in_bold_a_heading() -> None:
    sets = [
        Set("Council approves harbour", 60, 780, 20),
        Set("plan after ten years", 60, 756, 20),
        Set("12 March 2024", 60, 730),
        *column(wrapped(FIRST), 60, 700),
        Set("Fishermen will sue", 60, 640, bold=True),
        *column(wrapped(THIRD), 60, 620),
    ]
    article = read_document(paper([sets], title="Microsoft Word - draft7.docx"), "report.pdf")
    assert article.headline == "Council approves harbour plan after ten years"
    assert article.published == datetime(2024, 3, 12, tzinfo=UTC)
    kinds = {p.span.of(article.text): p.kind for p in article.paragraphs}
    assert kinds["Fishermen will sue"] is ParagraphKind.HEADLINE
    assert body(article) == [FIRST, THIRD]


def test_a_pdf_without_large_type_is_called_what_its_title_says() -> None:
    data = paper([column(wrapped(FIRST), 60, 700)], title="The harbour “report”")
    assert read_document(data, "report.pdf").headline == "The harbour “report”"


def test_a_pdf_with_a_password_is_locked_and_one_with_an_empty_password_is_read() -> None:
    pages = [column(wrapped(FIRST), 60, 700)]
    with pytest.raises(Locked):
        read_document(paper(pages, password="secret"), "report.pdf")
    assert body(read_document(paper(pages, password=""), "report.pdf")) == [FIRST]


def test_a_pdf_of_pictures_has_no_text() -> None:
    with pytest.raises(NoTextLayer):
        read_document(paper([[], []]), "scan.pdf")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.7\n" + b"\xff" * 5000,
        b"%PDF-1.4\ntrailer << /Root 1 0 R >>\nstartxref\n99999999\n%%EOF",
        b"%PDF-1.4\n1 0 obj\n" + b"[" * 50_000,
        b"not a PDF at all",
    ],
)
def test_a_broken_pdf_is_one_clear_error(data: bytes) -> None:
    with pytest.raises((Malformed, NoTextLayer)):
        read_document(data, "report.pdf")


def test_every_cut_of_a_pdf_is_read_or_refused() -> None:
    whole = paper([column(wrapped(FIRST), 60, 700)])
    for end in range(0, len(whole), 97):
        try:
            read_document(whole[:end], "report.pdf")
        except SourceError:
            continue


def test_a_pdf_is_known_by_its_bytes_and_not_by_its_name() -> None:
    data = paper([column(wrapped(FIRST), 60, 700)])
    assert body(read_document(data, "report.txt")) == [FIRST]


def test_html_markdown_and_text_files_are_read_by_their_names() -> None:
    page = read_document(news.page("broadsheet", "harbour"), "saved page.HTM")
    assert page.headline == news.story("harbour").headline
    assert read_document(b"# Title\n\nSome words.", "notes.md").headline == "Title"
    assert read_document(b"Some words.", "notes.txt").text == "Some words."


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "empty.txt", EmptySource),
        (b" \n", "empty.pdf", EmptySource),
        (b"<html><p>nothing</p></html>", "page.html", NoArticle),
        (b"PK\x03\x04", "letter.docx", NotText),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "picture.txt", NotText),
        (b"a" * (text.LARGEST + 1), "long.txt", TooLarge),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    data: bytes, name: str, error: type[SourceError]
) -> None:
    with pytest.raises(error) as refusal:
        read_document(data, name)
    assert refusal.value.source == name
