"""Who said what in one article."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from knowledge.attribution import quotation_only, speaker_continuity, transcripts
from knowledge.attribution.detection.relations import find_relations
from knowledge.attribution.entities import profiles
from knowledge.attribution.entities.coreference import CoreferenceResolver
from knowledge.attribution.entities.entities import EntityRegistry
from knowledge.attribution.entities.speaker_resolution import SpeakerResolver
from knowledge.attribution.parsing import unclosed_quotations
from knowledge.attribution.parsing.paragraph import ParsedParagraph
from knowledge.attribution.parsing.quotation_marks import quotations
from knowledge.language import cues, names, parser
from knowledge.model.article import ParagraphKind
from knowledge.model.span import Span
from knowledge.model.statement import Attribution, Statement, StatementKind

if TYPE_CHECKING:
    from collections.abc import Container

    from knowledge.attribution.speaker_continuity import StatementDraft
    from knowledge.model.article import Article

_DATELINE = re.compile(
    r"(?:[^\W\da-z_]{2,}[.,]?[ ]){1,4}(?:[^\W\d_][\w.]*,?[ ]){0,3}(?:\([^)]{2,20}\)[ ])?"
    r"(?:—|–|--|-)[ ]?"
    r"|[^\W\d_][\w., ]{2,40}\([^()]{2,30}\)[ ](?:—|–|--|-)[ ]?"
    r"|[^\W\d_]\w+(?:[ ][^\W\da-z_]\w+)?(?:,[ ][^\W\da-z_][\w.]+)?[ ]—[ ](?=[^\W\da-z_])"
)
_LONGEST_DATELINE = 80


def attribute(article: Article) -> Attribution:
    """The statements of `article` in the order of its text, and who is who in it.

    English is parsed; other languages are read by their marks and a small lexicon, never by the
    English parser. Only body paragraphs are read; every span lies inside its paragraph.
    """
    if article.language != "en":
        return quotation_only.attribute(article)
    turns = transcripts.turns(article)
    readings = _readings(article, {turn.paragraph.number for turn in turns})
    drafts = speaker_continuity.with_speakers([(r, find_relations(r)) for r in readings])
    cast = EntityRegistry()
    for reading in readings:
        cast.read(reading)
    parsed = {reading.paragraph for reading in readings}
    for paragraph in article.paragraphs:
        if paragraph.number not in parsed and paragraph.kind is not ParagraphKind.FURNITURE:
            cast.read_unparsed(article.text, paragraph.span)
    for reading in readings:
        cast.link(reading)
    profiles.describe(cast)
    named = _names(readings, drafts, cast)
    found = [_statement(draft, named.get(id(draft), "")) for draft in drafts]
    statements = [statement for statement in found if statement is not None]
    statements += transcripts.statements(article, turns, cast)
    statements.sort(key=lambda statement: statement.content[0])
    return Attribution(tuple(statements), profiles.profiles(cast))


def _names(
    readings: list[ParsedParagraph], drafts: list[StatementDraft], cast: EntityRegistry
) -> dict[int, str]:
    """The speakers' names by draft, found in the order of the text."""
    references = CoreferenceResolver(cast)
    speakers = SpeakerResolver(cast, references)
    said = _said(drafts)
    waiting = deque(drafts)
    found = {}
    for reading in readings:
        references.read(reading, said[id(reading)])
        speakers.note_documents(reading)
        while waiting and waiting[0].reading is reading:
            draft = waiting.popleft()
            if draft.speaker is not None:
                found[id(draft)] = speakers.name(*draft.speaker, draft.finding.kind)
    return found


def _said(drafts: list[StatementDraft]) -> dict[int, dict[int, list[tuple[int, int]]]]:
    """For each paragraph its source phrases by their heads, with what each says."""
    found: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(dict)
    for draft in drafts:
        if draft.finding.source is not None:
            found[id(draft.reading)][draft.finding.source.head] = draft.finding.contents
    return found


def _readings(article: Article, spoken: Container[int] = ()) -> list[ParsedParagraph]:
    """The paragraphs that attribute something or introduce somebody, parsed, but for those
    `spoken` as turns. What has neither mark, cue nor name is not worth the parser's time.
    """
    text = article.text
    parts = [p for p in article.body if p.number not in spoken and _worth_parsing(text, p.span)]
    found = []
    at = 0
    for span, doc in parser.parse(text, [_behind_dateline(text, p.span) for p in parts]):
        while parts[at].span.end < span.end:
            at += 1
        marks = quotations(text, span)
        marks = unclosed_quotations.close_quotations(
            text, span, doc, marks, goes_on=_opens_next(text, span)
        )
        found.append(ParsedParagraph(text, span, doc, parts[at].number, marks))
    return found


def _opens_next(text: str, span: Span) -> bool:
    """Whether what comes after a paragraph opens with a quotation mark, and so may go on with
    words that the paragraph left open.
    """
    return text[span.end : span.end + 20].lstrip().startswith(("“", '"', "''", "«", "„"))


def _worth_parsing(text: str, part: Span) -> bool:
    return cues.may_attribute(part.of(text)) or any(names.find(text, part))


def _behind_dateline(text: str, part: Span) -> Span:
    """A paragraph without "WASHINGTON (AP) — ", which would spoil the parse of its sentence."""
    match = _DATELINE.match(text, part.start, min(part.end, part.start + _LONGEST_DATELINE))
    return Span(match.end(), part.end) if match and match.end() < part.end else part


def _statement(draft: StatementDraft, name: str) -> Statement | None:
    reading, finding = draft.reading, draft.finding
    parts = [draft, *draft.further]
    spans = [s for p in parts for c in p.finding.contents if (s := p.reading.trimmed_span(*c))]
    if not spans:
        return None
    speaker = None
    if draft.speaker is not None:
        where, source = draft.speaker
        speaker = where.trimmed_span(source.first, source.last)
    addressee = finding.addressee
    return Statement(
        kind=_kind(parts),
        content=tuple(spans),
        paragraph=reading.paragraph,
        cue=reading.span_of(*finding.cue) if finding.cue else None,
        cue_class=finding.kind,
        speaker=speaker,
        speaker_name=name,
        addressee=reading.trimmed_span(addressee.first, addressee.last) if addressee else None,
        negated=finding.negated,
    )


def _kind(parts: list[StatementDraft]) -> StatementKind:
    words = [
        part.reading.quoted[at] != -1
        for part in parts
        for first, last in part.finding.contents
        for at in range(first, last)
        if part.reading.doc[at].is_alpha or part.reading.doc[at].like_num
    ]
    if words and all(words):
        return StatementKind.DIRECT
    return StatementKind.MIXED if any(words) else StatementKind.INDIRECT
