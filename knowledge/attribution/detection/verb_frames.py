"""Cues in their grammatical frames: "said that", "vowed to", "accused them of", ", she said,"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.detection import content_span, nonclausal_content
from knowledge.attribution.detection.cue_verbs import source_of
from knowledge.attribution.detection.parenthetical_cues import inserted
from knowledge.attribution.parsing import syntax
from knowledge.attribution.parsing.paragraph import AttributionRelation
from knowledge.attribution.parsing.syntax import SourcePhrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph
    from knowledge.language.cues import Cue


def match_frame(reading: ParsedParagraph, verb: Token, cue: Cue) -> AttributionRelation | None:
    """What `verb` attributes by its own frame, or None where it is no cue here."""
    source = source_of(reading, verb)
    if source is None:
        return None
    frames = cue.frames
    found = None
    if frames & {"clause", "quote"}:
        found = inserted(reading, verb, cue, source)
    if found is None and frames & {"clause", "quote"}:
        found = _clause(reading, verb, cue, source)
    if found is None and "infinitive" in frames:
        found = nonclausal_content.infinitive(reading, verb, source)
    speaks = syntax.speaks(reading.doc[source.head])
    if found is None and speaks and not syntax.is_passive(verb):
        found = nonclausal_content.noun_phrase(
            reading, verb, cue
        ) or nonclausal_content.preposition(reading, verb, cue)
        found = found or nonclausal_content.quoting(reading, verb, cue)
    if found is None:
        return None
    found.kind, found.source, found.verb = cue.kind, source, verb.i
    found.cue = found.cue or (verb.i, verb.i + 1)
    found.negated = syntax.is_negated(verb)
    found.addressee = found.addressee or _addressee(verb, cue, found)
    return found


def _clause(
    reading: ParsedParagraph, verb: Token, cue: Cue, source: SourcePhrase
) -> AttributionRelation | None:
    complement = _complement(verb, cue)
    start, that = content_span.begin(reading, verb, complement, cue.kind)
    if complement is None and not that:
        return None
    if complement is not None and complement.right_edge.i < start:
        complement = None
    if complement is None:
        if start >= len(reading.doc) or "clause" not in cue.frames:
            return None
        complement = _head_behind(reading, verb, start)
    if (
        complement is not None
        and start <= source.head < complement.right_edge.i
        and source.head > verb.i
    ):
        return None
    end = content_span.clause_content_end(reading, verb, start, complement)
    if "clause" not in cue.frames and all(q == -1 for q in reading.quoted[start:end]):
        return None  # he thinks, he laughed
    return AttributionRelation(cue.kind, [(start, end)]) if end > start else None


def _complement(verb: Token, cue: Cue) -> Token | None:
    for child in verb.rights:
        if child.dep_ == "ccomp" or (child.dep_ in ("advcl", "acl") and _begins_with_that(child)):
            return child
        if child.dep_ == "xcomp" and child.tag_ != "VBG" and not _has_to(child):
            return child
        if child.dep_ in ("dobj", "dative") and cue.kind in ("tell", "ask", "warn"):
            for inner in child.rights:
                if inner.dep_ in ("relcl", "acl", "ccomp") and _begins_with_that(inner):
                    return inner
    return None


def _begins_with_that(clause: Token) -> bool:
    return clause.left_edge.lower_ in ("that", "whether", "if") and clause.left_edge.i < clause.i


def _has_to(verb: Token) -> bool:
    return any(child.tag_ == "TO" and child.i < verb.i for child in verb.children)


def _head_behind(reading: ParsedParagraph, verb: Token, start: int) -> Token | None:
    """The verb of the words behind "that" where the parse has no complement."""
    last = reading.sentence_bounds(verb.i)[1]
    for at in range(start, last):
        token = reading.doc[at]
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return token.head if token.tag_ == "MD" and token.head.i >= start else token
    return None


def _addressee(verb: Token, cue: Cue, found: AttributionRelation) -> SourcePhrase | None:
    """To whom: the recipient of telling, the "to" of saying; a passive's subject."""
    inside = {at for first, last in found.contents for at in range(first, last)}
    if syntax.is_passive(verb):
        whom = syntax.own_subject(verb)
        if whom is not None and cue.kind in ("tell", "ask", "warn", "urge", "order"):
            return syntax.phrase(whom, verb.i)
        return None
    for child in verb.rights:
        if child.i in inside:
            continue
        if child.dep_ in ("dobj", "dative", "iobj") and cue.kind in (
            "tell",
            "ask",
            "warn",
            "urge",
            "order",
            "promise",
            "answer",
        ):
            return _until(syntax.phrase(child, verb.i), inside)
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
            if pobj is not None and syntax.speaks(pobj):
                return _until(syntax.phrase(pobj, verb.i), inside)
    return None


def _until(source: SourcePhrase, inside: set[int]) -> SourcePhrase | None:
    last = source.last
    while last > source.first and last - 1 in inside:
        last -= 1
    return SourcePhrase(source.first, last, source.head) if last > source.head else None
