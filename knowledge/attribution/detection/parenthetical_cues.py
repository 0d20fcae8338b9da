"""Attributions put into or behind the words: “...,” she said; the plan, he says, is dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.detection import content_span
from knowledge.attribution.detection.content_limits import limit_content
from knowledge.attribution.parsing.paragraph import AttributionRelation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph
    from knowledge.attribution.parsing.syntax import SourcePhrase
    from knowledge.language.cues import Cue

_BEFORE = frozenset((",", "—", "–", "-", "--", "(", "”", '"', "''", "’", "»", "“"))
_AFTER = frozenset((",", "—", "–", "-", "--", ")", ".", "!", "?", ";", ":"))


def inserted(
    reading: ParsedParagraph, verb: Token, cue: Cue, source: SourcePhrase
) -> AttributionRelation | None:
    """An attribution inserted in, or put behind, the words: ", she said,"; "as he put it"."""
    doc = reading.doc
    first, last = reading.sentence_bounds(verb.i)
    start = min(source.first, verb.i)
    if source.head > verb.i:
        end = max(content_span.clause_end(reading, verb, cue.kind), source.last)
    else:
        end = content_span.clause_end(reading, verb, cue.kind)
    for child in verb.lefts:
        if child.lower_ == "as" and child.dep_ in ("mark", "advmod") and child.i < start:
            start = child.i
    if content_span.that_behind(reading, verb, cue.kind) is not None:
        return None
    led = start == first and doc[start].lower_ == "as"
    before = doc[start - 1] if start > first else None
    after = doc[end].text if end < last else "."
    closes = after in _AFTER or reading.quoted[min(end, last - 1)] != -1
    if not closes or not (led or (before is not None and _may_precede(reading, before, verb))):
        return None
    stretches = [] if led else [(first, start)]
    goes_on = end < last and (doc[end].text in (",", "—", "–", "--") or reading.quoted[end] != -1)
    if goes_on and (rest := _rest(reading, verb, end, last)):
        stretches.append(rest)
    stretches = [(a, b) for a, b in stretches if _substance(reading, a, b)]
    return AttributionRelation(cue.kind, stretches) if stretches else None


def _may_precede(reading: ParsedParagraph, before: Token, verb: Token) -> bool:
    """Whether `before` ends the words in front of ", she said": a comma, a dash, a closing mark,
    or, where the parse says that they are what is said, anything.
    """
    if verb.dep_ in ("relcl", "acl") or (verb.tag_ == "VBG" and verb.dep_ != "ROOT"):
        return False
    if before.text in _BEFORE or reading.quoted[before.i] != -1:
        return _has_clause(reading, before.i, verb)
    if before.tag_ in ("IN", "WDT", "WP", "TO", "CC", "WRB"):
        return False
    return any(child.dep_ == "ccomp" and child.i < before.i + 1 for child in verb.lefts)


def _has_clause(reading: ParsedParagraph, last: int, verb: Token) -> bool:
    """Whether a clause stands before the attribution, not just "On Friday," or "In a letter,"."""
    first, _ = reading.sentence_bounds(verb.i)
    if any(reading.quoted[at] != -1 for at in range(first, last + 1)):
        return True
    part = [reading.doc[at] for at in range(first, last)]
    if verb.dep_ in ("parataxis", "ccomp", "advcl", "dep") and verb.head.i != verb.i:
        return any(t.tag_.startswith("NN") or t.tag_ == "PRP" for t in part)
    return any(child.dep_ == "ccomp" and child.i <= last for child in verb.lefts)


def _rest(reading: ParsedParagraph, verb: Token, end: int, last: int) -> tuple[int, int] | None:
    """The words that go on behind an inserted attribution."""
    doc = reading.doc
    start = end
    while start < last and reading.quoted[start] == -1 and doc[start].text in (",", "—", "–", "--"):
        start += 1
    if start >= last or reading.in_whole(start):
        return None
    token = doc[start]
    if token.tag_ == "VBG" and reading.quoted[start] == -1:
        return None
    if (
        token.tag_ in ("CC", "IN", "WRB")
        and token.lower_
        in ("and", "but", "though", "although", "while", "as", "after", "before", "citing", "when")
        and reading.quoted[start] == -1
        and not _shared(reading, verb, start)
    ):
        return None
    return start, limit_content(reading, verb, start, last)


def _shared(reading: ParsedParagraph, verb: Token, start: int) -> bool:
    """Whether what follows hangs on the words themselves, not on the cue."""
    token = reading.doc[start]
    return token.head.i != verb.i and token.head.head.i != verb.i and verb.dep_ != "ROOT"


def _substance(reading: ParsedParagraph, first: int, last: int) -> bool:
    return any(reading.doc[at].is_alpha for at in range(first, last))
