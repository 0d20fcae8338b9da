"""Blocks of text, as markup has them, into an Article: the text with its paragraphs marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from knowledge.language import detect
from knowledge.model.article import Article, Paragraph, ParagraphKind
from knowledge.model.span import Span
from knowledge.reading.layout import paragraphs as layout_paragraphs
from knowledge.reading.layout.paragraphs import kind_by_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SIGNS = re.compile(r"[\W_]+")
_BREAK = "\n\n"
_KNOWN_BY_WORDS = 20
"""Words from which a text's language is told by its words, and not by what its page declares."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading, its white space collapsed to single spaces."""

    text: str
    heading: bool = False


def clean(words: str) -> str:
    """`words` in one line: every run of white space a single space; invisible signs dropped."""
    return " ".join(re.sub("[\u00ad\u200b\u2060\ufeff]", "", words).split())


def plain(words: str) -> str:
    """The text of a title or name in which somebody left HTML."""
    return clean(_TAG.sub("", unescape(words)))


def same_words(words: str) -> str:
    """What two renderings of the same words share: letters and digits, case folded."""
    return _SIGNS.sub("", words.casefold())


def build_article(blocks: Iterable[Block], known: Article) -> Article:
    """`known` (headline, outlet, byline, date, URL, declared language) with the text of `blocks`.

    The text is what a reader reads: the headline, then the blocks, divided by blank lines. Each
    is one paragraph: the headline and headings HEADLINE, what the words show to be a byline or
    furniture as that, everything else BODY. The headline stands there once. A byline and a date
    that `known` lacks are taken from the paragraphs.
    """
    parts = list(_without_headline(blocks, known.headline))
    if known.headline:
        parts.insert(0, Block(known.headline, heading=True))
    words = _BREAK.join(part.text for part in parts)
    paragraphs = tuple(_paragraphs(parts))
    return replace(
        known,
        text=words,
        paragraphs=paragraphs,
        byline=known.byline or layout_paragraphs.byline_of(words, paragraphs),
        published=known.published or layout_paragraphs.published_of(words, paragraphs),
        language=_language(parts, known),
    )


def _without_headline(blocks: Iterable[Block], headline: str) -> Iterator[Block]:
    wanted = same_words(headline)
    for number, block in enumerate(blocks):
        again = wanted and same_words(block.text) == wanted
        if not (again and (block.heading or number < 3)):
            yield block


def _paragraphs(parts: list[Block]) -> Iterator[Paragraph]:
    start = 0
    for number, part in enumerate(parts, start=1):
        kind = ParagraphKind.HEADLINE if part.heading else kind_by_words(part.text)
        yield Paragraph(Span(start, start + len(part.text)), number, kind)
        start += len(part.text) + len(_BREAK)


def _language(parts: list[Block], known: Article) -> str:
    words = " ".join(part.text for part in parts if not part.heading)
    declared = known.language
    if declared != "und" and len(words.split()) < _KNOWN_BY_WORDS:
        return declared
    return detect.detect_language(words)
