"""Attribution without a verb of saying: "according to", "in her view", or a noun: see `nouns`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.detection import cue_nouns
from knowledge.attribution.detection.content_limits import limit_content
from knowledge.attribution.parsing import syntax
from knowledge.attribution.parsing.paragraph import AttributionRelation
from knowledge.attribution.parsing.syntax import SourcePhrase
from knowledge.language import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph

_LONGEST_NAME = 7
_DASHES = (",", "—", "–", "--", "-")


def findings(reading: ParsedParagraph) -> list[AttributionRelation]:
    """Every attribution of the paragraph that needs no verb of saying."""
    found: list[AttributionRelation] = []
    for token in reading.doc:
        if reading.quoted[token.i] != -1:
            continue
        lower = token.lower_
        one = None
        if lower == "according":
            one = _according(reading, token)
        elif (
            lower in cues.words("outlooks")
            and token.head.lower_ in ("in", "by")
            and token.dep_ == "pobj"
        ):
            one = _outlook(reading, token)
        elif cues.noun(lower) or lower in cues.words("positions"):
            one = cue_nouns.finding(reading, token)
        if one is not None:
            found.append(one)
    return found


def _according(reading: ParsedParagraph, token: Token) -> AttributionRelation | None:
    doc = reading.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    start = token.i + 2
    head = next(
        (t for t in doc[start : start + 25] if t.dep_ == "pobj" and t.head.i <= start), None
    )
    if head is None:
        head = next((t for t in doc[start : start + 8] if t.tag_.startswith("NN")), None)
    if head is None:
        return None
    head = _broken_off(reading, start, head)
    source = syntax.phrase(head)
    last = _source_end(reading, token, head, source.last)
    source = SourcePhrase(start, max(last, head.i + 1), head.i)
    source = _with_name(reading, source)
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    if head.lower_ in cues.words("outlooks") and owner is not None:
        source = SourcePhrase(start, head.i, owner.i)  # according to her account
    return _around(reading, (token.i, source.last), "report", source, cue=(token.i, token.i + 2))


def _with_name(reading: ParsedParagraph, source: SourcePhrase) -> SourcePhrase:
    """According to its sponsor, Sen. Jo Roe, the law ...: the name between commas is the source's
    where a role stands before it.
    """
    doc, comma = reading.doc, source.last
    if (
        comma + 2 >= len(doc)
        or doc[comma].text != ","
        or not cues.source_kind(doc[source.head].lower_)
    ):
        return source
    at = comma + 1
    while at < len(doc) and at < comma + _LONGEST_NAME and doc[at].tag_.startswith("NNP"):
        at += 1
    named = at > comma + 1 and at < len(doc) and doc[at].text in (",", ".")
    return SourcePhrase(source.first, at, source.head) if named else source


def _broken_off(reading: ParsedParagraph, start: int, head: Token) -> Token:
    """According to Roe the plan: a name before an article is a phrase of its own."""
    for at in range(start + 1, head.i):
        if reading.doc[at].tag_ == "DT" and reading.doc[at - 1].text[:1].isupper():
            return reading.doc[at - 1]
    return head


def _source_end(reading: ParsedParagraph, token: Token, head: Token, last: int) -> int:
    """The source of a leading "according to X, ..." ends with its comma unless what follows is
    an apposition that a second comma closes.
    """
    doc = reading.doc
    leading = token.i == reading.sentence_bounds(token.i)[0] or doc[token.i - 1].text != ","
    for at in range(head.i + 1, last):
        if reading.in_whole(at) or doc[at].text == ";":
            return at
        if doc[at].tag_ == "DT" and doc[at - 1].tag_ == "NNP":
            return at
        if doc[at].text == "," and leading:
            described = any(
                c.dep_ in ("appos", "relcl", "acl", "conj") for c in head.rights if c.i > at
            )
            if not described or last >= len(doc) or doc[last].text != ",":
                return at
    return last


def _outlook(reading: ParsedParagraph, noun: Token) -> AttributionRelation | None:
    """In X's view, in the words of X."""
    whose = next((c for c in noun.children if c.dep_ == "poss"), None)
    last = noun.right_edge.i + 1
    if whose is None:
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        whose = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    else:
        last = noun.i + 1
    if whose is None or not syntax.speaks(whose):
        return None
    source = syntax.possessor(whose)
    return _around(reading, (noun.head.i, last), "say", source, cue=(noun.i, noun.i + 1))


def _around(
    reading: ParsedParagraph,
    phrase: tuple[int, int],
    kind: str,
    source: SourcePhrase,
    cue: tuple[int, int],
) -> AttributionRelation | None:
    """The sentence around a phrase that attributes it, as one stretch or two."""
    doc = reading.doc
    first, last = reading.sentence_bounds(phrase[0])
    start, end = phrase
    before = (_clause_start(reading, first, start), start)
    ahead = start - 1 - (start - 2 >= first and doc[start - 1].text == ",")
    if start > first and doc[ahead].tag_ in ("WDT", "WP", "IN"):
        before = (start, start)  # which according to officials took place
    after = None
    if (end < last and (doc[end].text in _DASHES or start == first)) or (
        end < last and doc[end].tag_ not in (".", "CC") and doc[end].text not in (";", ":")
    ):
        after = (end, last)
    if after is not None and start == first and doc[end].text == ",":
        after = (_behind_participle(reading, end, last), last)
    stretches = [s for s in (before, after) if s is not None and _words(reading, *s)]
    if start > first and after is not None and _is_aside(reading, after):
        stretches = stretches[:1]
    stretches = [(a, limit_content(reading, doc[a], a, b)) for a, b in stretches]
    return AttributionRelation(kind, stretches, cue=cue, source=source) if stretches else None


def _behind_participle(reading: ParsedParagraph, comma: int, last: int) -> int:
    """According to X, quoting Y, ...: the words begin behind the second comma."""
    doc = reading.doc
    if comma + 1 < last and doc[comma + 1].tag_ == "VBG" and cues.verb(doc[comma + 1].text):
        for at in range(comma + 2, last):
            if doc[at].text == ",":
                return at + 1
    return comma


def _clause_start(reading: ParsedParagraph, first: int, start: int) -> int:
    """An earlier coordinated clause with a subject of its own is not the source's."""
    doc = reading.doc
    for at in range(start - 1, first, -1):
        token = doc[at]
        if token.text == ";":
            return at + 1
        if token.tag_ == "CC" and doc[at - 1].text == "," and token.head.dep_ in ("ROOT", "conj"):
            later = [c for c in token.head.rights if c.dep_ == "conj" and c.i > at]
            if later and syntax.own_subject(later[0]) is not None:
                return at + 1
    return first


def _is_aside(reading: ParsedParagraph, after: tuple[int, int]) -> bool:
    token = next((reading.doc[at] for at in range(*after) if reading.doc[at].is_alpha), None)
    return token is None or token.lower_ in ("and", "but", "while", "though", "although")


def _words(reading: ParsedParagraph, first: int, last: int) -> bool:
    return sum(reading.doc[at].is_alpha for at in range(first, last)) > 1
