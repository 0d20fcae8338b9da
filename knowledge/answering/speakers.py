"""Questions about people: what they said, who they are, who is quoted, what each side says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answering import facts
from knowledge.answering.compose import (
    answer_of_evidence,
    answer_of_speakers,
    not_on_record,
    nothing_said,
    without_overlaps,
)
from knowledge.answering.evidence import descriptions
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.evidence.article_view import ArticleView, StatementView
from knowledge.answering.evidence.entity_linking import LinkedPerson, link, link_speakers
from knowledge.answering.evidence.evidence import Evidence
from knowledge.answering.evidence.statement_scoring import (
    ABOUT,
    best_first,
    may_cover,
    near_best,
    score_statement,
    statements,
)
from knowledge.language.terms import terms
from knowledge.model.answer import Answer, NotOnRecord, Reason
from knowledge.model.question import Question
from knowledge.model.span import Span
from knowledge.model.statement import StatementKind

_MOST = 3
"""Citations of one speaker."""
_SIDES = 5
_SPEAKERS = 10
_CLOSE = 0.6
"""A further statement must cover this share of what the best one covers."""
_SURELY_ABOUT = 0.5
"""Coverage up to which a deed may answer a question for one: what did X offer?"""


def what_said(question: Question, desk: AnswerContext) -> Answer | NotOnRecord:
    """What did X say (about Y)?"""
    name, topic = question.people[0], question.topic
    articles = list(desk.about(f"{name} {topic}", name))
    heard = link_speakers(name, articles)
    if not heard and question.cued and not question.spoken:
        told = facts.answer_fact(question, desk)
        if isinstance(told, Answer):
            return told
    if not heard:
        return nothing_said(question, desk, name, link(name, articles), articles)
    weighed = [
        score_statement(s, m.notes, desk.weights(topic, m.notes.article.language), question)
        for m in heard
        for s in m.said
        if not s.statement.negated
    ]
    if not weighed:
        return nothing_said(question, desk, name, heard, articles)
    fresh = [e for e in weighed if not _seen(e, question)]
    on_topic = best_first(e for e in fresh if question.loose or e.coverage >= ABOUT)
    if not on_topic:
        return not_on_record(
            question,
            Reason.PERSON_ELSEWHERE,
            desk,
            person=heard[0].person.name,
            topic=topic,
            offers=best_first(fresh),
        )
    if question.cued and not question.spoken and on_topic[0].coverage < _SURELY_ABOUT:
        told = facts.answer_fact(question, desk)
        if isinstance(told, Answer):
            return told
    best = without_overlaps(near_best(on_topic, _CLOSE)[:_MOST])
    return answer_of_speakers(
        question, desk, best, heard, more=len(without_overlaps(on_topic)) > len(best)
    )


def who_is(question: Question, desk: AnswerContext) -> Answer | NotOnRecord:
    """Who is X?"""
    name = question.people[0]
    articles = list(desk.about(name))
    found = link(name, articles)
    evidence = descriptions.descriptions(found)
    if evidence:
        answer = answer_of_evidence(question, desk, without_overlaps(evidence)[:_MOST])
        return replace(answer, role=descriptions.role_of(found[0]), person=found[0].person.name)
    reply = facts.answer_fact(question, desk)
    if isinstance(reply, Answer) and _names(name, reply, articles):
        return reply
    return not_on_record(question, Reason.PERSON_ABSENT, desk, person=name)


def quoted(question: Question, desk: AnswerContext) -> Answer | NotOnRecord:
    """Who is quoted? One statement a speaker: first those with words of their own in quotation
    marks, each in the order in which they speak.
    """
    first: dict[tuple[int, str], Evidence] = {}
    found = list(statements(desk.about(question.topic)))
    for notes, words in sorted(found, key=lambda item: _marks(item[1])):
        if words.person is not None and not words.statement.negated:
            key = (notes.id, words.person.name)
            weights = desk.weights("", notes.article.language)
            first.setdefault(key, score_statement(words, notes, weights, question))
    fresh = [e for e in first.values() if not _seen(e, question)]
    if not fresh:
        return not_on_record(question, Reason.NOBODY_QUOTED, desk)
    return answer_of_speakers(question, desk, fresh[:_SPEAKERS], (), more=len(fresh) > _SPEAKERS)


def _marks(words: StatementView) -> int:
    """0 for direct words, 1 for mixed, 2 for reported ones."""
    return list(StatementKind).index(words.statement.kind)


def each_side(question: Question, desk: AnswerContext) -> Answer | NotOnRecord:
    """What does each side say about Y; X and Y on Z: the best statement of each speaker."""
    topic, names = question.topic, question.people
    if not names and not topic:
        return quoted(question, desk)
    articles = list(desk.about(f"{' '.join(names)} {topic}", *names, topic))
    groups = [link_speakers(name, articles) for name in names]
    if names and not any(m.said for group in groups for m in group):
        return nothing_said(question, desk, " and ".join(names), [], articles)
    best: list[Evidence] = []
    for group in groups:
        best += best_first(e for m in group for e in _on(m.notes, m, topic, question, desk))[:1]
    if not names:
        best = _one_each([e for notes in articles for e in _on(notes, None, topic, question, desk)])
    if best:
        people = [m for group in groups for m in group]
        return answer_of_speakers(question, desk, best[:_SIDES], people, more=len(best) > _SIDES)
    if names:
        asked_of = " and ".join(names)
        return not_on_record(question, Reason.PERSON_ELSEWHERE, desk, person=asked_of, topic=topic)
    return facts.answer_fact(question, desk)


def _on(
    notes: ArticleView,
    only: LinkedPerson | None,
    topic: str,
    question: Question,
    desk: AnswerContext,
) -> list[Evidence]:
    weights = desk.weights(topic, notes.article.language)
    found = only.said if only else [s for s in notes.said if s.person is not None]
    near = (s for s in found if may_cover(s, weights, ABOUT, notes.headline_families))
    weighed = (score_statement(s, notes, weights, question) for s in near)
    return [e for e in weighed if e.coverage >= ABOUT and not _seen(e, question)]


def _one_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best of each speaker, best first."""
    kept: dict[str, Evidence] = {}
    for e in best_first(evidence):
        if e.said is not None and e.said.person is not None:
            kept.setdefault(e.said.person.name, e)
    return list(kept.values())


def _seen(evidence: Evidence, question: Question) -> bool:
    return any(
        article == evidence.notes.id and Span(start, end).overlaps(evidence.span)
        for article, start, end in question.seen
    )


def _names(name: str, reply: Answer, articles: Sequence[ArticleView]) -> bool:
    """Whether the first citation holds the last word of the name that was asked for."""
    by_id = {notes.id: notes for notes in articles}
    notes = by_id.get(reply.citations[0].source.article)
    if notes is None:
        return False
    wanted = terms(name, notes.article.language)
    return bool(wanted) and wanted[-1] in terms(reply.citations[0].quote, notes.article.language)
