"""Cues in their grammatical frames: "said that", "vowed to", "accused them of", ", she said,"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.attribution import contents, cues, grammar
from knowledge.attribution.grammar import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from knowledge.attribution.cues import Cue
    from knowledge.attribution.reading import Reading

_ANONYMOUS = ("named", "identified", "quoted")
"""Asking not to be named is no statement of the article's matter."""
_NO_SOURCE = frozenset("what which that this there me him them us".split())
_NOUN_PHRASE = frozenset(("NNP", "NNPS", "NN", "NNS", "DT", "PRP", "PRP$", "JJ", "POS"))
_FEWEST_OBJECT_WORDS = 3
_INSERTED_BEFORE = frozenset((",", "—", "–", "-", "--", "(", "”", '"', "''", "’", "»", "“"))
_INSERTED_AFTER = frozenset((",", "—", "–", "-", "--", ")", ".", "!", "?", ";", ":"))


@dataclass
class Finding:
    """An attribution found in one paragraph, in tokens: its cue (first and one past the last),
    its source and addressee phrases, and the stretches of its words, in order.
    """

    kind: str
    contents: list[tuple[int, int]]
    cue: tuple[int, int] | None = None
    source: Source | None = None
    addressee: Source | None = None
    negated: bool = False
    verb: int = -1
    quotes: list[int] = field(default_factory=list)


def verb_cues(reading: Reading) -> Iterator[tuple[Token, Cue]]:
    """Every verb of the lexicon that the article itself uses, none inside whole quotations."""
    for token in reading.doc:
        if reading.quoted[token.i] != -1:
            continue
        if not (token.tag_.startswith("VB") or _before_mark(reading, token)):
            continue
        if token.dep_ in ("amod", "compound", "aux") and not _behind_mark(reading, token):
            continue
        cue = cues.verb(token.text)
        if cue is not None:
            yield token, cue


def _before_mark(reading: Reading, token: Token) -> bool:
    """Whether a form of a cue that is tagged as a noun introduces a quotation: notes, “...”"""
    after = token.i + 1
    if token.tag_ != "NNS" or after + 1 >= len(reading.doc) or token.i == 0:
        return False
    if reading.doc[after].text not in (",", ":"):
        return False
    return reading.in_whole(after + 1) and not reading.in_whole(token.i - 1)


def _behind_mark(reading: Reading, token: Token) -> bool:
    """Whether a token stands right behind a quotation: “...”, added Ms. Roe."""
    at = token.i - 1
    return (at >= 0 and reading.in_whole(at)) or (
        at >= 1 and reading.doc[at].text == "," and reading.in_whole(at - 1)
    )


def source_of(reading: Reading, verb: Token, *, inverted: bool = False) -> Source | None:
    """Whose words a verb introduces: its subject, or the agent of a passive. `inverted` says that
    the verb stands behind words in marks, where "added Ms. Roe" is no passive.
    """
    own = grammar.own_subject(verb)
    if inverted and own is None and (head := _behind(reading, verb)) is not None:
        return grammar.phrase(head, verb.i)
    if grammar.is_passive(verb):
        head = grammar.agent(verb)
    else:
        head = grammar.subject(verb)
    if head is None or reading.in_whole(head.i):
        head = _beside(reading, verb)
    if head is None or grammar.is_time(head) or head.tag_ in ("EX", "CD"):
        return None
    if head.lower_ in _NO_SOURCE:
        return None
    return grammar.phrase(head, verb.i)


def _beside(reading: Reading, verb: Token) -> Token | None:
    """The noun right before or behind a verb that the parse left without a subject."""
    if grammar.is_passive(verb) or verb.tag_ not in ("VBD", "VBZ", "VBP", "NNS"):
        return None
    doc = reading.doc
    if verb.i and doc[verb.i - 1].tag_ in ("NNP", "PRP") and reading.quoted[verb.i - 1] == -1:
        return doc[verb.i - 1]
    if verb.i == 0 or reading.quoted[verb.i - 1] != -1 or doc[verb.i - 1].text == ",":
        return _behind(reading, verb)
    return None


def _behind(reading: Reading, verb: Token) -> Token | None:
    """The head of the plain noun phrase right behind a verb: said the former aide."""
    doc = reading.doc
    at = verb.i + 1
    if at >= len(doc) or doc[at].tag_ not in _NOUN_PHRASE or reading.quoted[at] != -1:
        return None
    while at + 1 < len(doc) and doc[at].tag_ != "PRP" and doc[at + 1].tag_ in _NOUN_PHRASE:
        if doc[at + 1].tag_ in ("DT", "PRP", "PRP$") or grammar.is_time(doc[at + 1]):
            break
        at += 1
    return doc[at] if doc[at].tag_.startswith(("NN", "PRP")) else None


def framed(reading: Reading, verb: Token, cue: Cue) -> Finding | None:
    """What `verb` attributes by its own frame, or None where it is no cue here."""
    source = source_of(reading, verb)
    if source is None:
        return None
    frames = cue.frames
    found = None
    if frames & {"clause", "quote"}:
        found = _inserted(reading, verb, cue, source)
    if found is None and frames & {"clause", "quote"}:
        found = _clause(reading, verb, cue, source)
    if found is None and "infinitive" in frames:
        found = _infinitive(reading, verb, source)
    speaks = grammar.speaks(reading.doc[source.head])
    if found is None and speaks and not grammar.is_passive(verb):
        found = _object(reading, verb, cue) or _preposition(reading, verb, cue)
        found = found or _quoting(reading, verb, cue)
    if found is None:
        return None
    found.kind, found.source, found.verb = cue.kind, source, verb.i
    found.cue = found.cue or (verb.i, verb.i + 1)
    found.negated = grammar.is_negated(verb)
    found.addressee = found.addressee or _addressee(reading, verb, cue, found)
    return found


def _clause(reading: Reading, verb: Token, cue: Cue, source: Source) -> Finding | None:
    complement = _complement(verb, cue)
    start, that = contents.begin(reading, verb, complement, cue.kind)
    if complement is None and not that:
        return None
    if complement is not None and complement.right_edge.i < start:
        complement = None
    if complement is None:
        if start >= len(reading.doc) or "clause" not in cue.frames:
            return None
        complement = _head_behind(reading, verb, start)
    if complement is not None and start <= source.head < complement.right_edge.i and source.head > verb.i:
        return None
    end = contents.clause_reach(reading, verb, start, complement)
    if "clause" not in cue.frames and all(q == -1 for q in reading.quoted[start:end]):
        return None  # he thinks, he laughed
    return Finding(cue.kind, [(start, end)]) if end > start else None


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


def _head_behind(reading: Reading, verb: Token, start: int) -> Token | None:
    """The verb of the words behind "that" where the parse has no complement."""
    last = reading.sentence_bounds(verb.i)[1]
    for at in range(start, last):
        token = reading.doc[at]
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return token.head if token.tag_ == "MD" and token.head.i >= start else token
    return None


def _inserted(reading: Reading, verb: Token, cue: Cue, source: Source) -> Finding | None:
    """An attribution inserted in, or put behind, the words: ", she said,"; "as he put it"."""
    doc = reading.doc
    first, last = reading.sentence_bounds(verb.i)
    start = min(source.first, verb.i)
    if source.head > verb.i:
        end = max(contents.clause_end(reading, verb, cue.kind), source.last)
    else:
        end = contents.clause_end(reading, verb, cue.kind)
    for child in verb.lefts:
        if child.lower_ == "as" and child.dep_ in ("mark", "advmod") and child.i < start:
            start = child.i
    if contents.that_behind(reading, verb, cue.kind) is not None:
        return None
    led = start == first and doc[start].lower_ == "as"
    before = doc[start - 1] if start > first else None
    after = doc[end].text if end < last else "."
    closes = after in _INSERTED_AFTER or reading.quoted[min(end, last - 1)] != -1
    if not closes or not (led or (before is not None and _may_precede(reading, before, verb))):
        return None
    stretches = [] if led else [(first, start)]
    goes_on = end < last and (doc[end].text in (",", "—", "–", "--") or reading.quoted[end] != -1)
    if goes_on and (rest := _rest(reading, verb, end, last)):
        stretches.append(rest)
    stretches = [(a, b) for a, b in stretches if _substance(reading, a, b)]
    return Finding(cue.kind, stretches) if stretches else None


def _may_precede(reading: Reading, before: Token, verb: Token) -> bool:
    """Whether `before` ends the words in front of ", she said": a comma, a dash, a closing mark,
    or, where the parse says that they are what is said, anything.
    """
    if verb.dep_ in ("relcl", "acl") or (verb.tag_ == "VBG" and verb.dep_ != "ROOT"):
        return False
    if before.text in _INSERTED_BEFORE or reading.quoted[before.i] != -1:
        return _has_clause(reading, before.i, verb)
    if before.tag_ in ("IN", "WDT", "WP", "TO", "CC", "WRB"):
        return False
    return any(child.dep_ == "ccomp" and child.i < before.i + 1 for child in verb.lefts)


def _has_clause(reading: Reading, last: int, verb: Token) -> bool:
    """Whether a clause stands before the attribution, not just "On Friday," or "In a letter,"."""
    first, _ = reading.sentence_bounds(verb.i)
    if any(reading.quoted[at] != -1 for at in range(first, last + 1)):
        return True
    part = [reading.doc[at] for at in range(first, last)]
    if verb.dep_ in ("parataxis", "ccomp", "advcl", "dep") and verb.head.i != verb.i:
        return any(t.tag_.startswith("NN") or t.tag_ == "PRP" for t in part)
    if any(child.dep_ == "ccomp" and child.i <= last for child in verb.lefts):
        return True
    return False


def _rest(reading: Reading, verb: Token, end: int, last: int) -> tuple[int, int] | None:
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
    return start, contents.bounded(reading, verb, start, last)


def _shared(reading: Reading, verb: Token, start: int) -> bool:
    """Whether what follows hangs on the words themselves, not on the cue."""
    token = reading.doc[start]
    return token.head.i != verb.i and token.head.head.i != verb.i and verb.dep_ != "ROOT"


def _substance(reading: Reading, first: int, last: int) -> bool:
    return any(reading.doc[at].is_alpha for at in range(first, last))


def _infinitive(reading: Reading, verb: Token, source: Source) -> Finding | None:
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl"):
            to = next((c for c in child.lefts if c.tag_ == "TO"), None)
            if to is None or source.head > to.i or child.lower_ in _ANONYMOUS:
                continue
            start = to.i
            wanted = next((c for c in child.lefts if c.lower_ == "for"), None)
            if wanted is not None:  # asked for the work to be put off
                start = wanted.i + 1
                return Finding("", [(start, contents.reach(reading, verb, start, child))])
            if reading.doc[start - 1].lower_ in ("not", "never") and start - 1 > verb.i:
                start -= 1
            end = contents.reach(reading, verb, start, child)
            whom = own = grammar.own_subject(child)
            if own is None:
                whom = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < to.i), None)
            addressee = grammar.phrase(whom, verb.i) if whom is not None else None
            return Finding("", [(start, end)], addressee=addressee)
    return None


def _object(reading: Reading, verb: Token, cue: Cue) -> Finding | None:
    if "object" not in cue.frames or (cue.lemma == "cite" and verb.tag_ == "VBG"):
        return None  # "citing officials" names a source, not words
    for child in verb.rights:
        if child.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "attr", "acomp"):
            if child.tag_ == "WP" or child.lower_ in ("that", "this", "so", "itself", "himself"):
                return None
            start = child.left_edge.i
            if start <= verb.i:
                continue
            end = contents.reach(reading, verb, start, child)
            if cue.kind == "call" and not _names(reading, verb, start, end):
                return None
            return _long_enough(reading, cue.kind, start, end)
    return None


def _names(reading: Reading, verb: Token, start: int, end: int) -> bool:
    """Whether a verb of calling says what the thing is called, not just which it is."""
    if any(q != -1 for q in reading.quoted[start:end]):
        return True
    if any(c.dep_ in ("oprd", "ccomp") for c in verb.rights):
        return True
    return any(t.lower_ == "as" and t.dep_ == "prep" for t in reading.doc[start:end])


def _preposition(reading: Reading, verb: Token, cue: Cue) -> Finding | None:
    for child in verb.rights:
        if child.dep_ in ("prep", "prt") and child.lower_ in cue.frames:
            start = child.i + 1
            if start >= len(reading.doc):
                return None
            end = contents.reach(reading, verb, start, child)
            if cue.kind == "answer" and not grammar.is_negated(verb):
                return None  # only that nobody responded to a request says what was (not) said
            found = _long_enough(reading, cue.kind, start, end)
            if found is not None and child.i == verb.i + 1:
                found.cue = (verb.i, child.i + 1)
            return found
    return None


def _quoting(reading: Reading, verb: Token, cue: Cue) -> Finding | None:
    """An attitude or act in the source's own words: he wants “a clean bill”."""
    if not cue.frames & {"quoting", "object", "clause"}:
        return None
    for child in verb.rights:
        if child.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "prep", "acomp", "advcl"):
            start = child.left_edge.i
            end = contents.reach(reading, verb, start, child)
            quoted = {reading.quoted[at] for at in range(start, end)} - {-1}
            if any(len(reading.quotations[q].words(reading.text)) > 1 for q in quoted):
                return _long_enough(reading, cue.kind, start, end)
            return None
    return None


def _long_enough(reading: Reading, kind: str, start: int, end: int) -> Finding | None:
    words = sum(reading.doc[at].is_alpha or reading.doc[at].like_num for at in range(start, end))
    return Finding(kind, [(start, end)]) if words >= _FEWEST_OBJECT_WORDS else None


def _addressee(reading: Reading, verb: Token, cue: Cue, found: Finding) -> Source | None:
    """To whom: the recipient of telling, the "to" of saying; a passive's subject."""
    inside = {at for first, last in found.contents for at in range(first, last)}
    if grammar.is_passive(verb):
        whom = grammar.own_subject(verb)
        if whom is not None and cue.kind in ("tell", "ask", "warn", "urge", "order"):
            return grammar.phrase(whom, verb.i)
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
            return _until(grammar.phrase(child, verb.i), inside)
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
            if pobj is not None and grammar.speaks(pobj):
                return _until(grammar.phrase(pobj, verb.i), inside)
    return None


def _until(source: Source, inside: set[int]) -> Source | None:
    last = source.last
    while last > source.first and last - 1 in inside:
        last -= 1
    return Source(source.first, last, source.head) if last > source.head else None
