"""From a question to its answer: gather evidence, choose, cite."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.answer import (
    Answer,
    AnswerKind,
    Citation,
    NotOnRecord,
    Reason,
    Searched,
    Source,
)
from knowledge.answering import asked, choose
from knowledge.answering.evidence import Evidence, Weights, weigh
from knowledge.language.terms import keys
from knowledge.passage import Hit
from knowledge.question import Conversation, Question

if TYPE_CHECKING:
    from knowledge.ranking.index import Index
    from knowledge.shelf.reader import Reader
    from knowledge.shelf.records import Opened

_READ = 12
"""Passages read for sentences. The right one is among the first five in 96 of 100 questions."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What one question is answered from: the index, the reader, and the articles in scope."""

    index: Index
    reader: Reader
    articles: frozenset[int]
    searched: Searched


def answer(
    question: Question, desk: Desk, passages: int, conversation: Conversation
) -> Answer | NotOnRecord:
    """The words that answer, or why there are none. `passages` is how many hits to show."""
    reason = asked.unreadable(question) if desk.articles else Reason.NO_ARTICLES
    if reason is not None:
        return NotOnRecord(question, reason, desk.searched, conversation=conversation)
    hits = _hits(question, desk, max(_READ, passages))
    chosen = choose.choose(list(_evidence(question, desk, hits)))
    shown = tuple(hits[:passages])
    if not chosen:
        return NotOnRecord(
            question, Reason.TOPIC_ABSENT, desk.searched, hits=shown, conversation=conversation
        )
    return Answer(
        question=question,
        kind=AnswerKind.FACT,
        citations=tuple(_cited(desk.reader.open(e.hit.article), e) for e in chosen),
        searched=desk.searched,
        hits=shown,
        conversation=conversation,
    )


def _hits(question: Question, desk: Desk, limit: int) -> list[Hit]:
    """The best passages for the question, over all the languages in scope."""
    hits = [
        hit
        for language, terms in question.terms.items()
        for hit in desk.index.search(keys(terms, language), limit=limit, articles=desk.articles)
    ]
    hits.sort(key=lambda hit: -hit.score)
    return hits[:limit]


def _evidence(question: Question, desk: Desk, hits: Collection[Hit]) -> Iterator[Evidence]:
    weights: dict[str, Weights] = {}
    for hit in hits:
        opened = desk.reader.open(hit.article)
        passage = opened.passages[hit.passage]
        language = opened.article.language
        if not passage.citable:
            continue
        if language not in weights:
            weights[language] = Weights(question.terms[language], language, desk.index)
        yield from weigh(question, hit, passage, opened.article.text, language, weights[language])


def _cited(opened: Opened, evidence: Evidence) -> Citation:
    article = opened.article
    return Citation(
        source=Source(
            article=opened.id,
            name=opened.name,
            headline=article.headline,
            outlet=article.outlet,
            published=article.published,
            url=article.url,
        ),
        paragraph=evidence.paragraph,
        span=evidence.span,
        quote=evidence.span.of(article.text),
    )
