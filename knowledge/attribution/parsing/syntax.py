"""What grammar says of a verb: whose it is, whether it is denied, where its clause reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.language import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = ("who", "which", "that", "whom")
_HUMAN_PRONOUNS = frozenset(["i", "he", "she", "we", "they", "you", "who"])
_DENIALS = ("not", "n't", "never", "n’t", "nor", "hardly")
_HEADLESS = ("asked", "pressed", "told", "quoted", "questioned")
_REFUSALS = ("decline", "refuse")
_LONGEST_SOURCE = 60
_CLIMBS = 6


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """A source phrase: its tokens from `first` up to `last`, and its head's index."""

    first: int
    last: int
    head: int


def subject(verb: Token) -> Token | None:
    """The grammatical subject of an active verb, found through coordination ("said A and added
    B"), participles ("..., adding that") and chains ("went on to say", "was quoted as saying").
    """
    at: Token = verb
    for _ in range(_CLIMBS):
        found = own_subject(at)
        if found is not None:
            return _antecedent(found, at)
        if at.dep_ == "acl" or (at.dep_ == "relcl" and at.tag_ in ("VBG", "VBN")):
            return at.head
        if at.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"):
            if at.dep_ in ("ccomp", "advcl") and at.tag_ not in ("VBG", "VB", "IN"):
                return None
            at = at.head
            continue
        return None
    return None


def own_subject(verb: Token) -> Token | None:
    """The subject that depends on the verb itself, passive ones too."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return child
    return None


def _antecedent(found: Token, verb: Token) -> Token | None:
    """A relative pronoun's antecedent; any other subject itself."""
    if found.lower_ in _RELATIVE and found.tag_ in ("WP", "WDT", "IN") and not found.is_upper:
        clause = verb
        for _ in range(_CLIMBS):
            if clause.dep_ == "relcl":
                return _human(clause.head) if found.lower_ == "who" else clause.head
            clause = clause.head
        return None
    return found


def _human(head: Token) -> Token:
    """Whom "who" means: a porter at the hotel, who said."""
    at = head
    for _ in range(_CLIMBS):
        if at.tag_.startswith("NNP") or cues.source_kind(at.lower_) in ("person", "group"):
            return at
        if at.dep_ != "pobj" or at.head.dep_ != "prep":
            return head
        at = at.head.head
    return head


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject undergoes it: "was told", "accused by"."""
    if verb.lower_ in _HEADLESS and verb.is_sent_start is True:
        return True
    if verb.tag_ != "VBN":
        return False
    deps = {child.dep_ for child in verb.children}
    if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps:
        return True
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and "aux" not in deps:
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl") and "aux" not in deps


def agent(verb: Token) -> Token | None:
    """By whom, of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None


def phrase(head: Token, barrier: int = -1) -> SourcePhrase:
    """The whole noun phrase of `head`, with what it is described as; not beyond `barrier`, the
    verb that it speaks with.
    """
    first, last = head.left_edge.i, head.right_edge.i + 1
    while _hyphenated(head) and head.i + 2 != barrier:  # her co-author
        head = head.doc[head.i + 2]
        last = max(last, head.right_edge.i + 1)
    if first <= barrier < head.i:
        first = barrier + 1
    if head.i < barrier < last:
        last = barrier
        last = _before_clause_of(head, barrier)
    last = _unbroken(head, last, barrier)
    last = min(last, head.i + _LONGEST_SOURCE)
    first = max(first, head.i - _LONGEST_SOURCE)
    doc = head.doc
    while (
        last - 1 > head.i
        and (doc[last - 1].is_punct or doc[last - 1].is_space)
        and (doc[last - 1].text not in (")", "]", "%"))
    ):
        last -= 1
    while first < head.i and (doc[first].is_space or doc[first].is_punct):
        first += 1
    return SourcePhrase(first, last, head.i)


def possessor(whose: Token) -> SourcePhrase:
    """A possessor's phrase without its 's."""
    source = phrase(whose)
    last = source.last
    while last - 1 > whose.i and whose.doc[last - 1].tag_ == "POS":
        last -= 1
    return SourcePhrase(source.first, last, whose.i)


def _hyphenated(head: Token) -> bool:
    doc, at = head.doc, head.i
    return at + 2 < len(doc) and doc[at + 1].text == "-" and not doc[at].whitespace_


def _unbroken(head: Token, last: int, barrier: int) -> int:
    """A phrase that the parse breaks off at a hyphen or before a name goes on up to its verb, or
    as far as the name ("curator Jane Roe").
    """
    doc, verb = head.doc, head.head.i
    if (
        head.i < last <= verb
        and verb - last < _LONGEST_SOURCE
        and all(t.tag_.startswith(("NN", "HYPH")) or t.text == "-" for t in doc[last:verb])
    ):
        return verb
    if last == head.i + 1 and head.tag_ == "NN" and cues.source_kind(head.lower_):
        while last < len(doc) and doc[last].tag_ == "NNP" and last != barrier:
            if is_time(doc[last]):
                break
            last += 1
    return last


def _before_clause_of(head: Token, barrier: int) -> int:
    """Where a phrase ends whose relative clause holds the verb itself."""
    end = barrier
    for child in head.rights:
        if child.left_edge.i <= barrier <= child.right_edge.i:
            end = min(end, child.left_edge.i)
    return max(end, head.i + 1)


def is_negated(verb: Token) -> bool:
    """Whether the article says that this was not said: "did not say", "has never said",
    "declined to say".
    """
    at: Token = verb
    for _ in range(_CLIMBS):
        if any(c.dep_ == "neg" or c.lower_ in _DENIALS for c in at.children if c.i < verb.i):
            return True
        cue = cues.verb(at.text)
        if cue is not None and cue.lemma in _REFUSALS:
            return True
        if at.dep_ != "xcomp":
            return False
        at = at.head
    return False


def speaks(head: Token) -> bool:
    """Whether a phrase with this head can speak: a person, a body, a document, or a name."""
    lower = head.lower_
    if lower in _HUMAN_PRONOUNS:
        return True
    if is_time(head):
        return False
    if head.tag_ in ("NNP", "NNPS") or cues.source_kind(lower):
        return True
    # a singular noun with a capital and no article is a name that the tagger does not know
    bare = not any(c.dep_ in ("det", "poss", "amod") for c in head.lefts)
    return head.tag_ == "NN" and head.text[:1].isupper() and bare


def is_time(head: Token) -> bool:
    """Whether a noun names a time: such a subject is a mistake of the parse."""
    return head.lower_.rstrip("s") in cues.words("times") or head.lower_ in cues.words("times")
