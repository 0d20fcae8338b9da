"""Watches: which statements of a new article are those that somebody waits for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from knowledge.answering.evidence import statement_scoring
from knowledge.answering.evidence.article_view import ArticleView, StatementView
from knowledge.answering.evidence.evidence import Evidence, citation_of
from knowledge.answering.evidence.term_weights import TermWeights, term_family
from knowledge.answering.people.article_people import Person
from knowledge.answering.people.name_matching import match_score
from knowledge.language.terms import terms
from knowledge.model.answer import Citation
from knowledge.model.question import Question
from knowledge.model.statement import ProfileKind

if TYPE_CHECKING:
    from knowledge.ranking.index import Index

LONGEST = 100
"""Characters of a watch."""
_MOST = 3
"""Statements of one article that are told."""
_MEANT = 0.7
"""Least likeness of words to a person for that person to be meant."""
_SAME = 85.0
"""Least likeness (rapidfuzz's ratio, of 100) of two quotations of one speaker that are one."""
_CUT_WORDS = 4
"""Words that must be left of a quotation for it to be the longer one, cut."""


def can_be_watched(words: str) -> bool:
    """Whether there is anything in `words` to watch for: a name or a word of substance."""
    return len(words) <= LONGEST and bool(terms(words, "en"))


def match_watch(words: str, notes: ArticleView, index: Index) -> tuple[Citation, ...]:
    """The statements of an article that the watch `words` is for, the best first.

    Words that name a person of the article are the speaker; the others are the topic, and the
    statement with its sentences must hold all of them. A body is watched as a speaker and as a
    topic: the words "NATO" are for what NATO says and for what others say of it. What an article
    reports as not said is left out.
    """
    language, asked = notes.article.language, Question(words)
    found: dict[int, Evidence] = {}
    for speakers, topic in _readings(words, notes):
        weights = TermWeights(terms(topic, language), language, index)
        for one in _said_by(speakers, notes) if speakers else notes.said:
            about = _is_about(one, weights, notes, of_speaker=bool(speakers))
            if about and not one.statement.negated and one.position not in found:
                found[one.position] = statement_scoring.score_statement(one, notes, weights, asked)
    return tuple(citation_of(best) for best in statement_scoring.best_first(found.values())[:_MOST])


def same_words(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two quotations, each a speaker and the words, are one that two outlets carry: the
    same words, cut or lightly edited, of speakers who may be one.
    """
    from rapidfuzz import fuzz

    first, second = set(one[0].casefold().split()), set(other[0].casefold().split())
    if first and second and not (first <= second or second <= first):
        return False
    shorter, longer = sorted((_plain(one[1]), _plain(other[1])), key=len)
    cut = f" {shorter} " in f" {longer} " and len(shorter.split()) >= _CUT_WORDS
    return cut or fuzz.ratio(shorter, longer) >= _SAME


def _readings(words: str, notes: ArticleView) -> Iterator[tuple[tuple[Person, ...], str]]:
    """How the words can be meant in this article: who speaks (nobody: anyone), and of what."""
    tokens = words.split()
    cuts = [(tokens[:at], tokens[at:]) for at in range(len(tokens), 0, -1)]
    cuts += [(tokens[at:], tokens[:at]) for at in range(1, len(tokens))]
    only_speaker = False
    for name, rest in sorted(cuts, key=lambda cut: -len(cut[0])):
        meant = _meant(" ".join(name), notes)
        if meant:
            yield meant, " ".join(rest)
            only_speaker |= any(person.kind is ProfileKind.PERSON for person in meant)
        if only_speaker:
            return
    yield (), words


def _meant(name: str, notes: ArticleView) -> tuple[Person, ...]:
    language = notes.article.language
    return tuple(p for p in notes.people if match_score(name, p, language) >= _MEANT)


def _said_by(people: Collection[Person], notes: ArticleView) -> Iterator[StatementView]:
    names = {person.name for person in people}
    return (one for one in notes.said if one.person is not None and one.person.name in names)


def _is_about(
    one: StatementView, topic: TermWeights, notes: ArticleView, *, of_speaker: bool
) -> bool:
    """Whether the statement is about the topic: all its words stand in the words said or in the
    sentences around them, of which at least one is said where no speaker is asked for; of a
    speaker's statement some may stand in the headline alone.
    """
    wanted = {term_family(term) for term in topic.distinct}
    if not wanted:
        return of_speaker
    words = {term_family(term) for term in one.terms}
    near = words | {term_family(term) for term in one.near(topic)}
    if of_speaker:
        return wanted <= near | {term_family(term) for term in notes.headline}
    return wanted <= near and bool(wanted & words)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
