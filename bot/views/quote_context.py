"""A quotation in its context: its paragraph and those around it, cut to a message."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.tables.answers import StoredCitation
from bot.views import message_split
from knowledge import Article, ParagraphKind, Span

ROOM = 1500
"""UTF-16 units of a paragraph around the words, and half of that of its neighbours."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A slice of a paragraph: what stands before the cited words, these, and what follows."""

    number: int
    before: str
    words: str = ""
    after: str = ""


def context_of(article: Article, cited: StoredCitation) -> list[Excerpt]:
    """The paragraph of the cited words between its neighbours in the article's body."""
    body = article.body
    places = [n for n, p in enumerate(body) if p.span.start <= cited.start < p.span.end]
    if not places:
        places = [n for n, p in enumerate(article.paragraphs) if p.number == cited.paragraph]
        body = article.paragraphs
    at = places[0] if places else 0
    excerpts = [_with_words(article.text, cited, body[at].span, cited.paragraph)]
    if at > 0 and body[at - 1].kind is ParagraphKind.BODY:
        excerpts.insert(0, Excerpt(body[at - 1].number, _end(body[at - 1].span.of(article.text))))
    if at + 1 < len(body) and body[at + 1].kind is ParagraphKind.BODY:
        excerpts.append(Excerpt(body[at + 1].number, _start(body[at + 1].span.of(article.text))))
    return excerpts


def _with_words(text: str, cited: StoredCitation, paragraph: Span, number: int) -> Excerpt:
    words = _start(text[cited.start : cited.end], ROOM)
    until = cited.start + len(words)
    lead = text[min(paragraph.start, cited.start) : cited.start]
    return Excerpt(number, _end(lead), words, _start(text[until : max(until, paragraph.end)]))


def _start(text: str, room: int = ROOM // 2) -> str:
    """The first sentences of a text that fit."""
    first = message_split.split_text(text, room)[0]
    return text[: text.index(first) + len(first)]


def _end(text: str, room: int = ROOM // 2) -> str:
    """The last sentences of a text that fit, up to its very end."""
    return text[text.rindex(message_split.split_text(text, room)[-1]) :]
