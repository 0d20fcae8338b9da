"""All that one paragraph attributes, each stretch of words once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.detection import cue_phrases, verb_frames, whole_quotations
from knowledge.attribution.detection.cue_verbs import verb_cues

if TYPE_CHECKING:
    from knowledge.attribution.parsing.paragraph import AttributionRelation, ParsedParagraph

_COVERED = 0.7


def find_relations(reading: ParsedParagraph) -> list[AttributionRelation]:
    """The attributions of a paragraph in the order of their words.

    Whole quotations come first: what their own attribution says is settled by the marks. Then
    "according to" and its like, then verbs in their frames; what would attribute the same words
    again, or words inside words already attributed, is left out.
    """
    whole = whole_quotations.findings(reading)
    taken = {one.verb for one in whole if one.verb >= 0}
    others = cue_phrases.findings(reading)
    last: AttributionRelation | None = None
    for verb, cue in verb_cues(reading):
        if verb.i in taken:
            last = next(one for one in whole if one.verb == verb.i)
            continue
        one = verb_frames.match_frame(reading, verb, cue)
        if one is not None:
            _inherit(reading, one, last)
            others.append(one)
            last = one
    others = [one for one in others if not _own_words(reading, one, others)]
    kept = _disjoint(reading, whole, others)
    return sorted(kept, key=lambda one: one.contents[0])


def _own_words(
    reading: ParsedParagraph, one: AttributionRelation, others: list[AttributionRelation]
) -> bool:
    """Whether "according to her" only repeats whose a reported sentence is."""
    if one.verb >= 0 or one.source is None or one.cue is None:
        return False
    if not reading.doc[one.source.head].tag_.startswith("PRP"):
        return False
    number = reading.sentence[one.cue[0]]
    return any(o.verb >= 0 and reading.sentence[o.verb] == number for o in others)


def _inherit(
    reading: ParsedParagraph, one: AttributionRelation, last: AttributionRelation | None
) -> None:
    """ ", adding that" and "and said" behind a statement go on speaking for its source, wherever
    the parse hangs them.
    """
    if last is None or last.source is None or one.verb < 0:
        return
    verb = reading.doc[one.verb]
    if reading.sentence[last.verb if last.verb >= 0 else 0] != reading.sentence[one.verb]:
        return
    inside = any(a <= verb.i for a, _ in last.contents)
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    if verb.tag_ == "VBG" and inside and not own and reading.doc[verb.i - 1].text == ",":
        one.source = last.source


def _disjoint(
    reading: ParsedParagraph, whole: list[AttributionRelation], others: list[AttributionRelation]
) -> list[AttributionRelation]:
    owner = [-1] * len(reading.doc)
    for number, one in enumerate(whole):
        if one.source is not None:
            _claim(owner, one, number)
    kept: list[AttributionRelation] = []
    for one in sorted(others, key=lambda f: (-_size(f), f.verb)):
        one.contents = [c for c in one.contents if _free(owner, c)]
        if not one.contents or _inside(one, kept):
            continue
        kept.append(one)
    for number, one in enumerate(kept):
        _claim(owner, one, number)
    return kept + [one for one in whole if one.source is not None or _outside(owner, one)]


def _claim(owner: list[int], one: AttributionRelation, number: int) -> None:
    for first, last in one.contents:
        owner[first:last] = [number] * (last - first)


def _size(one: AttributionRelation) -> int:
    return sum(last - first for first, last in one.contents)


def _free(owner: list[int], content: tuple[int, int]) -> bool:
    first, last = content
    taken = sum(place >= 0 for place in owner[first:last])
    return taken < _COVERED * (last - first)


def _inside(one: AttributionRelation, kept: list[AttributionRelation]) -> bool:
    """Whether a finding is a statement inside a statement, its cue too."""
    cue = one.cue[0] if one.cue is not None else one.contents[0][0]
    return any(a <= cue < b for other in kept for a, b in other.contents)


def _outside(owner: list[int], one: AttributionRelation) -> bool:
    return all(owner[at] == -1 for first, last in one.contents for at in range(first, last))
