"""Brings the sentences of bot/templates into the catalogues: `make words`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.i18n.translation import ENGLISH, LANGUAGES

BOT = Path(__file__).parents[1] / "bot"
OTHERS = [language for language in LANGUAGES if language != ENGLISH]
OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
HEADER = """\
# On the Record in {language}; see docs/translating.md.
msgid ""
msgstr ""
"Language: {code}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""

Sentence = str | tuple[str, ...]


def sentences() -> Iterator[tuple[str, Sentence]]:
    """Each sentence with its template; what is counted with both its English forms."""
    found = extract_from_dir(
        BOT / "templates", [("**", "jinja2")], options_map={"**": OPTIONS}, strip_comment_tags=True
    )
    for template, line, sentence, _, _ in sorted(found, key=lambda found: found[:2]):
        del line
        yield template, sentence


def path_of(language: str) -> Path:
    """Where a language's catalogue is."""
    return BOT / "locale" / language / "LC_MESSAGES" / "ontherecord.po"


def catalogue(language: str) -> Catalog:
    """What is translated into a language; nothing where there is no catalogue yet."""
    path = path_of(language)
    written = path.read_bytes() if path.exists() else b""
    return read_po(io.BytesIO(written), locale=language)


def renewed(language: str) -> str:
    """The catalogue with the sentences of today, in order: those known with their translation."""
    before, after = catalogue(language), Catalog(locale=language)
    for template, sentence in sentences():
        key = sentence if isinstance(sentence, str) else sentence[0]
        known = before.get(key)
        string = known.string if known is not None and known.id == sentence else ""
        after.add(sentence, string, locations=[(f"bot/templates/{template}", 0)])
    written = io.BytesIO()
    write_po(written, after, width=0, omit_header=True, include_lineno=False)
    header = HEADER.format(
        language=after.locale.english_name if after.locale else language,
        code=language,
        plural=after.plural_forms,
    )
    return header + written.getvalue().decode("utf-8").strip() + "\n"


def main() -> None:
    """Writes every catalogue anew, and says what is to be translated."""
    for language in OTHERS:
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_text(renewed(language), encoding="utf-8")
        missing = [m.id for m in catalogue(language) if m.id and not any(forms(m.string))]
        for sentence in missing:
            print(f"{language}: {sentence}")


def forms(string: Sentence | list[str] | None) -> tuple[str, ...]:
    """The forms of a translation: one, or those of what is counted."""
    return (string,) if isinstance(string, str) else tuple(string or ())


if __name__ == "__main__":
    main()
