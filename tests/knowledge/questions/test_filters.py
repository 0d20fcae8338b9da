"""Words that narrow a question to some of the articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge import Answer, Article, Library, NotOnRecord, Reason, read_text
from knowledge.questions.filters import parse_period

TODAY = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today", date(2026, 11, 20), date(2026, 11, 20)),
        ("yesterday", date(2026, 11, 19), date(2026, 11, 19)),
        ("last week", date(2026, 11, 9), date(2026, 11, 15)),
        ("this week", date(2026, 11, 16), date(2026, 11, 20)),
        ("on Tuesday", date(2026, 11, 17), date(2026, 11, 17)),
        ("in October", date(2026, 10, 1), date(2026, 10, 31)),
        ("in December", date(2025, 12, 1), date(2025, 12, 31)),
        ("in October 2021", date(2021, 10, 1), date(2021, 10, 31)),
        ("in 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("on 5 December 2021", date(2021, 12, 5), date(2021, 12, 5)),
        ("in February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("in December 9999", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_times_are_seen_from_today(words: str, first: date, last: date) -> None:
    found = parse_period(words, TODAY)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "words", ["in Kiev", "on boats", "in general", "in 0000", "in May 0000", "on 0000-01-01"]
)
def test_what_is_in_no_calendar_is_no_time(words: str) -> None:
    assert parse_period(words, TODAY) is None


def story(words: str, day: int, outlet: str) -> Article:
    article = read_text(f"A headline\n\n“{words},” said Mayor Ann Lee of Corrin on the quay.\n")
    return replace(article, published=datetime(2026, 11, day, tzinfo=UTC), outlet=outlet)


@pytest.fixture
def library() -> Library:
    made = Library.throwaway()
    made.add(story("The bridge will close in spring", 11, "The Corrin Gazette"))
    made.add(story("The bridge will stay open for good", 19, "Selby Star"))
    return made


def quotes(reply: Answer | NotOnRecord) -> str:
    assert isinstance(reply, Answer)
    return " ".join(citation.quote for citation in reply.citations)


def test_last_week_is_searched_in_last_weeks_articles(library: Library) -> None:
    reply = library.ask("What did Lee say about the bridge last week?", today=TODAY)
    assert "in spring" in quotes(reply)
    assert "for good" not in quotes(reply)
    assert reply.searched.articles == 1
    assert reply.searched.period is not None
    assert reply.searched.period.words == "last week"


def test_an_outlet_is_searched_by_its_name(library: Library) -> None:
    reply = library.ask("what did lee say about the bridge in the selby star", today=TODAY)
    assert "for good" in quotes(reply)
    assert "in spring" not in quotes(reply)
    assert reply.searched.outlet == "Selby Star"


def test_days_without_articles_are_told_so(library: Library) -> None:
    reply = library.ask("What did Lee say about the bridge in March?", today=TODAY)
    assert isinstance(reply, NotOnRecord)
    assert reply.reason is Reason.NO_ARTICLES_THEN


def test_to_a_single_article_a_day_is_a_topic_like_another() -> None:
    library = Library.throwaway()
    library.add(story("The bridge will close in spring", 11, ""))
    assert isinstance(library.ask("What did Lee say about the bridge yesterday?"), Answer)
