"""A line that is a date is read; prose never is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.language.dates import DateLine, parse_date_line, whole_date


@pytest.mark.parametrize(
    "line",
    [
        "Friday, July 21, 2017",
        "July 21, 2017",
        "21 July 2017",
        "21st July 2017, 10:45 GMT",
        "2017-07-21",
        "2017-07-21T10:45:00Z",
        "Jul. 21, 2017 at 5:30 p.m.",
    ],
)
def test_a_date_alone_is_read(line: str) -> None:
    assert whole_date(line) == datetime(2017, 7, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "line", ["They may come on July 21, 2017", "May", "February 30, 2017", "Foo 12, 2017", ""]
)
def test_anything_else_is_no_date(line: str) -> None:
    assert whole_date(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "21. Juli 2017", "Freitag, 21. Juli 2017, 10:45 Uhr", "21.07.2017", "Le 21 juillet 2017",
        "vendredi 21 juillet 2017 à 10h45", "21 de julio de 2017", "21 июля 2017 года",
        "Пятница, 21 июля 2017", "21 липня 2017 року", "7/21/2017", "21/07/2017",
        "Friday 21 July 2017", "Fri Jul 21, 2017 5:30 PM EDT",
    ],
)  # fmt: skip
def test_a_date_is_read_in_the_languages_of_the_news(line: str) -> None:
    assert whole_date(line) == datetime(2017, 7, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "day", "rest"),
    [
        ("SINGEN, July 21, 2017", datetime(2017, 7, 21, tzinfo=UTC), "SINGEN,"),
        ("July 21 (Northern Wire)", None, "(Northern Wire)"),
        ("5/6/2017", None, ""),
    ],
)
def test_what_the_line_leaves_open_is_left_open(line: str, day: datetime | None, rest: str) -> None:
    assert parse_date_line(line) == DateLine(day, rest)


@pytest.mark.parametrize("line", ["They may come", "March on", "Mai und Juni", "Augustus 21", ""])
def test_a_month_without_a_day_is_no_date(line: str) -> None:
    assert parse_date_line(line) is None
