"""Dates that stand on a line of their own, in the six languages that are read well.

Prose is never searched for dates: "may" is a verb there. `taken` is for short lines that are no
sentences, where a month counts only beside a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene января январь янв січня січень",
            "february feb februar février fevrier févr febrero февраля февраль фев лютого лютий",
            "march mar märz maerz mär mars marzo марта март мар березня березень",
            "april apr avril avr abril abr апреля апрель апр квітня квітень",
            "may mai mayo мая май травня травень",
            "june jun juni juin junio июня июнь червня червень",
            "july jul juli juillet juil julio июля июль липня липень",
            "august aug août aout agosto ago августа август авг серпня серпень",
            "september sept sep septembre septiembre setiembre сентября сентябрь сент сен"
            " вересня вересень",
            "october oct oktober okt octobre octubre октября октябрь окт жовтня жовтень",
            "november nov novembre noviembre ноября ноябрь ноя листопада листопад",
            "december dec dezember dez décembre decembre déc diciembre dic декабря декабрь дек"
            " грудня грудень",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu|thurs?|fri|sat|sun"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|понеділок|вівторок|середа|четвер|п[ʼ'’]ятниця|субота|неділя)"
)
_NAME_OF_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_BEFORE = rf"(?<!\w)(?:{_WEEKDAY}\b\.?,?\s+)?(?:(?:the|on|le|am|den|el)\s+)?"
_MONTH = rf"(?P<month>{_NAME_OF_MONTH})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r",?\s+(?:de[l]?\s+)?(?P<year>\d{4})(?!\w)(?:\s+(?:года|году|г\.|року|р\.))?"
_TIME = (
    r"(?:\b(?:at|um|à|a las|в|о)\s+)?(?<![\d.])\d{1,2}(?:[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?"
    r"|\s*[ap]\.?m\b\.?)(?:\s*(?:uhr|[A-Z]{1,5}|[A-Z]?[+-]\d{2}:?\d{2})\b)?"
)
_IN_WORDS = (
    rf"{_BEFORE}{_MONTH}\s+{_DAY}{_YEAR}",
    rf"{_BEFORE}{_DAY}\s+(?:de\s+|of\s+)?{_MONTH}{_YEAR}",
)
_ISO = (
    r"(?<!\w)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?(?:Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2}))?)?(?!\w)"
)
_IN_FIGURES = (
    rf"{_BEFORE}(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?!\w)",
    rf"{_BEFORE}(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/(?P<year>\d{{4}})(?!\w)",
)
_FIGURE = re.compile(r"\d")
_NO_YEAR = (
    rf"{_BEFORE}{_MONTH}\s+{_DAY}(?!\w)",
    rf"{_BEFORE}{_DAY}\s+(?:de\s+|of\s+)?{_MONTH}(?!\w)",
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date taken out of a line: the `day` (midnight UTC; None where the line does not settle
    it: no year, or 5/6/2024), and the `rest` of the line, without hours too.
    """

    day: datetime | None
    rest: str


def parse_date_line(line: str) -> DateLine | None:
    """The first date in the short `line`, and the line without it; None where it holds none."""
    if not _FIGURE.search(line):
        return None
    for form in _forms():
        match = form.search(line)
        if match and ("year" not in form.groupindex or _settled(match)):
            rest = f"{line[: match.start()]} {line[match.end() :]}"
            return DateLine(_day(match), without_time(rest))
    return None


def whole_date(line: str) -> datetime | None:
    """The day that `line` names (midnight UTC), if it holds a date and nothing else."""
    found = parse_date_line(line)
    return found.day if found and not found.rest.strip(" ,;|·–—-") else None


def without_time(line: str) -> str:
    """`line` without hours of the day (“6:41 PM EDT”, “18.30 Uhr”)."""
    return (_time().sub(" ", line) if _FIGURE.search(line) else line).strip()


def names_day_or_month(word: str) -> bool:
    """Whether `word` is the name of a weekday or of a month, so that no person is meant."""
    long = len(word) > 3
    return long and (word.casefold() in _MONTHS or bool(re.fullmatch(_WEEKDAY, word, re.I)))


def names_month(word: str) -> bool:
    """Whether `word` is the name of a month, in full or short."""
    return word.casefold() in _MONTHS


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """All ways to write a day, in the order in which they are tried; compiled at first use, since
    that takes a while and most questions name no day.
    """
    iso = re.compile(_ISO)
    words, figures, no_year = (
        [re.compile(form, re.IGNORECASE) for form in forms]
        for forms in (_IN_WORDS, _IN_FIGURES, _NO_YEAR)
    )
    return (*words, iso, *figures, *no_year)


@cache
def _time() -> re.Pattern[str]:
    return re.compile(_TIME, re.IGNORECASE)


def _settled(match: re.Match[str]) -> bool:
    """Whether the figures can be a date at all: there is no thirtieth of February."""
    return "one" in match.groupdict() or _day(match) is not None


def _day(match: re.Match[str]) -> datetime | None:
    parts = match.groupdict()
    if "year" not in parts:
        return None
    if "one" in parts:
        return _of_slashes(int(parts["one"]), int(parts["two"]), int(parts["year"]))
    month = parts["month"].casefold()
    return _real(
        int(parts["year"]), int(month) if month.isdigit() else _MONTHS[month], parts["day"]
    )


def _of_slashes(one: int, two: int, year: int) -> datetime | None:
    """5/6/2024 is two days; 25/6/2024 and 6/25/2024 are one."""
    if one == two or two > 12:
        return _real(year, one, two)
    return _real(year, two, one) if one > 12 else None


def _real(year: int, month: int, day: int | str) -> datetime | None:
    try:
        return datetime(year, month, int(day), tzinfo=UTC)
    except ValueError:
        return None
