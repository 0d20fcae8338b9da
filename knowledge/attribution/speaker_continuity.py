"""Quotations beside which nobody is named: who goes on speaking, over sentences and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.attribution.detection.cue_verbs import source_of
from knowledge.attribution.parsing import syntax
from knowledge.language import cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import AttributionRelation, ParsedParagraph
    from knowledge.attribution.parsing.syntax import SourcePhrase

Speaker = tuple["ParsedParagraph", "SourcePhrase"]


@dataclass
class StatementDraft:
    """A finding in its paragraph, with whoever speaks, be it in another paragraph, and with the
    paragraphs that its last quotation goes on over.
    """

    reading: ParsedParagraph
    finding: AttributionRelation
    speaker: Speaker | None = None
    further: list[StatementDraft] = field(default_factory=list)


def with_speakers(
    readings: Sequence[tuple[ParsedParagraph, list[AttributionRelation]]],
) -> list[StatementDraft]:
    """The findings of all paragraphs in order. A quotation without an attribution of its own is

    - joined to one left open at the end of the paragraph before;
    - the speaker's of what comes before it in its own paragraph;
    - whoever the paragraph before introduced with a colon;
    - where the paragraph is nothing but quotations, the last speaker of the one before, else its
      last human subject;
    and without a speaker where none of this holds.
    """
    found: list[StatementDraft] = []
    before: list[StatementDraft] = []
    previous: ParsedParagraph | None = None
    for reading, findings in readings:
        here: list[StatementDraft] = []
        for finding in findings:
            draft = StatementDraft(reading, finding)
            if finding.source is not None:
                draft.speaker = (reading, finding.source)
            joined = _joins(draft, here, before, previous)
            if joined is None:
                if finding.source is None:
                    draft.speaker = _from_context(draft, here, before, previous)
                here.append(draft)
        found += here
        before, previous = here or before[-1:] if _is_bare(reading) else here, reading
    return found


def _joins(
    draft: StatementDraft,
    here: list[StatementDraft],
    before: list[StatementDraft],
    previous: ParsedParagraph | None,
) -> StatementDraft | None:
    """The earlier draft of which this quotation is the continuation; it takes it in."""
    finding = draft.finding
    if not finding.quotes:
        return None
    if (
        previous is not None
        and not here
        and before
        and _opens(draft)
        and _left_open(before[-1], draft, previous)
    ):
        earlier = before[-1]
        if finding.source is None:
            earlier.further.append(draft)
            return earlier
        if earlier.finding.source is None and earlier.speaker is None:
            earlier.speaker = draft.speaker
        return None
    if here and finding.source is None and _follows(here[-1], draft):
        here[-1].finding.contents += finding.contents
        here[-1].finding.quotes += finding.quotes
        return here[-1]
    return None


def _opens(draft: StatementDraft) -> bool:
    """Whether a quotation begins its paragraph."""
    return draft.finding.contents[0][0] <= 1


def _left_open(earlier: StatementDraft, draft: StatementDraft, previous: ParsedParagraph) -> bool:
    """Whether the paragraph right before ended in an unclosed quotation of `earlier`."""
    last = earlier.further[-1] if earlier.further else earlier
    reading = last.reading
    if reading is not previous or draft.reading.paragraph - reading.paragraph > 1:
        return False
    quotation = reading.quotations[-1] if reading.quotations else None
    return (
        quotation is not None
        and not quotation.closed
        and len(reading.quotations) - 1 in last.finding.quotes
    )


def _follows(earlier: StatementDraft, draft: StatementDraft) -> bool:
    """Whether nothing but the earlier quotation's attribution stands between the two."""
    if not earlier.finding.quotes or earlier.reading is not draft.reading:
        return False
    reading = draft.reading
    start, end = earlier.finding.contents[-1][1], draft.finding.contents[0][0]
    sentences = {reading.sentence[at] for at in range(start, end) if reading.doc[at].is_alpha}
    if not sentences:
        return True
    verb = earlier.finding.verb
    cue = earlier.finding.cue
    return len(sentences) == 1 and (
        (verb >= 0 and reading.sentence[verb] in sentences and start <= verb < end)
        or (cue is not None and start <= cue[0] < end)
    )


def _from_context(
    draft: StatementDraft,
    here: list[StatementDraft],
    before: list[StatementDraft],
    previous: ParsedParagraph | None,
) -> Speaker | None:
    reading = draft.reading
    first = draft.finding.contents[0][0]
    if (named := _sentence_before(reading, first)) is not None:
        return named
    if here:
        return here[-1].speaker
    if previous is None or not _opens(draft) or reading.paragraph - previous.paragraph > 2:
        return None
    if (lead := _colon_before(previous)) is not None:
        return lead
    if _is_bare(reading):
        return before[-1].speaker if before else _last_subject(previous)
    return None


def _sentence_before(reading: ParsedParagraph, first: int) -> Speaker | None:
    """Ms. Roe was furious. “...” The person of the sentence right before a quotation, unless that
    sentence itself reports what another says.
    """
    at = first - 1
    while at >= 0 and not reading.doc[at].is_alpha:
        at -= 1
    if at < 0 or reading.quoted[at] != -1:
        return None
    start, end = reading.sentence_bounds(at)
    if any(reading.in_whole(i) for i in range(start, min(end, first))):
        return None
    tokens = reading.doc[start:end]
    if any(cues.verb(t.text) for t in tokens if t.tag_.startswith("VB")):
        return None
    return _subject_of(reading, tokens)


def _subject_of(reading: ParsedParagraph, tokens: Iterable[Token]) -> Speaker | None:
    for token in tokens:
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
            person = token.lower_ in ("he", "she") or token.ent_type_ == "PERSON"
            if person or cues.source_kind(token.lower_) == "person":
                return reading, syntax.phrase(token, token.head.i)
    return None


def _colon_before(previous: ParsedParagraph) -> Speaker | None:
    """Whoever a paragraph introduces that ends with a colon: the subject of its last cue, else
    of its last sentence.
    """
    doc = previous.doc
    end = len(doc)
    while end and doc[end - 1].is_space:
        end -= 1
    if end < 2 or doc[end - 1].text not in (":", ","):
        return None
    start, _ = previous.sentence_bounds(end - 2)
    for at in range(end - 1, start - 1, -1):
        cue = cues.verb(doc[at].text) if doc[at].tag_.startswith("VB") else None
        if cue is not None and previous.quoted[at] == -1:
            source = source_of(previous, doc[at])
            if source is not None:
                return previous, source
    for token in doc[start:end]:
        if token.dep_ == "nsubj" and syntax.speaks(token):
            return previous, syntax.phrase(token, token.head.i)
    return None


def _is_bare(reading: ParsedParagraph) -> bool:
    """Whether a paragraph is nothing but quotations."""
    return all(reading.quoted[t.i] != -1 or not t.is_alpha for t in reading.doc) and any(
        q != -1 for q in reading.quoted
    )


def _last_subject(previous: ParsedParagraph) -> Speaker | None:
    for at in range(len(previous.doc) - 1, -1, -1):
        token = previous.doc[at]
        person = token.lower_ in ("he", "she") or token.ent_type_ == "PERSON"
        if person and token.dep_ == "nsubj" and previous.quoted[at] == -1:
            return previous, syntax.phrase(token, token.head.i)
    return None
