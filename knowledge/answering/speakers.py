"""Questions about people: what they said, who they are, who is quoted, what each side says."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import Answer, NotOnRecord, Reason
from knowledge.answering import described, fact
from knowledge.answering.desk import Desk
from knowledge.answering.evidence import Evidence, cited
from knowledge.answering.notes import Notes, Said
from knowledge.answering.said import ABOUT, about, close, is_about, may_cover, ranked, statements
from knowledge.answering.who import Meant, meant, speaking
from knowledge.language.terms import terms
from knowledge.question import Question
from knowledge.span import Span
from knowledge.statement import StatementKind

_MOST = 3
"""Citations of one speaker."""
_SIDES = 5
_SPEAKERS = 10
_CLOSE = 0.6
_SURELY_ABOUT = 0.5
"""Coverage up to which a deed may answer a question for one: what did X offer?"""
"""A further statement must score this share of the best one's."""
_OFFERS = 3
_NEAREST = 0.45
"""Least likeness of words that are shown as nearest."""


def said(question: Question, desk: Desk) -> Answer | NotOnRecord:
    """What did X say (about Y)?"""
    name, topic = question.people[0], question.topic
    articles = list(desk.about(f"{name} {topic}", name))
    heard = speaking(name, articles)
    if not heard and question.cued and not question.spoken:
        told = fact.fact(question, desk)
        if isinstance(told, Answer):
            return told
    if not heard:
        return without_words(question, desk, name, meant(name, articles), articles)
    likeness = desk.likeness(topic)
    weighed = [
        about(s, m.notes, desk.weights(topic, m.notes.article.language), question, likeness)
        for m in heard
        for s in m.said
        if not s.statement.negated
    ]
    if not weighed:
        return without_words(question, desk, name, heard, articles)
    fresh = [e for e in weighed if not _seen(e, question)]
    on_topic = ranked(e for e in fresh if question.loose or is_about(e))
    if not on_topic:
        offers = ranked(fresh)[:_OFFERS]
        return NotOnRecord(
            question,
            Reason.PERSON_ELSEWHERE,
            desk.searched,
            person=heard[0].person.name,
            topic=topic,
            offers=tuple(cited(e) for e in offers),
        )
    if question.cued and not question.spoken and on_topic[0].coverage < _SURELY_ABOUT:
        told = fact.fact(question, desk)
        if isinstance(told, Answer):
            return told
    best = distinct(close(on_topic, _CLOSE)[:_MOST])
    return answered(question, desk, best, heard, more=len(distinct(on_topic)) > len(best))


def who_is(question: Question, desk: Desk) -> Answer | NotOnRecord:
    """Who is X?"""
    name = question.people[0]
    articles = list(desk.about(name))
    found = meant(name, articles)
    evidence = described.descriptions(found)
    if evidence:
        person = found[0].person.name
        return Answer(
            question=question,
            asked=question.asked,
            citations=tuple(cited(e) for e in distinct(evidence)[:_MOST]),
            searched=desk.searched,
            speaker="",
            role=described.role(found[0]),
            person=person,
        )
    reply = fact.fact(question, desk)
    if isinstance(reply, Answer) and (is_role(name) or _names(name, reply, articles)):
        return reply
    return NotOnRecord(question, Reason.PERSON_ABSENT, desk.searched, person=name)


def quoted(question: Question, desk: Desk) -> Answer | NotOnRecord:
    """Who is quoted? One statement a speaker: first those with words of their own in quotation
    marks, each in the order in which they speak.
    """
    first: dict[tuple[int, str], Evidence] = {}
    found = list(statements(desk.about(question.topic)))
    for notes, words in sorted(found, key=lambda item: _marks(item[1])):
        if words.person is not None and not words.statement.negated:
            key = (notes.id, words.person.name)
            weights = desk.weights("", notes.article.language)
            first.setdefault(key, about(words, notes, weights, question))
    fresh = [e for e in first.values() if not _seen(e, question)]
    if not fresh:
        return NotOnRecord(question, Reason.NOBODY_QUOTED, desk.searched)
    return answered(question, desk, fresh[:_SPEAKERS], (), more=len(fresh) > _SPEAKERS)


def _marks(words: Said) -> int:
    """0 for direct words, 1 for mixed, 2 for reported ones."""
    return list(StatementKind).index(words.statement.kind)


def sides(question: Question, desk: Desk) -> Answer | NotOnRecord:
    """What does each side say about Y; X and Y on Z: the best statement of each speaker."""
    topic, names = question.topic, question.people
    if not names and not topic:
        return quoted(question, desk)
    articles = list(desk.about(f"{' '.join(names)} {topic}", *names, topic))
    groups = [speaking(name, articles) for name in names]
    if names and not any(m.said for group in groups for m in group):
        return without_words(question, desk, " and ".join(names), [], articles)
    best: list[Evidence] = []
    for group in groups:
        best += ranked(e for m in group for e in _on(m.notes, m, topic, question, desk))[:1]
    if not names:
        best = _one_each([e for notes in articles for e in _on(notes, None, topic, question, desk)])
    if best:
        people = [m for group in groups for m in group]
        return answered(question, desk, best[:_SIDES], people, more=len(best) > _SIDES)
    if names:
        return NotOnRecord(
            question, Reason.PERSON_ELSEWHERE, desk.searched, " and ".join(names), topic
        )
    return fact.fact(question, desk)


def answered(
    question: Question,
    desk: Desk,
    evidence: Sequence[Evidence],
    people: Sequence[Meant],
    *,
    more: bool = False,
) -> Answer:
    """The evidence as an answer; it has one speaker where all of it is that one's."""
    citations = tuple(cited(e) for e in evidence)
    names = tuple(dict.fromkeys(c.speaker for c in citations if c.speaker))
    role = next((r for m in people if m.person.name in names and (r := described.role(m))), "")
    return Answer(
        question=question,
        asked=question.asked,
        citations=citations,
        searched=desk.searched,
        speaker=names[0] if len(names) == 1 else "",
        role=role if len(names) == 1 else "",
        speakers=names,
        more=more,
    )


def without_words(
    question: Question, desk: Desk, name: str, found: Sequence[Meant], articles: Sequence[Notes]
) -> NotOnRecord:
    """Why somebody has no words here: not there at all, or mentioned (where is offered)."""
    offers = [described.unsaid(m, s) for m in found for s in m.said]
    offers += described.declined(name, found, articles)
    if found:
        offers += [e for m in found for e in described.introductions(m)]
    else:
        offers += [e for notes in articles for e in described.mentions(name, notes)]
    person = found[0].person.name if found else name
    if not offers:
        offers = nearest(question, name, articles, desk)
        return NotOnRecord(
            question,
            Reason.PERSON_ABSENT,
            desk.searched,
            person=person,
            topic=question.topic,
            offers=tuple(cited(e) for e in offers),
        )
    return NotOnRecord(
        question,
        Reason.PERSON_SILENT,
        desk.searched,
        person=person,
        topic=question.topic,
        offers=tuple(cited(e) for e in distinct(offers)[:_OFFERS]),
    )


def nearest(question: Question, name: str, articles: Sequence[Notes], desk: Desk) -> list[Evidence]:
    """The words that come nearest where a role is not there by that name: "the medic"; of a name
    that is not there nothing is near.
    """
    likeness = desk.likeness(question.whole)
    if likeness is None or not is_role(name):
        return []
    weighed = [
        about(said, notes, desk.weights("", notes.article.language), question, likeness)
        for notes, said in statements(articles)
        if said.person is not None and not said.statement.negated
    ]
    return [e for e in sorted(weighed, key=lambda e: -e.alike) if e.alike >= _NEAREST][:1]


def is_role(name: str) -> bool:
    """Whether somebody is asked for by what they are, not by a name: "the biggest rival"."""
    return not any(word[0].isupper() for word in name.split())


def _on(
    notes: Notes, only: Meant | None, topic: str, question: Question, desk: Desk
) -> list[Evidence]:
    weights = desk.weights(topic, notes.article.language)
    found = only.said if only else [s for s in notes.said if s.person is not None]
    likeness = desk.likeness(topic)
    if likeness is None:
        found = [s for s in found if may_cover(s, weights, ABOUT, notes.headline_families)]
    weighed = (about(s, notes, weights, question, likeness) for s in found)
    return [e for e in weighed if is_about(e) and not _seen(e, question)]


def _one_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best of each speaker, best first."""
    kept: dict[str, Evidence] = {}
    for e in ranked(evidence):
        if e.said is not None and e.said.person is not None:
            kept.setdefault(e.said.person.name, e)
    return list(kept.values())


def distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Without what lies within words cited before."""
    kept: list[Evidence] = []
    for e in evidence:
        if not any(k.notes.id == e.notes.id and k.span.overlaps(e.span) for k in kept):
            kept.append(e)
    return kept


def _seen(evidence: Evidence, question: Question) -> bool:
    return any(
        article == evidence.notes.id and Span(start, end).overlaps(evidence.span)
        for article, start, end in question.seen
    )


def _names(name: str, reply: Answer, articles: Sequence[Notes]) -> bool:
    """Whether the first citation holds the last word of the name that was asked for."""
    by_id = {notes.id: notes for notes in articles}
    notes = by_id.get(reply.citations[0].source.article)
    if notes is None:
        return False
    wanted = terms(name, notes.article.language)
    return bool(wanted) and wanted[-1] in terms(reply.citations[0].quote, notes.article.language)
