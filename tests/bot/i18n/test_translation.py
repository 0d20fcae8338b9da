"""The bot's own words: all of them in the catalogues, each whole, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from bot.i18n import translation
from bot.i18n.translation import Locale, use_locale
from bot.views import templates
from knowledge import Period

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted((ROOT / "bot" / "templates").iterdir())
ENGLISH_ONLY = "{#- In English only"
LATE = datetime(2021, 12, 5, 23, 30, tzinfo=UTC)
SAYS_NOTHING = re.compile(r"On the Record|<[^>]*>?|&\w+;|/\w+|[^\w]|[\d_]")


def translated_templates() -> list[Path]:
    return [t for t in TEMPLATES if not t.read_text(encoding="utf-8").startswith(ENGLISH_ONLY)]


def is_gettext(node: nodes.Node) -> bool:
    names = {"_", "gettext", "ngettext"}
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name in names
    )


def words(node: nodes.Node) -> Iterator[str]:
    """What the template says by itself: its text and the strings that it puts out, but for what
    goes through gettext and what is only compared or looked up.
    """
    if is_gettext(node):
        assert isinstance(node, nodes.Call)
        for argument in node.kwargs:
            yield from words(argument.value)
    elif isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Const):
        yield str(node.value) if isinstance(node.value, str) else ""
    elif not isinstance(node, nodes.Compare):
        for child in node.iter_child_nodes():
            yield from words(child)


@pytest.mark.parametrize("template", translated_templates(), ids=lambda path: path.name)
def test_no_word_of_a_template_stands_outside_gettext(template: Path) -> None:
    parsed = Environment(autoescape=True, trim_blocks=True, extensions=["jinja2.ext.i18n"]).parse(
        template.read_text(encoding="utf-8")
    )
    said = {SAYS_NOTHING.sub("", found) for found in words(parsed)}
    assert said <= {""}


def test_without_a_tongue_the_bot_speaks_english() -> None:
    assert translation.current_locale() == Locale("en", "UTC")
    assert templates.label("back") == "‹ Back"


@pytest.mark.parametrize(
    ("code", "language"),
    [("uk", "uk"), ("de-AT", "de"), ("FR", "fr"), ("pt-br", ""), ("", ""), (None, ""), ("e", "")],
)
def test_a_language_of_telegrams_is_one_of_ours_or_none(code: str | None, language: str) -> None:
    assert translation.supported_language(code) == language


def test_a_day_is_told_as_the_language_writes_it_and_never_moved_to_another_zone() -> None:
    when = datetime(2021, 12, 5, tzinfo=UTC)
    told = {}
    for language in translation.LANGUAGES:
        with use_locale(Locale(language, "America/New_York")):
            told[language] = translation.format_day(when)
    assert told == {
        "en": "5 December 2021",
        "uk": "5 грудня 2021\u202fр.",
        "ru": "5 декабря 2021\u202fг.",
        "de": "5. Dezember 2021",
        "fr": "5 décembre 2021",
        "es": "5 de diciembre de 2021",
    }


def test_a_moment_is_told_by_the_readers_clock() -> None:
    with use_locale(Locale("de", "Europe/Kyiv")):
        assert translation.format_moment(LATE) == "6. Dezember 2021, 01:30"
    with use_locale(Locale("en", "America/New_York")):
        assert translation.format_moment(LATE) == "5 December 2021, 18:30"


def test_the_days_of_a_question_are_in_its_words_or_in_dates_of_the_language() -> None:
    asked = Period(date(2026, 11, 9), date(2026, 11, 15), "last week")
    assert translation.format_period(asked) == "last week"
    with use_locale(Locale("de")):
        assert translation.format_period(asked) == "9.–15. Nov. 2026"
