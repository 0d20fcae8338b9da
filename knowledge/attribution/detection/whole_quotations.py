"""Whole quotations and who is named beside them: “...,” she said. He added: “...” “...” - Name"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.detection.cue_verbs import attributed, source_of, verb_cues
from knowledge.attribution.detection.preceding_speakers import WIDEST_GAP, introduced
from knowledge.attribution.parsing import syntax
from knowledge.attribution.parsing.paragraph import AttributionRelation
from knowledge.attribution.parsing.syntax import SourcePhrase
from knowledge.language import cues

if TYPE_CHECKING:
    from knowledge.attribution.parsing.paragraph import ParsedParagraph
    from knowledge.language.cues import Cue

_ASIDES = frozenset((",", "—", "–", "-", "--", "and", "but", "as", "then", "he", "also", ";"))
_MANY_WORDS = 3
_LONGEST_SIGNATURE = 12


def findings(reading: ParsedParagraph) -> list[AttributionRelation]:
    """The whole quotations of a paragraph with the attribution that stands beside each; where
    none does, a Finding without a source, for the context to decide.
    """
    spoken = {verb.i: cue for verb, cue in verb_cues(reading)}
    found: list[AttributionRelation] = []
    for at in sorted(reading.whole):
        place = _tokens(reading, at)
        if place is None:
            continue
        one = _behind(reading, at, place, spoken)
        if one is not None and found and found[-1].verb == one.verb >= 0:
            _join(found[-1], one)
            continue
        if one is None:
            one = introduced(reading, place, spoken, found)
        if one is None:
            found.append(AttributionRelation("", [place], quotes=[at]))
        elif found and one.verb == found[-1].verb >= 0:
            _join(found[-1], one)
        else:
            found.append(one)
        found[-1].quotes.append(at)
        _go_on(reading, found[-1], at)
    return found


def _join(earlier: AttributionRelation, later: AttributionRelation) -> None:
    earlier.contents += [c for c in later.contents if c not in earlier.contents]


def _tokens(reading: ParsedParagraph, at: int) -> tuple[int, int] | None:
    inside = [i for i, q in enumerate(reading.quoted) if q == at]
    return (inside[0], inside[-1] + 1) if inside else None


def _behind(
    reading: ParsedParagraph, at: int, place: tuple[int, int], spoken: dict[int, Cue]
) -> AttributionRelation | None:
    """The attribution right behind a quotation: “...,” she told reporters."""
    doc, start = reading.doc, place[1]
    last = _zone_end(reading, start)
    if start >= last or _starts_anew(reading, at, start, last):
        return None
    if (source := _signed(reading, start)) is not None:
        return AttributionRelation("say", [place], source=source)
    if (source := _according(reading, start, last)) is not None:
        return AttributionRelation(
            "report", [place], cue=(source.first - 2, source.first), source=source
        )
    for i in range(start, last):
        cue = spoken.get(i)
        if cue is None or not cue.frames & {"quote", "clause"}:
            continue
        inverted = _only_asides(reading, start, i) and doc[i].tag_ in ("VBD", "VBN", "VBZ", "NNS")
        source = source_of(reading, doc[i], inverted=inverted)
        if source is None or not start <= source.first < last:
            continue
        if not _only_asides(reading, start, min(source.first, i)):
            return None
        return attributed(reading, place, doc[i], cue, source)
    return None


def _signed(reading: ParsedParagraph, start: int) -> SourcePhrase | None:
    """“...” - Jane Roe: a name behind a dash, up to the end of the paragraph."""
    doc = reading.doc
    if doc[start].text not in ("-", "—", "–", "--", "―"):
        return None
    rest = [t for t in doc[start + 1 :] if not t.is_space]
    if not rest or len(rest) > _LONGEST_SIGNATURE or rest[0].tag_ not in ("NNP", "NN"):
        return None
    named = [t for t in rest if t.tag_ == "NNP"]
    comma = next((t.i for t in rest if t.text == ","), rest[-1].i + 1)
    if any(t.tag_.startswith("VB") for t in rest) or not named:
        return None
    return SourcePhrase(start + 1, rest[-1].i + 1, max(t.i for t in rest if t.i < comma))


def _starts_anew(reading: ParsedParagraph, at: int, start: int, last: int) -> bool:
    """Whether a new sentence begins behind the quotation: it ended with a point, a capital
    follows, and what follows introduces other words (a colon, or a cue and a quotation).
    """
    inner = reading.quotations[at].inner.of(reading.text).rstrip()
    first = reading.doc[start]
    if first.text in (",", "—", "–", "-", "--") or first.text[:1].islower():
        return False
    if inner.endswith((".", "…")) and not inner.endswith(","):
        return True
    leads_on = last < len(reading.doc) and reading.quoted[last] in reading.whole
    return leads_on and reading.doc[last - 1].text == ":"


def _zone_end(reading: ParsedParagraph, start: int) -> int:
    """One past the sentence's words that follow a quotation and precede the next one."""
    at = start
    while at < min(len(reading.doc), start + WIDEST_GAP):
        if reading.in_whole(at) or (reading.doc[at].tag_ == "." and reading.quoted[at] == -1):
            break
        at += 1
    return at


def _only_asides(reading: ParsedParagraph, start: int, end: int) -> bool:
    between = [t for t in reading.doc[start:end] if not t.is_space]
    return all(t.text.lower() in _ASIDES or t.tag_ in ("RB", "UH") for t in between) or (
        len(between) <= WIDEST_GAP
        and bool(between)
        and between[0].tag_ in ("VBG", "IN")
        and between[-1].text == ","
    )


def _according(reading: ParsedParagraph, start: int, last: int) -> SourcePhrase | None:
    for i in range(start, min(last, start + 3)):
        if reading.doc[i].lower_ == "according" and i + 2 < last:
            head = next((t for t in reading.doc[i + 2 : last] if t.dep_ == "pobj"), None)
            if head is not None:
                source = syntax.phrase(head)
                return SourcePhrase(i + 2, min(source.last, last), head.i)
    return None


def _go_on(reading: ParsedParagraph, found: AttributionRelation, at: int) -> None:
    """Add what goes on behind an inserted attribution though it begins in lower case:
    “...,” she said, “and ...”
    """
    later = at + 1
    if found.cue is None or later >= len(reading.quotations) or later in reading.whole:
        return
    place = _tokens(reading, later)
    if place is None or found.cue[0] < found.contents[-1][1]:
        return
    between = reading.doc[found.contents[-1][1] : place[0]]
    closed = reading.doc[place[0] - 1].text in (",", "—", "–", "--")
    words = len(reading.quotations[later].words(reading.text))
    if closed and words >= _MANY_WORDS and not any(t.tag_ == "." for t in between):
        follows = any(t.i in range(*found.cue) for t in between)
        others = [t for t in between if cues.verb(t.text) and t.i not in range(*found.cue)]
        if follows and not others:
            found.contents.append(place)
            found.quotes.append(later)
