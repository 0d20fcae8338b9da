"""Roles: what people are called besides their names, in one form for all its words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from knowledge.language import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTING = ("the", "this", "that", "these")
_MODIFIERS = ("amod", "compound", "nmod", "poss")


def normal(word: str) -> str:
    """A role's word in the form in which roles are compared: minister and secretary are one."""
    plain = word.casefold().rstrip(".")
    return _heads().get(plain, plain)


@cache
def _heads() -> dict[str, str]:
    return {word: head for head, words in cues.rows("en/roles.tsv") for word in words.split()}


def words(tokens: list[Token]) -> set[str]:
    """The words of a description that can tell a role: nouns, adjectives, participles."""
    return {normal(t.text) for t in tokens if t.tag_.startswith(("NN", "JJ", "VBN"))}


def definite(token: Token) -> frozenset[str] | None:
    """The words of "the defense minister", by its head; None for a phrase that does not point
    back to somebody (a minister, ministers).
    """
    left = list(token.lefts)
    if not any(c.lower_ in _POINTING and c.dep_ == "det" for c in left):
        return None
    found = {normal(token.text)}
    for child in left:
        if child.dep_ in _MODIFIERS and child.lower_ not in cues.words("empty modifiers"):
            found |= {normal(t.text) for t in child.subtree if t.tag_.startswith(("NN", "JJ"))}
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            found |= {normal(t.text) for t in child.subtree if t.tag_.startswith("NN")}
    return frozenset(found - cues.words("empty modifiers"))
