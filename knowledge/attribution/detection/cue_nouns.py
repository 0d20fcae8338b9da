"""Attribution by a noun of saying: "his claim that", "a warning by her that", "her view is"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.attribution.detection import content_span
from knowledge.attribution.detection.content_limits import limit_content
from knowledge.attribution.parsing import syntax
from knowledge.attribution.parsing.paragraph import AttributionRelation
from knowledge.attribution.parsing.syntax import SourcePhrase
from knowledge.language import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

    from knowledge.attribution.parsing.paragraph import ParsedParagraph


def finding(reading: ParsedParagraph, noun: Token) -> AttributionRelation | None:
    """What `noun` attributes, or None where it is no noun of saying here."""
    return _position(reading, noun) or _that_clause(reading, noun)


def _position(reading: ParsedParagraph, noun: Token) -> AttributionRelation | None:
    """X's view is that ..."""
    whose = next((c for c in noun.children if c.dep_ == "poss"), None)
    verb = noun.head
    if whose is None or noun.dep_ != "nsubj" or verb.lower_ not in ("is", "was", "'s", "’s"):
        return None
    if not syntax.speaks(whose):
        return None
    clause = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if clause is None:
        return None
    start, that = content_span.begin(reading, verb, clause, "say")
    if not that:
        return None
    end = content_span.content_end(reading, verb, start, clause)
    kind = cues.noun(noun.lower_) or "claim"
    return AttributionRelation(
        kind, [(start, end)], cue=(noun.i, noun.i + 1), source=syntax.possessor(whose)
    )


def _that_clause(reading: ParsedParagraph, noun: Token) -> AttributionRelation | None:
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
    end = limit_content(reading, noun, that.i + 1, clause.right_edge.i + 1)
    if end <= that.i + 1:
        return None
    return AttributionRelation(kind, [(that.i + 1, end)], cue=(noun.i, noun.i + 1), source=source)


def _that(clause: Token) -> bool:
    first = clause.left_edge
    if first.lower_ != "that" or (first.tag_ != "IN" and first.dep_ != "mark"):
        return False
    return clause.dep_ != "relcl" or first.dep_ == "mark"


def _author(noun: Token) -> SourcePhrase | None:
    for child in noun.children:
        if child.dep_ == "poss" and syntax.speaks(child):
            return syntax.possessor(child)
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            whom = next((c for c in child.children if c.dep_ == "pobj"), None)
            if whom is not None and syntax.speaks(whom):
                source = syntax.phrase(whom)
                clause = next(
                    (c.left_edge.i for c in whom.rights if c.dep_ in ("acl", "relcl")), source.last
                )
                return SourcePhrase(source.first, min(source.last, max(clause, whom.i + 1)), whom.i)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lower_ in cues.words("light verbs"):
        subject = syntax.subject(verb)
        if subject is not None and syntax.speaks(subject) and not syntax.is_passive(verb):
            return syntax.phrase(subject, verb.i)
    return None
