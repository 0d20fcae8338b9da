"""An article: its text, unchanged, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.model.span import Span


class ParagraphKind(StrEnum):
    """What a paragraph is for. Only a body paragraph is ever cited as an answer."""

    HEADLINE = "headline"
    BYLINE = "byline"
    """Who wrote it, where and when: “By Jane Roe”, “Friday, July 21, 2017”."""
    BODY = "body"
    FURNITURE = "furniture"
    """What stands on the page without being the article: subscription notices, comment forms."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: where it stands, and its number, counted from 1 over all of the text's."""

    span: Span
    number: int
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its paragraphs in order, and what is known of it.

    `text` is the source's text with newlines as \\n and otherwise unchanged. `language` is an
    ISO 639-1 code, "und" where it is not known.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    headline: str = ""
    outlet: str = ""
    byline: str = ""
    published: datetime | None = None
    url: str = ""
    language: str = "en"

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs that may be cited."""
        return tuple(p for p in self.paragraphs if p.kind is ParagraphKind.BODY)

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the character at `offset`, if one does."""
        for paragraph in self.paragraphs:
            if paragraph.span.start <= offset < paragraph.span.end:
                return paragraph
        return None
