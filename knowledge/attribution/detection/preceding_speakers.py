"""Whole quotations and who is named right before them: She said: “...” He was blunt: “...”"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.detection.cue_verbs import attributed, source_of
from knowledge.attribution.parsing import syntax
from knowledge.attribution.parsing.paragraph import AttributionRelation
from knowledge.attribution.parsing.syntax import SourcePhrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph
    from knowledge.language.cues import Cue

WIDEST_GAP = 60
"""Tokens between a quotation and what attributes it, at most."""


def introduced(
    reading: ParsedParagraph,
    place: tuple[int, int],
    spoken: dict[int, Cue],
    found: list[AttributionRelation],
) -> AttributionRelation | None:
    """The attribution right before a quotation: She said: “...”"""
    doc, end = reading.doc, place[0]
    first = _zone_start(reading, end)
    if first >= end:
        return None
    taken = {one.verb: one for one in found}
    lead = doc[end - 1].text
    for i in range(end - 1, first - 1, -1):
        cue = spoken.get(i)
        if cue is None:
            continue
        if i in taken:
            return _again(place, taken[i]) if lead in (",", "—", "–") else None
        source = source_of(reading, doc[i])
        if source is None or not _leads(reading, doc[i], cue, end, lead):
            continue
        return attributed(reading, place, doc[i], cue, source)
    return _colon(reading, place, first) if lead == ":" else None


def _again(place: tuple[int, int], earlier: AttributionRelation) -> AttributionRelation:
    return AttributionRelation(
        earlier.kind, [place], earlier.cue, earlier.source, verb=earlier.verb
    )


def _zone_start(reading: ParsedParagraph, end: int) -> int:
    at = end
    while at > max(0, end - WIDEST_GAP):
        if reading.in_whole(at - 1):
            break
        if reading.doc[at - 1].tag_ == "." and reading.quoted[at - 1] == -1:
            break
        at -= 1
    return at


def _leads(reading: ParsedParagraph, verb: Token, cue: Cue, end: int, lead: str) -> bool:
    """Whether a cue introduces the quotation at `end`: nothing but to whom, when and how lies
    between; with a colon, anything may.
    """
    if lead == ":":
        return True
    if not cue.frames & {"quote", "clause", "object"}:
        return False
    between = [t for t in reading.doc[verb.i + 1 : end] if not t.is_punct]
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in between)
    marked = any(t.lower_ in ("that", "if", "whether") and t.tag_ == "IN" for t in between)
    return not finite and not marked and (lead == "," or len(between) <= 8)


def _colon(
    reading: ParsedParagraph, place: tuple[int, int], first: int
) -> AttributionRelation | None:
    """He was blunt: “...” Smith on taxes: “...” The subject before the colon speaks."""
    doc, end = reading.doc, place[0]
    colon = (end - 1, end)
    for token in doc[first:end]:
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
            if syntax.speaks(token):
                return AttributionRelation(
                    "say", [place], colon, syntax.phrase(token, token.head.i)
                )
            owner = next((c for c in token.children if c.dep_ == "poss"), None)
            if owner is not None and syntax.speaks(owner):
                return AttributionRelation("say", [place], colon, syntax.phrase(owner))
    if all(t.tag_ in ("NNP", "NNPS", "DT", "NN", ":") for t in doc[first:end]) and end - first > 1:
        return AttributionRelation("say", [place], colon, SourcePhrase(first, end - 1, end - 2))
    return None
