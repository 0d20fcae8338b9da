"""How surely what a user typed means a person: name, surname, misspelt name, acronym, role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from knowledge.answering.people.article_people import HONORIFICS, RELATIVE, Person
from knowledge.answering.people.roles import role_terms, roles, titles, tokens
from knowledge.language.terms import is_stop_word
from knowledge.model.statement import ProfileKind

_VOICES = ("spokesman", "press", "chairman", "president", "head", "ceo", "secretary", "minister")
_POSSESSIVE = re.compile(r"\w['’]s? +\w")
_KIN = re.compile(rf".+['’]s? (?P<kin>{RELATIVE})", re.IGNORECASE)
_MISSPELT = 82
"""Least similarity (rapidfuzz ratio, 0 to 100) of a misspelt name: Fisher is Fischer's by 92 and
Ficher's by 83.
"""
_TITLED = 0.78
"""A surname with a title that the article does not give: less than a role that it does give."""
_REMEMBERED = 256
"""Names that were asked for lately are held against many people."""
_LONG_ENOUGH = 5
"""Letters of a name that may be misspelt: shorter ones are too like others."""


def match_score(asked: str, person: Person, language: str) -> float:
    """How surely `asked`, as a user typed it, means `person`: 0.0 (not at all) to 1.0.

    Every word must be accounted for by the name, by a role that the article gives, or, beside a
    surname, by a title: "Melania Trump" is not Donald Trump.
    """
    words = _telling(asked, language)
    if not words:
        return 0.0
    in_name = [w for w in words if w in person.words]
    rest = [w for w in words if w not in person.words]
    if not rest:
        return _by_name(words, person)
    of_another = _POSSESSIVE.search(asked) is not None
    if of_another:
        in_name = []  # Ann Lee's husband is not Ann Lee
    if _is_someone(person) and person.surname in in_name and _are_roles(rest, person, language):
        known = role_terms(" ".join(rest), language) <= _held(person)
        return 0.95 if known else _TITLED
    if len(words) == 1 and _is_acronym(words[0], person.words):
        return 0.9
    role = max(_by_role(asked, person, language), _by_kin(asked, person))
    return role if of_another else max(role, _by_sound(words, person, language))


@lru_cache(maxsize=_REMEMBERED)
def _telling(asked: str, language: str) -> tuple[str, ...]:
    """The words that tell who is meant: no small words, but WHO and US in capitals."""
    found = tokens(asked)
    shouted = asked.isupper() and len(found) > 1
    return tuple(
        word
        for token, word in found
        if (token.isupper() and len(word) > 1 and not shouted)
        or not (is_stop_word(word, language) or word in HONORIFICS)
    )


def _is_acronym(word: str, name: tuple[str, ...]) -> bool:
    """Whether a word is the initials of a name, or of its end: EPA, for the US agency."""
    initials = _acronym(name)
    return (
        len(name) > 1
        and len(word) > 1
        and (word == initials or (len(word) > 2 and initials.endswith(word)))
    )


def _by_kin(asked: str, person: Person) -> float:
    """ "Ahmed's father" is whom the article calls "his father", if it names one."""
    match = _KIN.fullmatch(asked.strip())
    if match is None:
        return 0.0
    own = {f"{pronoun} {match['kin'].casefold()}" for pronoun in ("his", "her", "their")}
    return 0.65 if any(phrase in own for phrase in person.kin) else 0.0


def speaks_for(asked: str, person: Person, language: str) -> bool:
    """Whether the article makes a person the voice or the head of the body that is asked for:
    "a spokeswoman for the White House", "the works council's chairman".
    """
    wanted = role_terms(asked, language)
    voices = {term for word in _VOICES for term in role_terms(word, language)}
    return bool(wanted) and any(
        wanted <= role.terms and role.head not in wanted and role.terms & voices
        for role in person.roles
    )


def _is_someone(person: Person) -> bool:
    """Whether a title may stand before the name: Malaysia's prime minister is not Malaysia."""
    return bool(person.words) and person.kind in (ProfileKind.PERSON, None)


def _by_name(words: Sequence[str], person: Person) -> float:
    if len(words) == len(person.words):
        return 1.0
    if not _is_someone(person) and all(word in titles() for word in words):
        return 0.0
    if person.surname in words:
        return 0.97
    return 0.85


def _are_roles(words: Sequence[str], person: Person, language: str) -> bool:
    """Whether words beside a surname may stand there: described so, or a title of any sort."""
    held = _held(person)
    return all(role_terms(word, language) <= held or word in titles() for word in words)


def _held(person: Person) -> frozenset[str]:
    return frozenset(term for role in person.roles for term in role.terms)


def _by_role(asked: str, person: Person, language: str) -> float:
    """A role is the same where its head is, and the article's phrases hold all its words."""
    wanted = next(iter(roles(asked, (), language)), None)
    if wanted is None or wanted.head not in {role.head for role in person.roles}:
        return 0.0
    if any(wanted.head == role.head and wanted.terms <= role.terms for role in person.roles):
        return 0.8
    own = frozenset(term for word in person.words for term in role_terms(word, language))
    return 0.7 if wanted.terms <= _held(person) | own else 0.0


def _by_sound(words: Sequence[str], person: Person, language: str) -> float:
    """The name misspelt: each word like one of the name's, the surname among them, or a role."""
    alike = []
    for word in words:
        best = max(
            (
                (fuzz.ratio(word, other), other)
                for other in person.words
                if _comparable(word, other)
            ),
            default=(0.0, ""),
        )
        if best[0] >= _MISSPELT:
            alike.append(best)
        elif not (_is_someone(person) and _are_roles([word], person, language)):
            return 0.0
    if not any(other == person.surname for _, other in alike):
        return 0.0
    return 0.6 + 0.3 * min(score for score, _ in alike) / 100


def _comparable(word: str, other: str) -> bool:
    return len(word) >= _LONG_ENOUGH and len(other) >= _LONG_ENOUGH and word[0] == other[0]


def _acronym(words: tuple[str, ...]) -> str:
    """The initials of a name's words, small words left out: who, for World Health Organization."""
    return "".join(word[0] for word in words if word not in {"of", "the", "and", "for", "in"})
