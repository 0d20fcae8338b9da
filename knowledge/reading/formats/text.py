"""Plain text and Markdown into an Article."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from knowledge.errors import EmptySource, MissingSource, NotText, TooLarge
from knowledge.language import detect
from knowledge.model.article import Article, Paragraph, ParagraphKind
from knowledge.reading.formats.signatures import is_prose
from knowledge.reading.layout.paragraphs import byline_of, paragraphs, published_of

LARGEST = 20_000_000
"""Bytes read of one file: Telegram hands out files up to 20 MB, and no article is longer."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_GUESSED_FROM = 200_000
"""Bytes that a character set is guessed from."""
_CHARACTER_SETS = [
    "utf_16", "utf_32", "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp874", "koi8_r", "koi8_u", "cp866", "gb18030", "big5", "shift_jis", "euc_jp",
    "euc_kr", "iso2022_jp", "mac_roman", "mac_cyrillic",
]  # fmt: skip
"""Those that texts come in today. Left to itself the guess takes German for a page of DOS."""


def read_file(path: str | Path) -> Article:
    """The article in the text file at `path`.

    Raises MissingSource, EmptySource, TooLarge or NotText.
    """
    name = str(path)
    return read_text(decode(bytes_of(path), name), name)


def bytes_of(path: str | Path) -> bytes:
    """What stands in the file at `path`. Raises MissingSource or TooLarge."""
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as exc:
        raise MissingSource(name) from exc
    if len(data) > LARGEST:
        raise TooLarge(name, LARGEST)
    return data


def decode(data: bytes, name: str) -> str:
    """The text in `data`, with newlines as \\n. `name` is the source's, for the errors."""
    return unix_newlines(_decoded(data, name))


def unix_newlines(text: str) -> str:
    """`text` with every newline as \\n and otherwise unchanged."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(text: str, name: str = "text") -> Article:
    """The article in `text`, which is kept as it is. Raises EmptySource or NotText."""
    text = unix_newlines(text)
    if _SURROGATE.search(text):
        raise NotText(name)
    if not any(c.isalnum() for c in text):
        raise EmptySource(name)
    parts = paragraphs(text)
    return Article(
        text=text,
        paragraphs=parts,
        headline=_headline(text, parts),
        byline=byline_of(text, parts),
        published=published_of(text, parts),
        language=detect.detect_language(text),
    )


def _decoded(data: bytes, name: str) -> str:
    if not data.strip():
        raise EmptySource(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _guessed(data, name)
    if not is_prose(text):
        raise NotText(name)
    return text


def _guessed(data: bytes, name: str) -> str:
    """The text in the likeliest charset in which it is one."""
    from charset_normalizer import from_bytes

    for likely in from_bytes(data[:_GUESSED_FROM], cp_isolation=_CHARACTER_SETS):
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            text = data.decode(likely.encoding)
            if is_prose(text, likely.encoding):
                return text
    raise NotText(name)


def _headline(text: str, parts: tuple[Paragraph, ...]) -> str:
    for paragraph in parts:
        if paragraph.kind is ParagraphKind.HEADLINE:
            return " ".join(paragraph.span.of(text).strip("#*_ ").split())
    return ""
