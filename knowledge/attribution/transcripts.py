"""Paragraphs that begin with who speaks: "ROE: ...", as in a transcript or an interview."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.language import cues, names
from knowledge.model.span import Span, trimmed
from knowledge.model.statement import Statement, StatementKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.attribution.entities.entities import EntityRegistry
    from knowledge.model.article import Article, Paragraph

_DETERMINERS = ("The", "A", "An", "Our", "Your", "This")
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
    return [t for t in found if _speaks(article.text, t, often)] if len(found) > 1 else []


def _speaks(text: str, turn: Turn, often: Counter[str]) -> bool:
    """Whether a label is somebody's: in capitals, or recurring and a name elsewhere too."""
    label = turn.label.of(text)
    words = label.split()
    if label.isupper():
        return True
    if often[words[-1].casefold()] < 2 or words[0] in _DETERMINERS:
        return False
    return (
        bool(names.sex(words[0]))
        or names.title(words[0]) is not None
        or (re.search(rf"\b[^\W\da-z_][\w.]+ {re.escape(words[-1])}\b(?!:)", text) is not None)
    )


def statements(article: Article, found: Iterable[Turn], cast: EntityRegistry) -> list[Statement]:
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
