"""Paragraphs that begin with who speaks: "ROE: ...", as in a transcript or an interview."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.attribution import cues
from knowledge.span import Span, trimmed
from knowledge.statement import Statement, StatementKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.article import Article, Paragraph
    from knowledge.attribution.cast import Cast

_LABEL = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,4})(?:,? \([^)]{1,40}\))?:\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation: its paragraph, the label and the words."""

    paragraph: Paragraph
    label: Span
    words: Span


def turns(article: Article) -> list[Turn]:
    """The paragraphs that a speaker's label opens. A label in capitals, or one that comes back,
    is a speaker's; any other may be anything ("Location: Rome").
    """
    found = []
    for paragraph in article.body:
        match = _LABEL.match(article.text, paragraph.span.start, paragraph.span.end)
        if match and match["name"].casefold().split()[0] not in cues.words("labels"):
            words = trimmed(Span(match.end(), paragraph.span.end), article.text)
            found.append(Turn(paragraph, Span(match.start(), match.end("name")), words))
    often = Counter(turn.label.of(article.text).split()[-1].casefold() for turn in found)
    return [t for t in found if _speaks(t.label.of(article.text), often)] if len(found) > 1 else []


def _speaks(label: str, often: Counter[str]) -> bool:
    return label.isupper() or often[label.split()[-1].casefold()] > 1


def statements(article: Article, found: Iterable[Turn], cast: Cast) -> list[Statement]:
    """Each turn as a statement of whom its label names."""
    return [
        Statement(
            kind=StatementKind.INDIRECT,
            content=(turn.words,),
            paragraph=turn.paragraph.number,
            cue=Span(turn.label.end, turn.label.end + 1),
            cue_class="say",
            speaker=turn.label,
            speaker_name=cast.called(turn.label.of(article.text)),
        )
        for turn in found
        if len(turn.words)
    ]
