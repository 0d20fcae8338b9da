"""Attribution without a verb of saying: "according to", "in her view", "his claim that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution import contents, cues, grammar
from knowledge.attribution.grammar import Source
from knowledge.attribution.limits import bounded
from knowledge.attribution.reading import Finding

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.reading import Reading

_LONGEST_NAME = 7
_DASHES = (",", "—", "–", "--", "-")


def findings(reading: Reading) -> list[Finding]:
    """Every attribution of the paragraph that needs no verb of saying."""
    found: list[Finding] = []
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
            one = _position(reading, token) or _noun(reading, token)
        if one is not None:
            found.append(one)
    return found


def _according(reading: Reading, token: Token) -> Finding | None:
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
    source = grammar.phrase(head)
    last = _source_end(reading, token, head, source.last)
    source = Source(start, max(last, head.i + 1), head.i)
    source = _with_name(reading, source)
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    if head.lower_ in cues.words("outlooks") and owner is not None:
        source = Source(start, head.i, owner.i)  # according to her account
    return _around(reading, (token.i, source.last), "report", source, cue=(token.i, token.i + 2))


def _with_name(reading: Reading, source: Source) -> Source:
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
    return Source(source.first, at, source.head) if named else source


def _broken_off(reading: Reading, start: int, head: Token) -> Token:
    """According to Roe the plan: a name before an article is a phrase of its own."""
    for at in range(start + 1, head.i):
        if reading.doc[at].tag_ == "DT" and reading.doc[at - 1].text[:1].isupper():
            return reading.doc[at - 1]
    return head


def _source_end(reading: Reading, token: Token, head: Token, last: int) -> int:
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


def _outlook(reading: Reading, noun: Token) -> Finding | None:
    """In X's view, in the words of X."""
    whose = next((c for c in noun.children if c.dep_ == "poss"), None)
    last = noun.right_edge.i + 1
    if whose is None:
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        whose = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    else:
        last = noun.i + 1
    if whose is None or not grammar.speaks(whose):
        return None
    source = _owner(whose)
    return _around(reading, (noun.head.i, last), "say", source, cue=(noun.i, noun.i + 1))


def _owner(whose: Token) -> Source:
    """A possessor's phrase without its 's."""
    source = grammar.phrase(whose)
    last = source.last
    while last - 1 > whose.i and whose.doc[last - 1].tag_ == "POS":
        last -= 1
    return Source(source.first, last, whose.i)


def _around(
    reading: Reading, phrase: tuple[int, int], kind: str, source: Source, cue: tuple[int, int]
) -> Finding | None:
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
    stretches = [(a, bounded(reading, doc[a], a, b)) for a, b in stretches]
    return Finding(kind, stretches, cue=cue, source=source) if stretches else None


def _behind_participle(reading: Reading, comma: int, last: int) -> int:
    """According to X, quoting Y, ...: the words begin behind the second comma."""
    doc = reading.doc
    if comma + 1 < last and doc[comma + 1].tag_ == "VBG" and cues.verb(doc[comma + 1].text):
        for at in range(comma + 2, last):
            if doc[at].text == ",":
                return at + 1
    return comma


def _clause_start(reading: Reading, first: int, start: int) -> int:
    """An earlier coordinated clause with a subject of its own is not the source's."""
    doc = reading.doc
    for at in range(start - 1, first, -1):
        token = doc[at]
        if token.text == ";":
            return at + 1
        if token.tag_ == "CC" and doc[at - 1].text == "," and token.head.dep_ in ("ROOT", "conj"):
            later = [c for c in token.head.rights if c.dep_ == "conj" and c.i > at]
            if later and grammar.own_subject(later[0]) is not None:
                return at + 1
    return first


def _is_aside(reading: Reading, after: tuple[int, int]) -> bool:
    token = next((reading.doc[at] for at in range(*after) if reading.doc[at].is_alpha), None)
    return token is None or token.lower_ in ("and", "but", "while", "though", "although")


def _words(reading: Reading, first: int, last: int) -> bool:
    return sum(reading.doc[at].is_alpha for at in range(first, last)) > 1


def _position(reading: Reading, noun: Token) -> Finding | None:
    """X's view is that ..."""
    whose = next((c for c in noun.children if c.dep_ == "poss"), None)
    verb = noun.head
    if whose is None or noun.dep_ != "nsubj" or verb.lower_ not in ("is", "was", "'s", "’s"):
        return None
    if not grammar.speaks(whose):
        return None
    clause = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if clause is None:
        return None
    start, that = contents.begin(reading, verb, clause, "say")
    if not that:
        return None
    end = contents.reach(reading, verb, start, clause)
    kind = cues.noun(noun.lower_) or "claim"
    return Finding(kind, [(start, end)], cue=(noun.i, noun.i + 1), source=_owner(whose))


def _noun(reading: Reading, noun: Token) -> Finding | None:
    """A noun with a that-clause whose author the grammar names: X's claim that, a warning by X
    that, X issued a statement that.
    """
    kind = cues.noun(noun.lower_)
    clause = next(
        (c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl") and _that(c)), None
    )
    if not kind or clause is None:
        return None
    source = _author(noun)
    if source is None:
        return None
    that = next(c for c in clause.subtree if c.lower_ == "that" and c.i <= clause.i)
    end = bounded(reading, noun, that.i + 1, clause.right_edge.i + 1)
    if end <= that.i + 1:
        return None
    return Finding(kind, [(that.i + 1, end)], cue=(noun.i, noun.i + 1), source=source)


def _that(clause: Token) -> bool:
    first = clause.left_edge
    if first.lower_ != "that" or (first.tag_ != "IN" and first.dep_ != "mark"):
        return False
    return clause.dep_ != "relcl" or first.dep_ == "mark"


def _author(noun: Token) -> Source | None:
    for child in noun.children:
        if child.dep_ == "poss" and grammar.speaks(child):
            return _owner(child)
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            whom = next((c for c in child.children if c.dep_ == "pobj"), None)
            if whom is not None and grammar.speaks(whom):
                source = grammar.phrase(whom)
                clause = next(
                    (c.left_edge.i for c in whom.rights if c.dep_ in ("acl", "relcl")), source.last
                )
                return Source(source.first, min(source.last, max(clause, whom.i + 1)), whom.i)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lower_ in cues.words("light verbs"):
        subject = grammar.subject(verb)
        if subject is not None and grammar.speaks(subject) and not grammar.is_passive(verb):
            return grammar.phrase(subject, verb.i)
    return None
