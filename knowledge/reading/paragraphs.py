"""Where paragraphs begin and end, and what each is for: headline, byline, body or furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.article import Paragraph, ParagraphKind
from knowledge.language import dates
from knowledge.span import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = re.compile(r"\S.*(?:\n[^\S\n]*\S.*)*")
_LINE = re.compile(r"\S.*")
_WRAPPED_AT = 100
"""Lines no longer than this, all but the last about as long, are one wrapped paragraph."""
_HEADLINE_WORDS = 40
_FURNITURE_WORDS = 45
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”'’»)\]]*$")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s")
_BYLINE = re.compile(
    r"(?:by|words by|written by|reporting by|reported by|from)\s+[A-Z][^.!?]{2,80}"
    r"|(?:published|updated|posted|last (?:updated|modified)|first published)\b.{0,80}"
    r"|[^.!?]{3,60}\b(?:staff writer|correspondent|news agency|associated press|reuters)",
    re.IGNORECASE,
)
_BYLINE_WORDS = 14
_FURNITURE = re.compile(
    r"(?:please\s+)?(?:subscribe|sign up|log ?in|register now|click here|see also"
    r"|read (?:more|next|also)"
    r"|write a comment|leave a (?:comment|reply)|post a comment|comments?\b.{0,20}$"
    r"|your email address|required fields|share (?:this|on|via)\b|follow (?:us|me)\b"
    r"|advertisement|sponsored|related (?:articles?|stories|topics|news|content)?\s*:?"
    r"|most (?:read|popular)|editor['’]s (?:picks?|note)|skip to|cookie|accept (?:all|cookies)"
    r"|all rights reserved|copyright\b|©|\(c\)\s*\d{4}|terms of (?:use|service)|privacy policy"
    r"|newsletter|enter your email|join our|support (?:us|our)\b|donate|download (?:our|the) app"
    r"|have (?:a|your) (?:story|news) tip|got a tip|this (?:article|story|report|post) "
    r"(?:is|was|has been|originally|first|appeared)"
    r"|(?:image|photo(?:graph)?|picture|video|file photo|credit)s?\s*(?:\([^)]*\))?\s*:"
    r"|tags?\s*:|filed under|topics?\s*:"
    r"|(?:additional )?(?:reporting|editing|writing) by\b)"
    r"|.{0,120}\bcontributed to this (?:report|article|story)\b"
    r"|.{0,80}\bemail address will not be published\b"
    r"|.{0,60}\b(?:all rights reserved|newsletter)\.?$",
    re.IGNORECASE,
)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` in order, each with its kind. Law 2: nothing is dropped."""
    spans = list(_spans(text))
    found = []
    body_seen = False
    for number, span in enumerate(spans, start=1):
        words = span.of(text)
        kind = _kind(words, before_body=not body_seen, only=len(spans) == 1)
        body_seen = body_seen or kind is ParagraphKind.BODY
        found.append(Paragraph(span, number, kind))
    return _with_some_body(found)


def _spans(text: str) -> Iterator[Span]:
    for block in _BLOCK.finditer(text):
        span = trimmed(Span(*block.span()), text)
        lines = [
            trimmed(Span(span.start + m.start(), span.start + m.end()), text)
            for m in _LINE.finditer(span.of(text))
        ]
        yield from [span] if _wrapped([len(line) for line in lines]) else lines


def _wrapped(lengths: list[int]) -> bool:
    """Whether lines of these lengths are one paragraph, wrapped by an editor of plain text."""
    longest = max(lengths)
    return len(lengths) == 1 or (
        longest <= _WRAPPED_AT and longest > 50 and min(lengths[:-1]) > 0.6 * longest
    )


def kind_by_words(words: str) -> ParagraphKind:
    """What a paragraph is for as far as its own words show: BYLINE, FURNITURE, else BODY."""
    count = len(words.split())
    if count <= _FURNITURE_WORDS and _FURNITURE.match(words):
        return ParagraphKind.FURNITURE
    if dates.whole_date(words) or (count <= _BYLINE_WORDS and _BYLINE.fullmatch(words)):
        return ParagraphKind.BYLINE
    return ParagraphKind.BODY


def _kind(words: str, *, before_body: bool, only: bool) -> ParagraphKind:
    count = len(words.split())
    if _MARKDOWN_HEADING.match(words):
        return ParagraphKind.HEADLINE
    if (kind := kind_by_words(words)) is not ParagraphKind.BODY:
        return kind
    if before_body and not only and count <= _HEADLINE_WORDS and not _SENTENCE_END.search(words):
        return ParagraphKind.HEADLINE
    if before_body and not only and _is_title(words):
        return ParagraphKind.HEADLINE
    return ParagraphKind.BODY


def _is_title(words: str) -> bool:
    """Whether a line that ends like a sentence is a headline all the same: “Who pays? They do.” is
    not, “U.S. to Buy Bases in D.C.” is.
    """
    parts = [w for w in words.split() if len(w) > 3]
    capitals = sum(w.lstrip("“\"'‘(")[:1].isupper() for w in parts)
    return 3 <= len(parts) <= 20 and capitals == len(parts)


def _with_some_body(found: list[Paragraph]) -> tuple[Paragraph, ...]:
    """A text of headlines alone (a few bare lines) is read as body but for its first line."""
    if any(p.kind is ParagraphKind.BODY for p in found):
        return tuple(found)
    first = next((p for p in found if p.kind is ParagraphKind.HEADLINE), None)
    return tuple(
        Paragraph(p.span, p.number, ParagraphKind.BODY)
        if p.kind is ParagraphKind.HEADLINE and (p is not first or len(found) == 1)
        else p
        for p in found
    )
