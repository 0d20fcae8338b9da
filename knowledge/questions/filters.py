"""Words that narrow where to look: "last week", "in October", "in the Gazette"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.language import dates
from knowledge.model.article_set import ArticleSet
from knowledge.model.question import Period, Question, QuestionKind

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = (
    r"today|yesterday|(?:this|last|past) (?:week|month|year)"
    rf"|on (?:{'|'.join(_DAYS)})|in (?:[a-z]+ )?\d{{4}}|in [a-z]+|on \d{{4}}-\d\d-\d\d"
    r"|on [a-z]+ \d{1,2},? \d{4}|on \d{1,2} [a-z]+,? \d{4}"
)
_AT_END = re.compile(rf"[\s,]+(?P<when>{_RELATIVE})[\s?.!]*$", re.IGNORECASE)
_OUTLET = re.compile(
    r"[\s,]+(?:in|by|from|according to) (?:the )?(?P<outlet>[^?.!,]{2,40})[\s?.!]*$", re.IGNORECASE
)
_NARROWED = frozenset(
    {QuestionKind.SAID, QuestionKind.WHO_SAID, QuestionKind.QUOTED, QuestionKind.SIDES}
)


@dataclass(frozen=True, slots=True)
class FilteredQuestion:
    """A question without the words that narrow it, the articles left, and what was narrowed by."""

    text: str
    holdings: ArticleSet
    period: Period | None = None
    outlet: str = ""


def apply_filters(
    text: str, question: Question, holdings: ArticleSet, today: date
) -> FilteredQuestion:
    """The articles among `holdings` that the end of the question asks of.

    Days narrow only what may be said on one day or another, and only among several articles with
    a date: of a single article it is enough that its date is shown.
    """
    outlet = _OUTLET.search(text)
    named = [o for o in holdings.outlets if outlet and _is_outlet(outlet["outlet"], o)]
    if outlet and named:
        inner = apply_filters(text[: outlet.start()], question, holdings.of_outlets(named), today)
        return replace(inner, outlet=named[0])
    match = _AT_END.search(text)
    days = parse_period(match["when"], today) if match else None
    if match is None or days is None or question.asked not in _NARROWED:
        return FilteredQuestion(text, holdings)
    if len(holdings.dated) < 2:
        return FilteredQuestion(text[: match.start()], holdings)
    return FilteredQuestion(
        text[: match.start()], holdings.dated.within(days.first, days.last), days
    )


def parse_period(words: str, today: date) -> Period | None:
    """The days that `words` mean, seen from `today`; None where they are no time."""
    plain = " ".join(words.casefold().split())
    days = _relative(plain, today) or _named(plain, today)
    return Period(*days, words=plain.removeprefix("on ").removeprefix("in ")) if days else None


def _relative(words: str, today: date) -> tuple[date, date] | None:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    known = {
        "today": (today, today),
        "yesterday": (today - timedelta(days=1),) * 2,
        "this week": (monday, today),
        "last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "past week": (today - timedelta(days=7), today),
        "this month": (first, today),
        "last month": (before.replace(day=1), before),
        "past month": (today - timedelta(days=30), today),
        "this year": (today.replace(month=1, day=1), today),
        "last year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "past year": (today - timedelta(days=365), today),
    }
    return known.get(words)


def _named(words: str, today: date) -> tuple[date, date] | None:
    """A weekday, a day, a month or a year; the last one where no year is given."""
    name = words.removeprefix("on ").removeprefix("in ")
    if name in _DAYS:
        back = (today.weekday() - _DAYS.index(name)) % 7
        return (today - timedelta(days=back),) * 2
    if (day := dates.whole_date(name)) is not None:
        return (day.date(),) * 2
    if re.fullmatch(r"\d{4}", name) and int(name):  # there is no year 0
        return date(int(name), 1, 1), date(int(name), 12, 31)
    month, _, year = name.partition(" ")
    start = dates.whole_date(f"{month} 1, {year or today.year}")
    if start is None:
        return None
    first = start.date()
    if not year and first > today:
        first = first.replace(year=first.year - 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _is_outlet(asked: str, outlet: str) -> bool:
    """Whether `asked` names the outlet: whole, or by its telling words in order."""
    plain, words = (
        [w for w in re.findall(r"\w+", name.casefold()) if w != "the"] for name in (asked, outlet)
    )
    return bool(plain and words) and f" {' '.join(plain)} " in f" {' '.join(words)} "
