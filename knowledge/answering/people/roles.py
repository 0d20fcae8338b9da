"""Roles: what a phrase says that somebody is, synonyms made one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.language import cues, word_lists
from knowledge.language.terms import terms

_REMEMBERED = 50_000
"""Phrases whose terms are remembered: "the president" stands in many articles."""
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_ROLE_ENDS = re.compile(r"[,;:()—–]|\b(?:who|which|whose|and)\b", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"\b(?:of|for|in|at|from|on|to|with|by|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Role:
    """A phrase that describes somebody: its terms, and the one that is its head ("director" of
    "a director of the ferry line").
    """

    head: str
    terms: frozenset[str]


@lru_cache(maxsize=_REMEMBERED)
def roles(phrase: str, name: tuple[str, ...], language: str) -> tuple[Role, ...]:
    """The roles in a phrase, the words of the person's own name apart: "Harbour Minister Henrik
    Sorel, a former pilot" is a harbour minister, and a former pilot.
    """
    found = []
    for part in _ROLE_ENDS.split(phrase):
        kept = [m.group() for m in _TOKEN.finditer(part) if not _in_name(m.group(), name)]
        front = _HEAD_ENDS.split(" ".join(kept))[0]
        heads = _ordered(front, language)
        if heads:
            found.append(Role(heads[-1], role_terms(" ".join(kept), language)))
    return tuple(found)


@lru_cache(maxsize=_REMEMBERED)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or a phrase in lower case, without points and possessives."""
    return tuple(plain for _, plain in tokens(text))


def tokens(text: str) -> list[tuple[str, str]]:
    """The words of `text`, each as it stands and as `words_of` has it."""
    found = [m.group() for m in _TOKEN.finditer(text)]
    return [(t, t.casefold().replace("’", "'").removesuffix("'s").replace(".", "")) for t in found]


def _in_name(word: str, name: tuple[str, ...]) -> bool:
    return any(w in name for w in words_of(word))


def role_terms(text: str, language: str) -> frozenset[str]:
    """The terms of a phrase that names a role, synonyms made one."""
    return frozenset(_ordered(text, language))


@lru_cache(maxsize=_REMEMBERED)
def _ordered(text: str, language: str) -> tuple[str, ...]:
    pattern, singles = _phrases()
    text = pattern.sub(lambda match: singles[_joined(match.group())], text)
    known = _synonyms(language)
    return tuple(known.get(term, term) for term in terms(text, language))


def _joined(phrase: str) -> str:
    return phrase.casefold().replace(" ", "-")


@cache
def _families() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in word_lists.lines("en/synonyms.txt"))


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the roles of several words, and for each the word that is read for it."""
    singles = {word: family[0] for family in _families() for word in family if "-" in word}
    longest_first = sorted(singles, key=len, reverse=True)
    alternatives = "|".join(word.replace("-", "[ -]") for word in longest_first)
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE), singles


@cache
def _synonyms(language: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for family in _families():
        first = next(iter(terms(family[0].upper(), language)), family[0])
        for word in family:
            for term in terms(word.upper(), language) if "-" not in word else ():
                known.setdefault(term, first)
    return known


@cache
def titles() -> frozenset[str]:
    """Words for a person's office or calling, as they stand before a surname."""
    return cues.sources("person") | {"prime", "vice", "deputy", "former", "senior"}
