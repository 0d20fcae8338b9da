"""What each line of an article is for is told by its kind, and body is never lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.model.article import ParagraphKind
from knowledge.reading.formats.text import read_text
from knowledge.reading.layout.paragraphs import kind_by_words

HEADLINE = "Ferry to Stop for Winter"
FIRST = "The ferry will stop in November, the company said."


def second(line: str) -> str:
    """The kind of `line` between a headline and a first paragraph."""
    return read_text(f"{HEADLINE}\n\n{line}\n\n{FIRST}").paragraphs[1].kind.value


@pytest.mark.parametrize(
    "line",
    [
        "Regional Democracy Reporter", "Staff Writer", "Special Correspondent", "Redaktion Berlin",
        "Nora Quill | The Evening Mail", "Nora Quill", "Nora Quill, Harbour Reporter",
        "Nora Quill and Otto Venn", "Nora Quill • 5 min read", "Нора Квилл", "Reuters",
        "From Nora Quill in Oslo", "PORT ELGAR, August 8, 2023", "November 6 (Northern Wire)",
        "Киев, 21 мая", "Madrid - 10 may 2024 - 08:00 CEST",
    ],
)  # fmt: skip
def test_a_name_an_office_or_a_place_with_a_date_below_the_headline_is_a_byline(line: str) -> None:
    assert second(line) == "byline"
    assert kind_by_words(line) is ParagraphKind.BODY, "elsewhere it is not known"


@pytest.mark.parametrize(
    "line",
    [
        "By Nora Quill", "BY NORA QUILL AND OTTO VENN", "By Nora Quill, Staff Writer",
        "By Reuters", "By Nora van der Quill in Oslo", "Von Otto Venn", "Par Solange Mire",
        "Por Ana Ruiz", "Photographs by Otto Venn", "Published 3 hours ago", "May 5, 2024",
        "Updated 6:41 PM EDT, Sat September 7, 2024", "Publié le 3 octobre 2023 à 18h05",
        "Stand: 14.05.2024, 18:30 Uhr", "21 мая 2024 года", "21 травня 2024 року",
        "10 de mayo de 2024", "14. Mai 2024", "Le 3 octobre 2023",
    ],
)  # fmt: skip
def test_a_line_that_says_who_or_when_is_a_byline_wherever_it_stands(line: str) -> None:
    assert kind_by_words(line) is ParagraphKind.BYLINE
    assert second(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Follow Nora Quill on Twitter.", "Subscribe to our channel to be the first to know",
        "Thanks for reading!", "Did you like this letter? Sign up here.", "Advertisement",
        "Find more stories at the Evening Mail site.", "Comments (12)", "Have a news tip?",
        "© 2024 The Evening Mail. All rights reserved.", "Contact Nora at nora@mail.example",
        "(Reporting by Nora Quill; Editing by Otto Venn)", "* * *", "Image: Otto Venn.",
        "Nora Quill contributed reporting from Oslo.", "Photo by Otto Venn/AP",
        "The bridge, in 2015. Credit: The Evening Mail", "The bridge. (Photo: Northern Wire)",
        "This story originally appeared in The Evening Mail.", "[Subscribe](https://x.example)",
        "![The bridge](bridge.png)", "Lesen Sie auch: Die Brücke", "Lire aussi : Le pont",
        "Читайте также: Мост", "Подписывайтесь на наш канал", "Foto: Venn", "Tags: rail, roads",
    ],
)  # fmt: skip
def test_notices_credits_and_captions_are_furniture(line: str) -> None:
    assert kind_by_words(line) is ParagraphKind.FURNITURE


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, the senator said.", "Follow me, he said.", "Comments cost votes.",
        "Comments like that cost votes, she said.", "From Paris he flew to Rome.",
        "By Friday the water had gone.", "Advertisement revenue fell by half.",
        "Related costs fell by half.", "Cookie sales rose.", "Support our troops, he said.",
        "The sheriff refused to accept cookies.", "Subscribers rose by 4 percent.",
        "Copyright law would change.", "This report is a disgrace.", "Read on, she told them.",
        "This article of the constitution was amended in 1998.", "Reuters was first.",
        "Reporting by Reuters found that 40 had died.", "Photos by the agency show smoke.",
        "Published in 1998, the book sold well.", "Updated rules take effect on May 5, 2024.",
        "Sponsored by two Democrats, the bill failed.", "The paper launched a daily newsletter.",
        "He won, polls show. AP/NORC found 40 per cent approve.", "Join us or leave.",
        "“Subscribe to nothing,” said the judge.", "She gave him credit: none.", "May 5 it was.",
        "Реклама упала вдвое.", "Von der Leyen kommt.", "Publicité interdite, dit le maire.",
        "He was a staff writer.", "Who?", '"No."', "“…”", "WASHINGTON (AP) — It rained.",
    ],
)  # fmt: skip
def test_what_is_told_is_body_whatever_it_begins_with(line: str) -> None:
    article = read_text(f"{HEADLINE}\n\n{line}\n\n{FIRST}\n\n{line}\n\nThe end came.")
    assert [p.kind.value for p in article.paragraphs] == ["headline"] + ["body"] * 4


@pytest.mark.parametrize(
    "line", ["World News", "Ferries Face Winters Alone", "The island is cut off"]
)
def test_a_section_or_a_second_headline_is_no_name(line: str) -> None:
    text = f"{HEADLINE}\n\n{line}\n\n{FIRST} All ferries face winters alone, it said."
    assert read_text(text).byline == ""
    assert read_text(text).paragraphs[1].kind is ParagraphKind.HEADLINE


def test_a_name_that_the_article_goes_on_to_tell_of_is_no_byline() -> None:
    article = read_text(f"Obituary\n\nAnn Lee\n\n{FIRST} Ms. Lee was its director.")
    assert article.paragraphs[1].kind is ParagraphKind.HEADLINE


@pytest.mark.parametrize(
    ("head", "byline", "day"),
    [
        ("Nora Quill | The Evening Mail\n\nOct. 3, 2024", "Nora Quill", (2024, 10, 3)),
        ("Von Otto Venn\n\n14. Mai 2024", "Otto Venn", (2024, 5, 14)),
        ("Par Solange Mire\n\nLe 3 octobre 2023", "Solange Mire", (2023, 10, 3)),
        ("Нора Квилл\n\n21 мая 2024 года", "Нора Квилл", (2024, 5, 21)),
        ("Special Correspondent\n\nPORT ELGAR, August 8, 2023", "", (2023, 8, 8)),
        ("By Nora Quill\nPhotographs by Otto Venn", "Nora Quill", None),
        ("By Nora Quill\n\nPORT ELGAR, Sarn, Aug. 9, 1994 - Rain.", "Nora Quill", (1994, 8, 9)),
    ],
)  # fmt: skip
def test_writer_and_day_are_read_from_the_byline_or_the_dateline(
    head: str, byline: str, day: tuple[int, int, int] | None
) -> None:
    article = read_text(f"{HEADLINE}\n\n{head}\n\n{FIRST}")
    assert article.byline == byline
    assert article.published == (datetime(*day, tzinfo=UTC) if day else None)


def test_a_dateline_stays_in_its_paragraph() -> None:
    article = read_text(f"{HEADLINE}\n\nPORT ELGAR (AP) — {FIRST}")
    assert article.body[0].span.of(article.text) == f"PORT ELGAR (AP) — {FIRST}"


def test_names_alone_are_body_where_nothing_else_is() -> None:
    article = read_text("Those on board\n\nAnn Lee\n\nTom Poe")
    assert [p.kind.value for p in article.paragraphs] == ["headline", "body", "body"]


def test_markdown_headings_are_headlines_and_bold_sentences_are_not() -> None:
    after = "## What now\n\n**Who pays?**\n\n**The money**\n\nIslands\n---\n\nEnd."
    article = read_text(f"# {HEADLINE}\n\n{FIRST}\n\n{after}")
    assert article.headline == HEADLINE
    assert [p.kind.value for p in article.paragraphs] == [
        "headline", "body", "headline", "body", "headline", "headline", "furniture", "body",
    ]  # fmt: skip
