"""Who said what in one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.attribution import cues, profiles
from knowledge.attribution.cast import Cast
from knowledge.attribution.coreference import References
from knowledge.attribution.findings import findings
from knowledge.attribution.quotations import quotations
from knowledge.attribution.reading import Reading
from knowledge.language import parser
from knowledge.statement import Attribution, Statement, StatementKind

if TYPE_CHECKING:
    from knowledge.article import Article, Paragraph
    from knowledge.attribution.frames import Finding
    from knowledge.attribution.grammar import Source
    from knowledge.span import Span


@dataclass
class Draft:
    """A finding with the paragraph that it and, where another names it, its source stand in."""

    reading: Reading
    finding: Finding
    speaker: tuple[Reading, Source] | None = None


def attribute(article: Article) -> Attribution:
    """The statements of `article` in the order of its text, and who is who in it.

    English is parsed; other languages are read by their marks and a small lexicon, never by the
    English parser. Only body paragraphs are read; every span lies inside its paragraph.
    """
    if article.language != "en":
        return Attribution()
    readings = _readings(article)
    drafts = [Draft(r, f) for r in readings for f in findings(r)]
    _speakers_from_context(readings, drafts)
    cast = Cast()
    for reading in readings:
        cast.read(reading)
    profiles.describe(cast)
    references = References(cast)
    for reading in readings:
        references.read(reading, _sources(reading, drafts))
    statements = []
    for draft in drafts:
        if draft.speaker is None:
            continue
        player = references.player(*draft.speaker)
        statement = _statement(article, draft, player.name if player is not None else "")
        if statement is not None:
            statements.append(statement)
    return Attribution(tuple(statements), profiles.profiles(cast))


def _sources(reading: Reading, drafts: list[Draft]) -> dict[int, Source]:
    return {
        d.finding.source.head: d.finding.source
        for d in drafts
        if d.reading is reading and d.finding.source is not None
    }


def _readings(article: Article) -> list[Reading]:
    numbers: dict[int, tuple[Paragraph, list]] = {}
    parts = []
    text = article.text
    for paragraph in article.body:
        if cues.may_attribute(paragraph.span.of(text)):
            parts.append(paragraph)
    found = []
    at = 0
    for span, doc in parser.parse(text, [p.span for p in parts]):
        while parts[at].span.end < span.end:
            at += 1
        found.append(Reading(text, span, doc, parts[at].number, quotations(text, span)))
    return found


def _speakers_from_context(readings: list[Reading], drafts: list[Draft]) -> None:
    last: Draft | None = None
    for draft in drafts:
        finding = draft.finding
        if finding.source is not None:
            draft.speaker = (draft.reading, finding.source)
        elif last is not None and last.speaker is not None:
            draft.speaker = last.speaker
        last = draft


def _statement(article: Article, draft: Draft, name: str) -> Statement | None:
    reading, finding = draft.reading, draft.finding
    spans = [s for c in finding.contents if (s := _content_span(reading, c)) is not None]
    if not spans or draft.speaker is None:
        return None
    where, source = draft.speaker
    addressee = finding.addressee
    return Statement(
        kind=_kind(reading, finding),
        content=tuple(spans),
        paragraph=reading.paragraph,
        cue=reading.span_of(*finding.cue) if finding.cue else None,
        cue_class=finding.kind,
        speaker=where.trimmed_span(source.first, source.last),
        speaker_name=name,
        addressee=reading.trimmed_span(addressee.first, addressee.last) if addressee else None,
        negated=finding.negated,
    )


def _content_span(reading: Reading, content: tuple[int, int]) -> Span | None:
    """A stretch of words without the point or comma outside its marks."""
    return reading.trimmed_span(*content)


def _kind(reading: Reading, finding: Finding) -> StatementKind:
    words = [
        reading.quoted[at] != -1
        for first, last in finding.contents
        for at in range(first, last)
        if reading.doc[at].is_alpha or reading.doc[at].like_num
    ]
    if words and all(words):
        return StatementKind.DIRECT
    return StatementKind.MIXED if any(words) else StatementKind.INDIRECT
