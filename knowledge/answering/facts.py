"""Factual questions: when, where, how many, which, why, yes or no; and bare key words."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answering.compose import answer_of_evidence, not_on_record
from knowledge.answering.evidence import sentence_scoring
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.evidence.article_view import ArticleView
from knowledge.answering.evidence.entity_linking import link
from knowledge.answering.evidence.evidence import Evidence
from knowledge.answering.evidence.statement_scoring import best_first, score_statement
from knowledge.model.answer import Answer, NotOnRecord, Reason
from knowledge.model.question import AnswerType, Question, QuestionKind
from knowledge.model.span import Span

_KEY_WORDS = 6
_SURE_SPEAKER = 0.95
_SURE_TOPIC = 0.6


def answer_fact(question: Question, desk: AnswerContext) -> Answer | NotOnRecord:
    """The sentence that holds what is asked for, near the question's words."""
    if question.near:
        return _near(question, desk)
    spoken = _key_words(question, desk)
    if spoken is not None:
        return spoken
    hits = desk.search(question.about, sentence_scoring.READ)
    articles = desk.noted(hits)
    people = [m.person for name in question.people for m in link(name, articles.values()) if m.said]
    found = list(
        sentence_scoring.score_sentences(question.about, question.wanted, desk, hits, people)
    )
    chosen = sentence_scoring.choose_best(found)
    if not chosen:
        return not_on_record(question, Reason.TOPIC_ABSENT, desk)
    return answer_of_evidence(question, desk, chosen)


def _near(question: Question, desk: AnswerContext) -> Answer | NotOnRecord:
    """A short question to what was cited last: why? when was that? who was he talking to?"""
    article, start, end = question.near[0]
    notes = desk.notes(article)
    if question.wanted is AnswerType.ADDRESSEE:
        chosen = [sentence_scoring.with_speaker(e) for e in _addressed(notes, Span(start, end))]
    else:
        chosen = sentence_scoring.nearby(notes, start, question.wanted)
    if not chosen:
        return not_on_record(question, Reason.TOPIC_ABSENT, desk)
    return answer_of_evidence(question, desk, chosen)


def _addressed(notes: ArticleView, place: Span) -> list[Evidence]:
    """The sentence that names to whom the words at `place` were said."""
    for said in notes.said:
        if said.whole.overlaps(place) and said.statement.addressee is not None:
            sentence = next(
                (s for s in notes.sentences if s.span.overlaps(said.statement.addressee)), None
            )
            if sentence is not None:
                return [
                    Evidence(
                        notes, sentence.span, sentence.paragraph, (("addressee", 1.0),), 1.0, said
                    )
                ]
    return []


def _key_words(question: Question, desk: AnswerContext) -> Answer | None:
    """Bare words that begin with a speaker's name: what that one said of the rest."""
    words = question.about.strip("?!. ").split()
    if question.wanted is not AnswerType.ANYTHING or not 2 <= len(words) <= _KEY_WORDS:
        return None
    if question.text.rstrip().endswith("?") and len(words) > 3:
        return None
    articles = list(desk.about(question.about))
    for size in (3, 2, 1):
        name, topic = " ".join(words[:size]), " ".join(words[size:])
        found = [m for m in link(name, articles) if m.said and m.likeness >= _SURE_SPEAKER]
        if not found or not topic:
            continue
        asked = replace(question, asked=QuestionKind.SAID, people=(name,), topic=topic)
        weighed = best_first(
            score_statement(s, m.notes, desk.weights(topic, m.notes.article.language), asked)
            for m in found
            for s in m.said
        )
        if weighed[0].coverage >= _SURE_TOPIC:
            return answer_of_evidence(asked, desk, weighed[:1])
    return None
