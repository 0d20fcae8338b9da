"""Where the words attributed by a cue begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.detection.content_limits import limit_content
from knowledge.attribution.parsing import syntax
from knowledge.language import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph

ADJUNCTS = frozenset(("prep", "advmod", "npadvmod", "dative", "prt", "agent", "neg"))
"""What may stand between a cue and its words: to whom, when, where, by whom."""
_RECIPIENT_KINDS = frozenset(("tell", "ask", "urge", "order", "warn", "promise"))
_GOES_ON = frozenset(
    ("prep", "advmod", "npadvmod", "dobj", "oprd", "acomp", "attr", "dep", "pobj", "xcomp",
     "pcomp", "agent", "acl", "relcl", "appos", "ccomp", "dative")
)  # fmt: skip
_BREAKS = frozenset((":",))
_FARTHEST_THAT = 25
_SUBJECT_STARTS = ("DT", "PRP", "PRP$", "NNP", "EX")


def begin(
    reading: ParsedParagraph, verb: Token, complement: Token | None, kind: str
) -> tuple[int, bool]:
    """The first token of the words behind `verb`, and whether "that" stood before them.

    They begin right behind the cue: only whom it was said to, when, where and how are skipped.
    The complement's left edge as parsed is not trusted.
    """
    doc = reading.doc
    if (that := that_behind(reading, verb, kind)) is not None:
        return that + 1, True
    limit = complement.i if complement is not None else len(doc)
    at = verb.i + 1
    starts = {child.left_edge.i: child for child in verb.rights}
    while at < limit:
        token = doc[at]
        if (
            token.lower_ == "that"
            and token.tag_ in ("IN", "WDT", "DT")
            and token.dep_
            in ("mark", "nsubj", "dobj", "det", "advmod", "nsubjpass", "prep", "pobj", "dep")
        ):
            if token.dep_ != "det" or complement is None or doc[at + 1].tag_ != "NN":
                return at + 1, True
            return at, False
        if token.text == "," or token.is_space:
            at += 1
            continue
        child = starts.get(at)
        if child is None or not _skipped(child, complement, kind):
            break
        if (inner := _that_inside(child)) is not None:
            return inner + 1, True
        at = child.right_edge.i + 1
    return at, False


def that_behind(reading: ParsedParagraph, verb: Token, kind: str) -> int | None:
    """The "that" which opens the words though something stands between it and the cue: whom it
    was told, or an aside between commas (", citing officials, that").
    """
    doc, last = reading.doc, reading.sentence_bounds(verb.i)[1]
    for at in range(verb.i + 1, min(last, verb.i + _FARTHEST_THAT)):
        token = doc[at]
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD") or reading.in_whole(at):
            return None
        if token.lower_ == "that" and at + 1 < last:
            if token.tag_ not in ("IN", "WDT") and doc[at + 1].tag_ not in _SUBJECT_STARTS:
                return None
            if all(t.tag_ == "RB" for t in doc[verb.i + 1 : at]):
                return at
            told = kind in _RECIPIENT_KINDS and not doc[at + 1].tag_.startswith(("V", "MD"))
            return at if told or doc[at - 1].text == "," else None
    return None


def _skipped(child: Token, complement: Token | None, kind: str) -> bool:
    if complement is not None and child.left_edge.i <= complement.i <= child.right_edge.i:
        # the parser hangs the clause of "tell the panel that" on the recipient
        return kind in _RECIPIENT_KINDS and child.dep_ in ("dobj", "dative") and child != complement
    if child.dep_ in ADJUNCTS:
        return child.lower_ not in cues.words("clause openers")
    return child.dep_ in ("dobj", "iobj") and kind in _RECIPIENT_KINDS


def _that_inside(child: Token) -> int | None:
    """The "that" of a clause which the parser hung on a recipient or an adjunct."""
    for token in child.subtree:
        if (
            token.lower_ == "that"
            and token.i > child.i
            and token.tag_ in ("IN", "WDT")
            and token.head.tag_.startswith(("V", "MD"))
        ):
            return int(token.i)
    return None


def content_end(reading: ParsedParagraph, verb: Token, start: int, complement: Token) -> int:
    """One past the last token of words that begin at `start` and are no clause: the complement
    and what follows it, up to a clause of the cue's own.
    """
    end = complement.right_edge.i + 1
    for child in verb.rights:
        if child.i <= complement.i or child.left_edge.i < start:
            continue
        if child.text in _BREAKS:
            break
        if child.dep_ == "punct":
            continue
        if not _belongs(reading, child, end):
            break
        end = max(end, child.right_edge.i + 1)
    return limit_content(reading, verb, start, end)


def clause_content_end(
    reading: ParsedParagraph, verb: Token, start: int, complement: Token | None
) -> int:
    """One past the last token of a reported clause that begins at `start`. It goes on to the end
    of the cue's clause, however the parse hangs its parts, unless the cue has a clause of its own
    there: ", though he ...", ", and left", "and thanked them".
    """
    last = reading.sentence_bounds(verb.i)[1]
    if verb.dep_ not in ("ROOT", "conj", "ccomp", "pcomp") or _in_lesser_clause(verb):
        ends = [verb.right_edge.i, complement.right_edge.i if complement is not None else 0]
        last = min(last, max(ends) + 1)
    for child in verb.rights:
        if child.left_edge.i <= start or child.i >= last:
            continue
        comma = reading.doc[child.left_edge.i - 1].text == ","
        if child.dep_ == "conj" and not child.tag_.startswith(("VB", "MD")):
            continue
        if child.dep_ == "conj" and (comma or syntax.own_subject(child) is None):
            last = min(last, _before_conjunction(reading, verb, child, start))
            break
        if child.dep_ == "conj" and _comma_before(reading, child):
            last = min(last, _before_conjunction(reading, verb, child, start))
            break
        if child.dep_ in ("advcl", "parataxis") and comma:
            last = min(last, child.left_edge.i - 1)
            break
    return limit_content(reading, verb, start, last)


def _in_lesser_clause(verb: Token) -> bool:
    return any(above.dep_ in ("relcl", "advcl", "acl", "csubj") for above in verb.ancestors)


def _comma_before(reading: ParsedParagraph, conjunct: Token) -> bool:
    at = conjunct.left_edge.i - 1
    return reading.doc[at].tag_ == "CC" and reading.doc[at - 1].text == ","


def _before_conjunction(reading: ParsedParagraph, verb: Token, conjunct: Token, start: int) -> int:
    """Where the conjunction before a conjunct of the cue stands, or the comma before that."""
    joints = [c.i for c in verb.rights if c.tag_ == "CC" and start < c.i < conjunct.i]
    at = joints[-1] if joints else conjunct.left_edge.i
    return at - 1 if reading.doc[at - 1].text == "," else at


def _belongs(reading: ParsedParagraph, child: Token, end: int) -> bool:
    """Whether what follows the complement is still said, not the narrator's own."""
    if child.dep_ in _GOES_ON:
        return True
    if child.dep_ == "advcl":
        return reading.doc[child.left_edge.i - 1].text != "," and child.left_edge.i <= end + 1
    return False


def clause_end(reading: ParsedParagraph, verb: Token, kind: str) -> int:
    """One past the attribution's own words when they have no words behind them: the cue, to
    whom, when and where (", he told reporters on Friday,").
    """
    doc, at = reading.doc, verb.i + 1
    starts = {child.left_edge.i: child for child in verb.rights}
    last = reading.sentence_bounds(verb.i)[1]
    while at < last:
        child = starts.get(at)
        if child is None or reading.in_whole(at):
            break
        recipient = child.dep_ in ("dobj", "iobj") and kind in _RECIPIENT_KINDS
        inverted = child.dep_ in ("nsubj", "nsubjpass", "attr") and child.i > verb.i
        while_doing = child.dep_ in ("advcl", "acl") and child.left_edge.text != ","
        if not (child.dep_ in ADJUNCTS or recipient or inverted or while_doing):
            break
        at = _first_comma(reading, at, child.right_edge.i + 1)
    return at if at <= last and doc[at - 1].text != "," else at - 1


def _first_comma(reading: ParsedParagraph, start: int, end: int) -> int:
    """Adjuncts of an inserted attribution end with the quotation that follows them."""
    for at in range(start, end):
        if reading.in_whole(at):
            return at
    return end
