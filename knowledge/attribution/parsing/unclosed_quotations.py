"""Quotation marks that are never closed: where the words end all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.parsing import syntax
from knowledge.attribution.parsing.quotation_marks import QuotedSpan
from knowledge.language import cues
from knowledge.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOT_NARRATED = frozenset(["i", "we", "you"])


def close_quotations(
    text: str, span: Span, doc: Doc, found: list[QuotedSpan], *, goes_on: bool
) -> list[QuotedSpan]:
    """`found` with an unclosed last quotation cut around the attribution that stands in it:
    “... what it is, the minister said. “... is two words, not one: the paragraph goes on in the
    quotation only behind it. What the speaker says of himself or others inside is not cut; where
    the next paragraph opens with a mark (`goes_on`), only an attribution that ends the paragraph
    tells that this one was forgotten, and not left open for the next.
    """
    if not found or found[-1].closed:
        return found
    last = found[-1]
    for token in doc:
        start = span.start + token.idx
        if start <= last.inner.start or not token.tag_.startswith("VB"):
            continue
        bounds = _attribution(token)
        if (
            bounds is not None
            and goes_on
            and text[span.start + _end(doc, bounds[1]) : span.end].strip()
        ):
            continue
        if bounds is None or span.start + doc[bounds[0]].idx <= last.inner.start:
            continue
        comma = span.start + doc[bounds[0] - 1].idx + 1
        parts = [QuotedSpan(Span(last.span.start, comma), Span(last.inner.start, comma), False)]
        rest = span.start + doc[bounds[1]].idx if bounds[1] < len(doc) else last.span.end
        if text[rest : last.span.end].strip(" .,”\"'"):
            behind = Span(rest, last.span.end)
            parts.append(QuotedSpan(behind, behind, False))
        return [*found[:-1], *parts]
    return found


def _end(doc: Doc, last: int) -> int:
    token = doc[last - 1]
    return int(token.idx) + len(token.text)


def _attribution(verb: Token) -> tuple[int, int] | None:
    """The first token and one past the last of ", the minister said." or ", Roe told reporters.",
    None where `verb` is no such attribution.
    """
    cue = cues.verb(verb.text)
    if cue is None or not cue.speaks or verb.tag_ not in ("VBD", "VBZ"):
        return None
    subject = syntax.own_subject(verb)
    if subject is None or subject.lower_ in _NOT_NARRATED or not syntax.speaks(subject):
        return None
    first = min(subject.left_edge.i, verb.i)
    doc = verb.doc
    if first == 0 or doc[first - 1].text not in (",", "?", "!"):
        return None
    end = max(verb.i, subject.right_edge.i) + 1
    while end < len(doc) and doc[end].text not in (".", ",") and end - first < 20:
        if doc[end].lower_ == "that" or doc[end].tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
        end += 1
    if end < len(doc) and doc[end].text not in (".", ","):
        return None
    return first, min(end + 1, len(doc))
