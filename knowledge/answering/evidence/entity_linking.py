"""Who in the articles is meant by the people whom a question names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.answering.evidence.article_view import ArticleView, StatementView
from knowledge.answering.people.article_people import Person
from knowledge.answering.people.name_matching import match_score, speaks_for
from knowledge.model.statement import ProfileKind

SURE = 0.6
"""Least likeness at which somebody is taken to be meant."""
_CLOSE = 0.04
"""How far below the likest another may be and still be meant as well."""
_BY_ROLE = 0.8
"""Likeness of a role: among several of one role in an article the one who speaks most is meant."""


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """A person of one article who is meant, how surely, and what they say there."""

    notes: ArticleView
    person: Person
    likeness: float

    @property
    def said(self) -> tuple[StatementView, ...]:
        """The person's statements, in order."""
        return tuple(self.notes.said[position] for position in self.person.statements)


def link(asked: str, articles: Iterable[ArticleView]) -> list[LinkedPerson]:
    """Those who are meant by `asked`, in the order of the articles; [] where nobody is.

    The likest only, over all articles: an exact name leaves no room for one that sounds alike.
    """
    return _likest(asked, _candidates(asked, articles))


def link_speakers(asked: str, articles: Sequence[ArticleView]) -> list[LinkedPerson]:
    """Those who are meant and say something; for a silent body those who speak for it. Nobody
    where a person is meant who is silent: no other one's words stand for theirs.
    """
    found = _candidates(asked, articles)
    heard = [m for m in found if m.said]
    silent = [m.likeness for m in found if not m.said and m.person.kind is ProfileKind.PERSON]
    best = max((m.likeness for m in heard), default=0.0)
    if max(silent, default=0.0) > best:
        return []
    return _likest(asked, heard) or spokespeople(asked, articles)


def _candidates(asked: str, articles: Iterable[ArticleView]) -> list[LinkedPerson]:
    return [
        LinkedPerson(notes, person, alike)
        for notes in articles
        for person in notes.people
        if (alike := match_score(asked, person, notes.article.language)) >= SURE
    ]


def _likest(asked: str, found: Sequence[LinkedPerson]) -> list[LinkedPerson]:
    best = max((m.likeness for m in found), default=0.0)
    close = [m for m in found if m.likeness >= best - _CLOSE]
    return close if best > _BY_ROLE or asked.casefold().endswith("s") else _busiest(close)


def spokespeople(asked: str, articles: Iterable[ArticleView]) -> list[LinkedPerson]:
    """Those who speak for the body `asked`, which has no words of its own."""
    return [
        LinkedPerson(notes, person, SURE)
        for notes in articles
        for person in notes.people
        if person.statements and speaks_for(asked, person, notes.article.language)
    ]


def _busiest(found: Sequence[LinkedPerson]) -> list[LinkedPerson]:
    """Of each article the one who speaks most, the first of several."""
    kept: dict[int, LinkedPerson] = {}
    for m in found:
        known = kept.get(m.notes.id)
        if known is None or len(m.person.statements) > len(known.person.statements):
            kept[m.notes.id] = m
    return list(kept.values())
