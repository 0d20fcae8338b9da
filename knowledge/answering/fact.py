"""Factual questions: when, where, how many, which, why, yes or no; and bare key words."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Answer, NotOnRecord, Reason
from knowledge.answering import facts
from knowledge.answering.desk import Desk
from knowledge.answering.evidence import Evidence, cited
from knowledge.answering.notes import Notes
from knowledge.answering.said import about, ranked
from knowledge.answering.support import has_the_rest
from knowledge.answering.who import meant
from knowledge.question import Asked, Question, Wanted
from knowledge.span import Span

_KEY_WORDS = 6
_SURE_SPEAKER = 0.95
_SURE_TOPIC = 0.6


def fact(question: Question, desk: Desk) -> Answer | NotOnRecord:
    """The sentence that holds what is asked for, near the question's words."""
    if question.near:
        return _near(question, desk)
    spoken = _key_words(question, desk)
    if spoken is not None:
        return spoken
    hits = desk.search(question.about, facts.READ, question.whole)
    articles = desk.noted(hits)
    people = [
        m.person for name in question.people for m in meant(name, articles.values()) if m.said
    ]
    found = list(facts.sentences(question, desk, hits, people))
    chosen = facts.choose(found)
    if not chosen or not has_the_rest(question, chosen[0], desk):
        offers = tuple(cited(e) for e in facts.nearest(chosen or found))
        return NotOnRecord(question, Reason.TOPIC_ABSENT, desk.searched, offers=offers)
    return of_evidence(question, desk, chosen)


def of_evidence(question: Question, desk: Desk, chosen: list[Evidence]) -> Answer:
    """An answer whose words are the article's own, or somebody's in it."""
    citations = tuple(cited(e) for e in chosen)
    return Answer(
        question=question,
        asked=question.asked,
        citations=citations,
        searched=desk.searched,
        speaker=citations[0].speaker,
        speakers=tuple(dict.fromkeys(c.speaker for c in citations if c.speaker)),
    )


def _near(question: Question, desk: Desk) -> Answer | NotOnRecord:
    """A short question to what was cited last: why? when was that? who was he talking to?"""
    article, start, end = question.near[0]
    notes = desk.notes(article)
    if question.wanted is Wanted.ADDRESSEE:
        chosen = [facts.with_speaker(e) for e in _addressed(notes, Span(start, end))]
    else:
        chosen = facts.nearby(notes, start, question.wanted)
    if not chosen:
        return NotOnRecord(question, Reason.TOPIC_ABSENT, desk.searched)
    return of_evidence(question, desk, chosen)


def _addressed(notes: Notes, place: Span) -> list[Evidence]:
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


def _key_words(question: Question, desk: Desk) -> Answer | None:
    """Bare words that begin with a speaker's name: what that one said of the rest."""
    words = question.about.strip("?!. ").split()
    if question.wanted is not Wanted.ANYTHING or not 2 <= len(words) <= _KEY_WORDS:
        return None
    if question.text.rstrip().endswith("?") and len(words) > 3:
        return None
    articles = list(desk.about(question.about))
    for size in (3, 2, 1):
        name, topic = " ".join(words[:size]), " ".join(words[size:])
        found = [m for m in meant(name, articles) if m.said and m.likeness >= _SURE_SPEAKER]
        if not found or not topic:
            continue
        asked = replace(question, asked=Asked.SAID, people=(name,), topic=topic)
        weighed = ranked(
            about(s, m.notes, desk.weights(topic, m.notes.article.language), asked)
            for m in found
            for s in m.said
        )
        if weighed[0].coverage >= _SURE_TOPIC:
            return of_evidence(asked, desk, weighed[:1])
    return None
