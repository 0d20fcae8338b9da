"""Claimed words held against the words that stand."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from knowledge.answering.evidence.article_view import ArticleView, StatementView
from knowledge.answering.evidence.term_weights import TermWeights
from knowledge.answering.people.article_people import Person
from knowledge.model.answer import Verdict, WordChange
from knowledge.model.statement import StatementKind

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ALIKE = 0.6
"""Least share of the claim's words, in order, that other words must have to be the same claim."""
_PLAINLY_ALIKE = 0.75
_SUBSTANCE = 0.5
"""Below that the claim's weighty words must be there too, or at least this share of them."""
_DENY = "deny"
"""The class of cues whose clause is what somebody holds to be false, or will not do."""
_SPREAD = 1.5
"""How far the claim's words may be spread among others: a stretch of so many times its length."""


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that is like a claim: the share of the claim's words that stand there in order
    (0 to 1), and whether all of them stand side by side.
    """

    notes: ArticleView
    said: StatementView
    likeness: float
    verbatim: bool


def match_claim(
    claim: str, notes: ArticleView, said: StatementView, weights: TermWeights
) -> Match | None:
    """How a statement is like the claim, or None where it is not."""
    claimed = _claimed(claim)
    stands = folded(_words_of(notes, said))
    there = set(stands)
    if not claimed or sum(word in there for word in claimed) < _ALIKE * len(claimed):
        return None
    if _contains(stands, claimed):
        return Match(notes, said, 1.0, verbatim=True)
    likeness = _likeness(claimed, stands)
    if likeness < _ALIKE or (
        likeness < _PLAINLY_ALIKE and weights.coverage(said.terms) < _SUBSTANCE
    ):
        return None
    return Match(notes, said, min(likeness, 0.99), verbatim=False)


def _likeness(claimed: list[str], stands: list[str]) -> float:
    """The most of the claim's words that stand in order in one stretch of the statement."""
    width = math.ceil(_SPREAD * len(claimed)) + 1
    starts = range(max(1, len(stands) - width + 1))
    return max(LCSseq.similarity(claimed, stands[at : at + width]) for at in starts) / len(claimed)


def verdict(found: Match, people: Sequence[Person]) -> Verdict:
    """What a match says to the claim that one of `people` said it (nobody given: that anybody
    did).
    """
    if people and found.said.person not in people:
        return Verdict.SOMEONE_ELSE
    if found.said.statement.negated:
        return Verdict.DENIED
    if not affirmed(found):
        return Verdict.ABOUT
    if not found.verbatim:
        return Verdict.OTHER_WORDS
    return Verdict.REPORTED if _is_reported(found) else Verdict.VERBATIM


def affirmed(found: Match) -> bool:
    """Whether the words stand there as somebody's own: neither as not said, nor as what was denied
    ("denied that she had sold it").
    """
    statement = found.said.statement
    denied = statement.cue_class == _DENY and statement.kind is not StatementKind.DIRECT
    return not (statement.negated or denied)


def word_changes(claim: str, stands: str) -> tuple[WordChange, ...]:
    """The claim against the words that stand, in runs of words that agree or differ; from the
    first word of `stands` that the claim has to the last.
    """
    claimed, there = claim.split(), stands.split()
    matcher = SequenceMatcher(
        None, [_bare(word) for word in claimed], [_bare(word) for word in there], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return (WordChange(claim, stands, same=False),)
    first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
    lead = min(first, blocks[0].a)
    return tuple(
        WordChange(
            " ".join(claimed[a1:a2]),
            " ".join(there[max(b1, first - lead) : min(b2, last)]),
            same=kind == "equal",
        )
        for kind, a1, a2, b1, b2 in matcher.get_opcodes()
        if a2 > a1 or (b2 > first - lead and b1 < last)
    )


def folded(text: str) -> list[str]:
    """The words of `text` in one form: lower case, one apostrophe, without signs."""
    return [m.group().casefold().replace("’", "'") for m in _WORD.finditer(text)]


def holds_words(claim: str, text: str) -> bool:
    """Whether `text` has the claim's words side by side."""
    claimed = folded(claim)
    return bool(claimed) and _contains(folded(text), claimed)


@lru_cache(maxsize=64)
def _claimed(claim: str) -> list[str]:
    """`folded`, once for all that the claim is held against."""
    return folded(claim)


def _bare(word: str) -> str:
    return "".join(folded(word)) or word


def _contains(words: list[str], part: list[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def _words_of(notes: ArticleView, said: StatementView) -> str:
    text = notes.article.text
    return " ".join(span.of(text) for span in said.statement.content)


def _is_reported(found: Match) -> bool:
    """Whether the words stand outside quotation marks: the reporter's, not the speaker's own."""
    return found.said.statement.kind is StatementKind.INDIRECT
