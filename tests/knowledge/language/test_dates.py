"""A line that is a date is read; prose never is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.language.dates import whole_date


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
