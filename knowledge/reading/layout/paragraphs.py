"""What each paragraph of a text is for: headline, byline, body or furniture."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.model.article import Paragraph, ParagraphKind
from knowledge.model.span import Span
from knowledge.reading.layout import bylines, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADLINE_WORDS = 40
_LONGEST = 1000
"""Characters from which a paragraph is body without being looked at."""
_HEADER = 12
"""Paragraphs among which the lines between headline and body are looked for."""
_LEAD = 1500
"""Characters behind a line in which the name of the person that it names would soon come again,
were it the article's subject and not its writer."""
_COMMON = 50_000
"""Characters looked through for words in small letters."""
_SENTENCE_END = re.compile(r"[.!?…:;,。！？؟।۔][\"”“'’»*_)\]」』”]*$")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s|(\*\*|__)(?=\S)[^*_]{1,80}[^\s*_.!?…:;,\"”’»]\1$")
_UNDERLINE = re.compile(r"={3,}|-{3,}")


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` in order, each with its kind. Law 2: nothing is dropped."""
    found = _marked(text, list(lines.spans(text)))
    if any(p.kind is ParagraphKind.BODY for p in found):
        return tuple(found)
    return tuple(_with_some_body(text, found))


def kind_by_words(words: str) -> ParagraphKind:
    """What a paragraph is for as far as its own words show: BYLINE, FURNITURE, else BODY."""
    if len(words) > _LONGEST:
        return ParagraphKind.BODY
    if bylines.is_byline(words):
        return ParagraphKind.BYLINE
    from knowledge.reading.layout import (
        boilerplate,  # its patterns take a quarter of a second to compile
    )

    return ParagraphKind.FURNITURE if boilerplate.is_boilerplate(words) else ParagraphKind.BODY


def _marked(text: str, spans: list[Span]) -> list[Paragraph]:
    found: list[Paragraph] = []
    headline_seen = body_seen = False
    common = _common(text)
    for number, span in enumerate(spans, start=1):
        words = span.of(text)
        kind = kind_by_words(words)
        if kind is ParagraphKind.BODY and _is_heading(text, spans, number - 1):
            kind = ParagraphKind.HEADLINE
        elif kind is ParagraphKind.BODY and not body_seen and len(spans) > 1:
            signed = headline_seen and number <= _HEADER
            if signed and bylines.is_bare_byline(words, common) and not _told_of(text, span):
                kind = ParagraphKind.BYLINE
            elif _is_headline(words):
                kind = ParagraphKind.HEADLINE
        headline_seen = headline_seen or kind is ParagraphKind.HEADLINE
        body_seen = body_seen or kind is ParagraphKind.BODY
        found.append(Paragraph(span, number, kind))
    return found


def _common(text: str) -> frozenset[str]:
    """The words that the text has in small letters."""
    return frozenset(filter(str.islower, re.findall(r"[^\W\d_]{2,}", text[:_COMMON])))


def _is_heading(text: str, spans: list[Span], index: int) -> bool:
    """Whether Markdown marks the paragraph as a heading."""
    span = spans[index]
    if len(span) > _LONGEST:
        return False
    if _MARKDOWN_HEADING.match(span.of(text)):
        return True
    after = spans[index + 1] if index + 1 < len(spans) else None
    return (
        after is not None
        and text[span.end : after.start].strip(" ") == "\n"
        and _UNDERLINE.fullmatch(after.of(text)) is not None
    )


def _is_headline(words: str) -> bool:
    """Whether words that stand before the body are a headline or a line below it."""
    if len(words) > _LONGEST or len(words.split()) > _HEADLINE_WORDS:
        return False
    return not _SENTENCE_END.search(words) or _is_title(words)


def _is_title(words: str) -> bool:
    """Whether a line that ends like a sentence is a headline all the same: “Who pays? They do.” is
    not, “U.S. to Buy Bases in D.C.” is.
    """
    parts = [w for w in words.split() if len(w) > 3]
    capitals = sum(w.lstrip("“\"'‘(")[:1].isupper() for w in parts)
    return 3 <= len(parts) <= 20 and capitals == len(parts)


def _told_of(text: str, span: Span) -> bool:
    """Whether the first name on the line comes again right below it: then it is told of."""
    name = bylines.author(span.of(text)).split(",")[0].split()
    return bool(name) and name[-1] in text[span.end : span.end + _LEAD]


def _with_some_body(text: str, found: list[Paragraph]) -> Iterator[Paragraph]:
    """A text of headlines alone (a few bare lines) is read as body but for its first line."""
    first = next((p for p in found if p.kind is ParagraphKind.HEADLINE), None)
    for paragraph in found:
        kind = paragraph.kind
        if kind is ParagraphKind.BYLINE:  # a name alone, perhaps: then it is a line like the others
            kind = kind_by_words(paragraph.span.of(text))
        elif kind is ParagraphKind.HEADLINE and (paragraph is not first or len(found) == 1):
            kind = ParagraphKind.BODY
        yield replace(paragraph, kind=kind)


def byline_of(text: str, parts: tuple[Paragraph, ...]) -> str:
    """The authors that a byline among the paragraphs names, "" where none does."""
    lines = (p.span.of(text) for p in parts if p.kind is ParagraphKind.BYLINE)
    return next((name for line in lines if (name := bylines.author(line))), "")


def published_of(text: str, parts: tuple[Paragraph, ...]) -> datetime | None:
    """The first day that a byline names, else the one in the first paragraph's dateline."""
    lines = (p.span.of(text) for p in parts if p.kind is ParagraphKind.BYLINE)
    if day := next((day for line in lines if (day := bylines.day(line))), None):
        return day
    body = next((p for p in parts if p.kind is ParagraphKind.BODY), None)
    return bylines.dateline_day(body.span.of(text)) if body else None
