"""The people of an article: by which names and roles each is known there, and what each says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.answering.people.appositions import appositions
from knowledge.answering.people.roles import Role, roles, words_of
from knowledge.model.article import Article
from knowledge.model.span import Span
from knowledge.model.statement import Attribution, Profile, ProfileKind

RELATIVE = (
    r"(?:father|mother|brother|sister|son|daughter|wife|husband|widow|uncle|aunt|cousin|lawyer"
    r"|attorney|spokesman|spokeswoman|spokesperson|agent|boss|friend|neighbou?r|colleague|partner)"
)
_WHOSE = re.compile(rf"\b(?:his|her|their) {RELATIVE}\b", re.IGNORECASE)
HONORIFICS = frozenset("mr mrs ms miss sir dame lord lady dr prof rev hon madam".split())
_PRONOUNS = frozenset(
    "he she they it we i you his her their its him them who this that these those one".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person, body, group or document of one article.

    `name` is the fullest name, or the mention itself where there is none. `words` are the words
    of the name, lower case; `surname` its last; `roles` are what describes or mentions it.
    `statements` are the positions of what it says; `kin` whose relative the article says it is
    ("his father").
    """

    name: str
    named: bool
    kind: ProfileKind | None
    words: tuple[str, ...]
    roles: tuple[Role, ...]
    statements: tuple[int, ...]
    profile: Profile | None = None
    kin: frozenset[str] = frozenset()

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.words[-1] if self.words else ""


@dataclass(slots=True)
class _Draft:
    name: str
    named: bool
    profile: Profile | None = None
    phrases: list[str] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)


def people_of(attribution: Attribution, article: Article) -> tuple[Person, ...]:
    """The people of an article: its profiles, then its speakers that have none, in order."""
    text, language = article.text, article.language
    drafts: dict[str, _Draft] = {}
    inside: list[Span] = []
    for profile in attribution.profiles:
        spans = [*profile.names, *profile.descriptions]
        told = [span for name in profile.names for span in appositions(text, name, language)]
        inside += told
        drafts[profile.name] = _Draft(
            profile.name, True, profile, [span.of(text) for span in (*spans, *told)]
        )
    for position, statement in enumerate(attribution.statements):
        mention = statement.speaker.of(text) if statement.speaker else ""
        key = statement.speaker_name or _key(mention)
        if not key:
            continue
        name = statement.speaker_name or " ".join(mention.split())
        draft = drafts.setdefault(key, _Draft(name, bool(statement.speaker_name)))
        draft.statements.append(position)
        if mention and mention.casefold() not in _PRONOUNS:
            draft.phrases.append(mention)
    return tuple(
        _person(draft, language)
        for draft in drafts.values()
        if draft.statements or not _is_part_of_a_title(draft, inside)
    )


def _is_part_of_a_title(draft: _Draft, titles_told: Sequence[Span]) -> bool:
    """Whether a name stands only in others' titles: Education, of "Minister of Education"."""
    names = draft.profile.names if draft.profile else ()
    return bool(names) and all(any(t.holds(name) for t in titles_told) for name in names)


def _person(draft: _Draft, language: str) -> Person:
    words = tuple(words_of(draft.name)) if draft.named else ()
    while words and words[0] in HONORIFICS | {"the"}:
        words = words[1:]
    described = dict.fromkeys(r for p in draft.phrases for r in roles(p, words, language))
    return Person(
        name=draft.name,
        named=draft.named,
        kind=draft.profile.kind if draft.profile else None,
        words=words,
        roles=tuple(described),
        statements=tuple(draft.statements),
        profile=draft.profile,
        kin=frozenset(m.group().casefold() for p in draft.phrases for m in _WHOSE.finditer(p)),
    )


def _key(mention: str) -> str:
    words = words_of(mention)
    return "" if not words or (len(words) == 1 and words[0] in _PRONOUNS) else " ".join(words)
