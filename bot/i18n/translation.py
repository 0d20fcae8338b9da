"""The language that the bot speaks just now, and its words, dates and numbers in it.

Every sentence stands in English in bot/templates, inside `_("…")`, and its translations
in bot/locale/<language>/LC_MESSAGES/ontherecord.po. How a new one is added, and what a
translation must keep, tells docs/translating.md.
"""

from __future__ import annotations

import gettext as catalogues
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from knowledge import Period

LANGUAGES = {
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
}
"""The languages by their codes, each named in itself."""
ENGLISH = "en"
_LOCALES = {ENGLISH: "en_GB"}
"""English dates are written 5 December 2021."""


@dataclass(frozen=True, slots=True)
class Locale:
    """A language, by its code, and the time zone in which times are told."""

    language: str = ENGLISH
    zone: str = "UTC"


_tongue: ContextVar[Locale] = ContextVar("tongue", default=Locale())  # noqa: B039 # it is frozen


def current_locale() -> Locale:
    """The tongue in force in this task or thread: English unless `speaking` has set another."""
    return _tongue.get()


@contextmanager
def use_locale(tongue: Locale) -> Iterator[None]:
    """Everything that is said inside is said in that tongue; `asyncio.to_thread` carries it on."""
    before = _tongue.set(tongue)
    try:
        yield
    finally:
        _tongue.reset(before)


def supported_language(code: str | None) -> str:
    """The language of ours for an IETF tag, such as Telegram's language_code; "" for none."""
    language = (code or "").partition("-")[0].lower()
    return language if language in LANGUAGES else ""


def gettext(message: str) -> str:
    """The sentence in the tongue in force."""
    return _catalogue(current_locale().language).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The sentence in the form that this number has in the tongue in force."""
    return _catalogue(current_locale().language).ngettext(one, many, number)


def format_day(when: datetime) -> str:
    """A day in words, as its source dates it: “5 December 2021”."""
    if current_locale().language == ENGLISH:
        return f"{when.day} {when:%B %Y}"  # the command line does without Babel
    from babel.dates import format_date

    return format_date(when, "long", babel_locale())


def format_month(when: datetime) -> str:
    """A month in words: “December 2021”."""
    if current_locale().language == ENGLISH:
        return f"{when:%B %Y}"
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", when, locale=babel_locale())


def format_moment(when: datetime) -> str:
    """A day and a time of day as the reader's clock has them: “5 December 2021, 14:05”."""
    from babel.dates import format_time

    there = when.astimezone(ZoneInfo(current_locale().zone))
    return f"{format_day(there)}, {format_time(there, 'short', locale=babel_locale())}"


def today() -> date:
    """The day it is where the reader is."""
    return datetime.now(ZoneInfo(current_locale().zone)).date()


def format_period(period: Period) -> str:
    """The days of a question, as it put them; in another language than English as dates."""
    if current_locale().language == ENGLISH:
        return period.words
    from babel.dates import format_interval

    return format_interval(period.first, period.last, "yMMMd", locale=babel_locale())


def format_size(value: int) -> str:
    """Bytes: “50 MB”."""
    megabytes = round(value / 1_000_000)
    if current_locale().language == ENGLISH:
        return f"{megabytes} MB"
    from babel.units import format_unit

    return format_unit(megabytes, "digital-megabyte", "short", locale=babel_locale())


def babel_locale() -> str:
    """The locale in force, by Unicode's name for it."""
    return _LOCALES.get(current_locale().language, current_locale().language)


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    """The words of a language, compiled from their catalogue at first use: some 50 ms, once."""
    if language == ENGLISH:
        return catalogues.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = resources.files("bot") / "locale" / language / "LC_MESSAGES" / "ontherecord.po"
    compiled = io.BytesIO()
    with path.open("rb") as written:
        write_mo(compiled, read_po(written))
    compiled.seek(0)
    return catalogues.GNUTranslations(compiled)
