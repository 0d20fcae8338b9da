"""Dates that stand alone on a line. Prose is never searched for dates: "may" is a verb there."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_MONTH = r"(?P<month>[a-z]+)\.?"
_TIME = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}\b.{0,20})?"
_FORMS = tuple(
    re.compile(rf"{_WEEKDAY}{form}{_TIME}", re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+{_MONTH},?\s+(?P<year>\d{{4}})",
    )
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ].{0,30})?")


def whole_date(line: str) -> datetime | None:
    """The day that `line` names (midnight UTC), if it holds a date and nothing else."""
    line = line.strip()
    for form in (*_FORMS, _ISO):
        if match := form.fullmatch(line):
            month = match["month"].casefold()
            number = int(month) if month.isdigit() else _MONTHS.get(month)
            if number is None:
                continue
            try:
                return datetime(int(match["year"]), number, int(match["day"]), tzinfo=UTC)
            except ValueError:
                return None
    return None
