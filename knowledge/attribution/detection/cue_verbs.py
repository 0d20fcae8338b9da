"""Verbs of the lexicon in a paragraph, and whose words each of them introduces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.parsing import syntax
from knowledge.attribution.parsing.paragraph import AttributionRelation
from knowledge.attribution.parsing.syntax import SourcePhrase
from knowledge.language import cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph
    from knowledge.language.cues import Cue

_NO_SOURCE = frozenset(("what", "which", "that", "this", "there", "me", "him", "them", "us"))
_NOUN_PHRASE = frozenset(("NNP", "NNPS", "NN", "NNS", "DT", "PRP", "PRP$", "JJ", "POS"))


def verb_cues(reading: ParsedParagraph) -> Iterator[tuple[Token, Cue]]:
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


def _before_mark(reading: ParsedParagraph, token: Token) -> bool:
    """Whether a form of a cue that is tagged as a noun introduces a quotation: notes, “...”"""
    after = token.i + 1
    if token.tag_ != "NNS" or after + 1 >= len(reading.doc) or token.i == 0:
        return False
    if reading.doc[after].text not in (",", ":"):
        return False
    return reading.in_whole(after + 1) and not reading.in_whole(token.i - 1)


def _behind_mark(reading: ParsedParagraph, token: Token) -> bool:
    """Whether a token stands right behind a quotation: “...”, added Ms. Roe."""
    at = token.i - 1
    return (at >= 0 and reading.in_whole(at)) or (
        at >= 1 and reading.doc[at].text == "," and reading.in_whole(at - 1)
    )


def source_of(
    reading: ParsedParagraph, verb: Token, *, inverted: bool = False
) -> SourcePhrase | None:
    """Whose words a verb introduces: its subject, or the agent of a passive. `inverted` says that
    the verb stands behind words in marks, where "added Ms. Roe" is no passive.
    """
    own = syntax.own_subject(verb)
    if inverted and own is None and (head := _behind(reading, verb)) is not None:
        return syntax.phrase(head, verb.i)
    head = syntax.agent(verb) if syntax.is_passive(verb) else syntax.subject(verb)
    if head is None or reading.in_whole(head.i):
        head = _beside(reading, verb)
    if head is None or syntax.is_time(head) or head.tag_ in ("EX", "CD"):
        return None
    if head.lower_ in _NO_SOURCE and head.tag_ != "NNP":  # "us", not "the US"
        return None
    return syntax.phrase(head, verb.i)


def _beside(reading: ParsedParagraph, verb: Token) -> Token | None:
    """The noun right before or behind a verb that the parse left without a subject."""
    if syntax.is_passive(verb) or verb.tag_ not in ("VBD", "VBZ", "VBP", "NNS"):
        return None
    doc = reading.doc
    if verb.i and doc[verb.i - 1].tag_ in ("NNP", "PRP") and reading.quoted[verb.i - 1] == -1:
        return doc[verb.i - 1]
    if verb.i == 0 or reading.quoted[verb.i - 1] != -1 or doc[verb.i - 1].text == ",":
        return _behind(reading, verb)
    return None


def _behind(reading: ParsedParagraph, verb: Token) -> Token | None:
    """The head of the plain noun phrase right behind a verb: said the former aide."""
    doc = reading.doc
    at = verb.i + 1
    if at >= len(doc) or doc[at].tag_ not in _NOUN_PHRASE or reading.quoted[at] != -1:
        return None
    while at + 1 < len(doc) and doc[at].tag_ != "PRP" and doc[at + 1].tag_ in _NOUN_PHRASE:
        if doc[at + 1].tag_ in ("DT", "PRP", "PRP$") or syntax.is_time(doc[at + 1]):
            break
        at += 1
    return doc[at] if doc[at].tag_.startswith(("NN", "PRP")) else None


def attributed(
    reading: ParsedParagraph, place: tuple[int, int], verb: Token, cue: Cue, source: SourcePhrase
) -> AttributionRelation:
    """What a verb attributes of the quotation at `place`: whose it is, and to whom it was said."""
    found = AttributionRelation(cue.kind, [place], (verb.i, verb.i + 1), source, verb=verb.i)
    found.negated = syntax.is_negated(verb)
    found.addressee = _addressee(reading, verb, cue)
    return found


def _addressee(reading: ParsedParagraph, verb: Token, cue: Cue) -> SourcePhrase | None:
    """To whom: the recipient of telling, the "to" of saying."""
    for child in verb.rights:
        if reading.in_whole(child.i):
            continue
        if child.dep_ in ("dobj", "dative", "iobj") and cue.kind in ("tell", "ask", "warn", "urge"):
            return syntax.phrase(child, verb.i)
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            whom = next((c for c in child.children if c.dep_ == "pobj"), None)
            if whom is not None and syntax.speaks(whom) and not reading.in_whole(whom.i):
                return syntax.phrase(whom, verb.i)
    return None
