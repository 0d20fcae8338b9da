"""Overviews: an article's lead as it stands, its most telling sentences, its strongest words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from knowledge.answer import Answer, NotOnRecord, Reason
from knowledge.answering import facts
from knowledge.answering.desk import Desk
from knowledge.answering.evidence import LONGEST, Evidence, cited
from knowledge.answering.notes import Notes, Said, Sentence
from knowledge.question import Question
from knowledge.statement import StatementKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TELLING = 2
"""Sentences of an article beside its lead."""
_ARTICLES = 5
"""Articles that are told of with a line each, the newest."""
_REPEATED = 0.75
"""Likeness to what was chosen before from which a sentence repeats it."""
_SHORTEST = 6
_QUOTATION = range(6, 41)
"""Words of a quotation that stands for its speaker."""


def overview(question: Question, desk: Desk) -> Answer | NotOnRecord:
    """What is it about? Of one article its lead, its most telling sentences (LexRank) and the
    strongest quotation; of several the lead of each, the newest first.
    """
    articles = sorted(desk.articles, reverse=True)
    if len(articles) == 1:
        found = list(_of_one(desk.notes(articles[0]), desk))
    else:
        leads = (_lead(desk.notes(article)) for article in articles[:_ARTICLES])
        found = [lead for lead in leads if lead is not None]
    if not found:
        return NotOnRecord(question, Reason.TOPIC_ABSENT, desk.searched)
    return Answer(
        question=question,
        asked=question.asked,
        citations=tuple(cited(evidence) for evidence in found),
        searched=desk.searched,
        more=len(articles) > _ARTICLES,
    )


def _of_one(notes: Notes, desk: Desk) -> Iterator[Evidence]:
    lead = _lead(notes)
    if lead is None:
        return
    yield lead
    from knowledge.meaning.centrality import centrality

    sentences, alike = notes.sentences, _likenesses(notes, desk)
    ranks = centrality(alike)
    chosen = [at for at, s in enumerate(sentences) if s.span == lead.span]
    for at in sorted(range(len(sentences)), key=lambda at: (-ranks[at], at)):
        if len(chosen) > _TELLING:
            break
        if _fits(sentences[at], notes) and all(alike[at, other] < _REPEATED for other in chosen):
            chosen.append(at)
    for at in sorted(chosen[1:]):
        yield _evidence(notes, sentences[at], ("telling", float(ranks[at])))
    strongest = _strongest(notes, ranks, {sentences[at].span for at in chosen})
    if strongest is not None:
        yield strongest


def _lead(notes: Notes) -> Evidence | None:
    """The first sentence of the body that is one."""
    long = (s for s in notes.sentences if _fits(s, notes))
    first = next(long, next(iter(notes.sentences), None))
    return _evidence(notes, first, ("place in the article", 1.0)) if first else None


def _likenesses(notes: Notes, desk: Desk) -> NDArray[np.float32]:
    """How alike the sentences are to each other, 0 to 1: by meaning, else by their words."""
    from knowledge.meaning.centrality import likenesses, likenesses_by_words

    known = desk.vectors(notes.id)
    vectors = [known[place] for s in notes.sentences if (place := _place(s)) in known]
    if len(vectors) == len(notes.sentences):
        return likenesses(vectors)
    return likenesses_by_words([s.terms for s in notes.sentences])


def _place(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.start, sentence.span.end


def _strongest(notes: Notes, ranks: NDArray[np.float64], shown: set[object]) -> Evidence | None:
    """The direct words of somebody by name in the most telling sentences, not shown yet."""
    weighed = []
    for said in notes.said:
        words = said.statement
        if words.kind is not StatementKind.DIRECT or words.negated or said.person is None:
            continue
        here = [at for at, s in enumerate(notes.sentences) if _speaks(said, s)]
        length = sum(len(span.of(notes.article.text).split()) for span in words.content)
        if here and length in _QUOTATION and not shown & {notes.sentences[at].span for at in here}:
            weighed.append((max(ranks[at] for at in here), -said.position, here[0]))
    if not weighed:
        return None
    rank, _, at = max(weighed)
    return _evidence(notes, notes.sentences[at], ("strongest quotation", float(rank)))


def _speaks(said: Said, sentence: Sentence) -> bool:
    return any(span.overlaps(sentence.span) for span in said.statement.content)


def _fits(sentence: Sentence, notes: Notes) -> bool:
    return _SHORTEST <= len(sentence.span.of(notes.article.text).split()) <= LONGEST


def _evidence(notes: Notes, sentence: Sentence, reason: tuple[str, float]) -> Evidence:
    found = Evidence(notes, sentence.span, sentence.paragraph, (reason,), 1.0)
    return facts.with_speaker(found)
