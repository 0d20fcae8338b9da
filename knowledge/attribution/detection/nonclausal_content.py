"""Contents that are no clause: "vowed to go", "accused them of it", "called for calm"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.detection import content_span
from knowledge.attribution.parsing import syntax
from knowledge.attribution.parsing.paragraph import AttributionRelation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph
    from knowledge.attribution.parsing.syntax import SourcePhrase
    from knowledge.language.cues import Cue

_ANONYMOUS = ("named", "identified", "quoted")
"""Asking not to be named is no statement of the article's matter."""
_FEWEST_WORDS = 3


def infinitive(
    reading: ParsedParagraph, verb: Token, source: SourcePhrase
) -> AttributionRelation | None:
    """Vowed to go; asked them to go; asked for the work to be put off."""
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl"):
            to = next((c for c in child.lefts if c.tag_ == "TO"), None)
            if to is None or source.head > to.i or child.lower_ in _ANONYMOUS:
                continue
            start = to.i
            wanted = next((c for c in child.lefts if c.lower_ == "for"), None)
            if wanted is not None:  # asked for the work to be put off
                start = wanted.i + 1
                return AttributionRelation(
                    "", [(start, content_span.content_end(reading, verb, start, child))]
                )
            if reading.doc[start - 1].lower_ in ("not", "never") and start - 1 > verb.i:
                start -= 1
            end = content_span.content_end(reading, verb, start, child)
            whom = own = syntax.own_subject(child)
            if own is None:
                whom = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < to.i), None)
            addressee = syntax.phrase(whom, verb.i) if whom is not None else None
            return AttributionRelation("", [(start, end)], addressee=addressee)
    return None


def noun_phrase(reading: ParsedParagraph, verb: Token, cue: Cue) -> AttributionRelation | None:
    """Accused them of it, called it a mistake, cited the law: three words or more."""
    if "object" not in cue.frames or (cue.lemma == "cite" and verb.tag_ == "VBG"):
        return None  # "citing officials" names a source, not words
    for child in verb.rights:
        if child.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "attr", "acomp"):
            if child.tag_ == "WP" or child.lower_ in ("that", "this", "so", "itself", "himself"):
                return None
            start = child.left_edge.i
            if start <= verb.i:
                continue
            end = content_span.content_end(reading, verb, start, child)
            if cue.kind == "call" and not _names(reading, verb, start, end):
                return None
            return _long_enough(reading, cue.kind, start, end)
    return None


def _names(reading: ParsedParagraph, verb: Token, start: int, end: int) -> bool:
    """Whether a verb of calling says what the thing is called, not just which it is."""
    if any(q != -1 for q in reading.quoted[start:end]):
        return True
    if any(c.dep_ in ("oprd", "ccomp") for c in verb.rights):
        return True
    return any(t.lower_ == "as" and t.dep_ == "prep" for t in reading.doc[start:end])


def preposition(reading: ParsedParagraph, verb: Token, cue: Cue) -> AttributionRelation | None:
    """Called for calm, pointed to the ruling: the preposition belongs to the cue."""
    for child in verb.rights:
        if child.dep_ in ("prep", "prt") and child.lower_ in cue.frames:
            start = child.i + 1
            if start >= len(reading.doc):
                return None
            end = content_span.content_end(reading, verb, start, child)
            if cue.kind == "answer" and not syntax.is_negated(verb):
                return None  # only that nobody responded to a request says what was (not) said
            found = _long_enough(reading, cue.kind, start, end)
            if found is not None and child.i == verb.i + 1:
                found.cue = (verb.i, child.i + 1)
            return found
    return None


def quoting(reading: ParsedParagraph, verb: Token, cue: Cue) -> AttributionRelation | None:
    """An attitude or act in the source's own words: he wants “a clean bill”."""
    if not cue.frames & {"quoting", "object", "clause"}:
        return None
    for child in verb.rights:
        if child.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "prep", "acomp", "advcl"):
            start = child.left_edge.i
            end = content_span.content_end(reading, verb, start, child)
            quoted = {reading.quoted[at] for at in range(start, end)} - {-1}
            if any(len(reading.quotations[q].words(reading.text)) > 1 for q in quoted):
                return _long_enough(reading, cue.kind, start, end)
            return None
    return None


def _long_enough(
    reading: ParsedParagraph, kind: str, start: int, end: int
) -> AttributionRelation | None:
    words = sum(reading.doc[at].is_alpha or reading.doc[at].like_num for at in range(start, end))
    return AttributionRelation(kind, [(start, end)]) if words >= _FEWEST_WORDS else None
