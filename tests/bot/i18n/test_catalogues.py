"""The catalogues: every sentence in every language, whole, and within Telegram's limits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from babel.messages.catalog import Message
from jinja2 import Environment, nodes

from bot.i18n import translation
from bot.i18n.translation import LANGUAGES, Locale, use_locale
from bot.views import answer_text, templates
from knowledge import (
    Answer,
    Citation,
    NotOnRecord,
    Question,
    QuestionKind,
    Reason,
    SearchSummary,
    Source,
    Span,
    Verdict,
)
from tests import words

FORMS = {"uk": 3, "ru": 3, "de": 2, "fr": 2, "es": 2}
KEPT = re.compile(r"%\(\w+\)s|</?\w+[^>]*>|(?<![\w:/<])/\w+|https?://")
"""What a translation must not change: placeholders, tags, commands and schemes."""
LONGEST_LABEL, LONGEST_COMMAND, LONGEST_ABOUT, LONGEST_SHORT = 64, 256, 512, 120
NAME = "Ann <Lee>"
VALUES: dict[str, Any] = {"speaker": "W" * 200}


def messages(language: str) -> Iterator[tuple[Message, tuple[str, ...], tuple[str, ...]]]:
    """Each message with its English forms and its translated ones."""
    for message in words.catalogue(language):
        if message.id:
            yield message, words.forms(message.id), words.forms(message.string)


@pytest.mark.parametrize("language", words.OTHERS)
class TestEachCatalogue:
    def test_it_holds_the_sentences_of_the_templates_and_no_other(self, language: str) -> None:
        written = words.path_of(language).read_text(encoding="utf-8")
        assert written == words.renewed(language), "make words brings it up to date"

    def test_nothing_is_missing_or_only_guessed(self, language: str) -> None:
        for message, english, translated in messages(language):
            assert all(form.strip() for form in translated), message.id
            assert not message.fuzzy, message.id
            assert len(translated) == (FORMS[language] if len(english) > 1 else 1), message.id

    def test_placeholders_tags_and_commands_are_those_of_the_english(self, language: str) -> None:
        for _, english, translated in messages(language):
            expected = sorted(KEPT.findall(english[-1]))
            for form in translated:
                assert sorted(KEPT.findall(form)) == expected, form

    def test_a_sentence_ends_as_the_english_does(self, language: str) -> None:
        ends = {".": ".", ":": ":", "…": "…", "?": "?)"}
        for _, english, translated in messages(language):
            allowed = ends.get(english[-1][-1], "")
            for form in translated:
                assert not allowed or form[-1] in allowed, form

    def test_no_sentence_is_left_in_english(self, language: str) -> None:
        alike = [e for _, e, t in messages(language) if set(e) & set(t)]
        # The only ones that read the same: “article 3” and “3 articles” in French.
        assert [e for e in alike if "article" not in e[0] or len(e[0].split()) > 2] == []


def labels() -> dict[str, list[str]]:
    """The macros of labels.txt, each with what it needs."""
    source = (words.BOT / "templates" / "labels.txt").read_text(encoding="utf-8")
    parsed = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(source)
    return {m.name: [argument.name for argument in m.args] for m in parsed.find_all(nodes.Macro)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_and_commands_keep_telegrams_limits(language: str) -> None:
    with use_locale(Locale(language)):
        for name, needed in labels().items():
            said = templates.label(name, **{need: VALUES.get(need, 10_000) for need in needed})
            most = LONGEST_COMMAND if name.startswith("command_") else LONGEST_LABEL
            assert 0 < len(said) <= most, (name, said)
        assert 0 < len(templates.render("description.txt")) <= LONGEST_ABOUT
        assert 0 < len(templates.render("short_description.txt")) <= LONGEST_SHORT


def answers() -> Iterator[Answer]:
    """An answer for each case that its lead distinguishes."""
    kinds = [(asked, None) for asked in QuestionKind] + [
        (QuestionKind.CHECK, verdict) for verdict in Verdict
    ]
    sides = itertools.product(("", NAME), ("", "reporters"), ("", "the <bridge>"), (1, 2))
    for (asked, verdict), (speaker, addressee, topic, several) in itertools.product(kinds, sides):
        yield Answer(
            Question("What was said?", topic=topic),
            asked,
            tuple(
                Citation(
                    Source(number, "a.txt", "Headline" * number, "The Gazette"),
                    paragraph=4,
                    span=Span(0, 6),
                    quote="Words.",
                    speaker=speaker,
                    addressee=addressee,
                    negated=bool(number),
                )
                for number in range(several)
            ),
            SearchSummary(several, sample=several == 1),
            speaker=speaker,
            person=speaker,
            speakers=(NAME, "Bob")[:several],
            verdict=verdict,
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_said_in_every_language_with_names_and_words_as_they_are(
    language: str,
) -> None:
    all_answers = list(answers())
    with use_locale(Locale(language)):
        for answer in all_answers:
            text, markup = answer_text.plain(answer), "\n".join(answer_text.html(answer))
            assert "%(" not in text + markup
            assert text.count("Words.") == markup.count("Words.") == len(answer.citations)
            assert NAME not in markup
            if answer.asked is QuestionKind.SAID and answer.speaker:
                assert text.startswith(NAME)


@pytest.mark.parametrize("language", words.OTHERS)
def test_every_refusal_and_error_is_said_in_every_language(language: str) -> None:
    cases = list(itertools.product(Reason, (1, 2, 21), ("", NAME), ("", "oil & gas")))
    for reason, many, person, topic in cases:
        reply = NotOnRecord(Question(""), reason, SearchSummary(many), person=person, topic=topic)
        english = answer_text.plain(reply)
        with use_locale(Locale(language)):
            said = answer_text.plain(reply)
        assert "%(" not in said
        assert said.split(".")[0] != english.split(".")[0], reason
    english = templates.error_text(Exception())
    with use_locale(Locale(language)):
        assert templates.error_text(Exception()) != english


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("uk", {1: "1 абзац", 3: "3 абзаци", 5: "5 абзаців", 11: "11 абзаців", 21: "21 абзац"}),
        ("ru", {1: "1 абзац", 3: "3 абзаца", 5: "5 абзацев", 12: "12 абзацев", 22: "22 абзаца"}),
        ("de", {0: "0 Absätze", 1: "1 Absatz", 2: "2 Absätze"}),
        ("fr", {0: "0 paragraphe", 1: "1 paragraphe", 2: "2 paragraphes"}),
        ("es", {0: "0 párrafos", 1: "1 párrafo", 2: "2 párrafos"}),
    ],
)
def test_what_is_counted_has_the_form_of_its_number(language: str, told: dict[int, str]) -> None:
    with use_locale(Locale(language)):
        for many, form in told.items():
            counted = translation.ngettext("%(num)s paragraph", "%(num)s paragraphs", many)
            assert counted % {"num": many} == form
