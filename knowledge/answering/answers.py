"""From a question to its answer: each kind of question to the room that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.answer import Answer, NotOnRecord, Reason
from knowledge.answering import asked, claims, fact, follow_up, overview, speakers, unread
from knowledge.answering.desk import Desk
from knowledge.answering.who import meant
from knowledge.language.terms import terms
from knowledge.question import Asked, Conversation, Question
from knowledge.statement import ProfileKind

Reply = Answer | NotOnRecord
_ANSWERERS: dict[Asked, Callable[[Question, Desk], Reply]] = {
    Asked.SAID: speakers.said,
    Asked.WHO_SAID: claims.who_said,
    Asked.CHECK: claims.check,
    Asked.WHO_IS: speakers.who_is,
    Asked.QUOTED: speakers.quoted,
    Asked.SIDES: speakers.sides,
    Asked.OVERVIEW: overview.overview,
    Asked.FACT: fact.fact,
}
_REMEMBERED = 60
"""Citations that a conversation remembers, for "what else?"."""


def answer(
    question: Question, desk: Desk, earlier: Conversation, passages: int, *, too_long: bool
) -> Reply:
    """The words that answer, or why there are none, with the conversation as it stands then.

    `passages` is how many hits of the ranking to show.
    """
    resolved = follow_up.resolved(_of_a_thing(question, desk, earlier), earlier)
    reply = _refused(resolved, desk, too_long=too_long) or _answered(resolved, desk, earlier)
    reply = unread.allowed_for(reply, desk)
    hits = desk.search(resolved.about, passages, resolved.whole) if passages else []
    return replace(reply, hits=tuple(hits), conversation=_afterwards(resolved, reply, earlier))


def _of_a_thing(question: Question, desk: Desk, earlier: Conversation) -> Question:
    """ "It" is the body or the document spoken of last; after a person it is the article."""
    if "it" not in (name.casefold() for name in question.people):
        return question
    found = meant(earlier.person, desk.about(earlier.person)) if earlier.person else []
    if found and found[0].person.kind is not ProfileKind.PERSON:
        return question
    return replace(question, asked=Asked.SIDES, people=())


def _refused(question: Question, desk: Desk, *, too_long: bool) -> NotOnRecord | None:
    if question.asked is Asked.COURTESY:
        return NotOnRecord(question, Reason.COURTESY, desk.searched)
    if too_long:
        return NotOnRecord(question, Reason.TOO_LONG, desk.searched)
    if not desk.articles:
        narrowed = desk.searched.period or desk.searched.outlet
        reason = Reason.NO_ARTICLES_THEN if narrowed else Reason.NO_ARTICLES
        return NotOnRecord(question, reason, desk.searched)
    if follow_up.leans(question) and not question.near and not question.more:
        return NotOnRecord(question, Reason.UNCLEAR, desk.searched)
    kinds_with_words = (Asked.QUOTED, Asked.SIDES, Asked.OVERVIEW)
    if question.near or question.more or question.asked in kinds_with_words:
        return None
    asked_for = " ".join([question.about, *question.people, question.topic, question.claim])
    if not any(terms(asked_for, language) for language in desk.languages):
        return NotOnRecord(question, Reason.UNREADABLE, desk.searched)
    return None


def _answered(question: Question, desk: Desk, earlier: Conversation) -> Reply:
    if question.fragment:
        return _of_fragment(question, desk, earlier)
    seen = earlier.cited if question.more else ()
    return _ANSWERERS[question.asked](replace(question, seen=seen), desk)


def _of_fragment(question: Question, desk: Desk, earlier: Conversation) -> Reply:
    """ "And Putin?", "what about Ukraine?": the earlier question again, of another person if the
    fragment names one, else on another topic.
    """
    kind = earlier.asked if earlier.asked in (Asked.SAID, Asked.SIDES, Asked.WHO_IS) else Asked.SAID
    of_person = replace(question, asked=kind, people=(question.fragment,), topic=earlier.topic)
    reply = _ANSWERERS[kind](of_person, desk)
    if isinstance(reply, Answer):
        return reply
    if reply.reason is Reason.PERSON_ELSEWHERE:
        return _ANSWERERS[kind](replace(of_person, topic=""), desk)
    if reply.reason is Reason.PERSON_ABSENT or not earlier.people:
        on_topic = replace(
            question, asked=Asked.SAID, people=earlier.people, topic=question.fragment
        )
        if not earlier.people:
            on_topic = replace(on_topic, asked=Asked.FACT)
        return _ANSWERERS[on_topic.asked](on_topic, desk)
    return reply


def _afterwards(question: Question, reply: Reply, earlier: Conversation) -> Conversation:
    """What is remembered: who and what it is about by now, and what was shown."""
    if isinstance(reply, NotOnRecord) and (
        reply.reason.is_of_the_question or reply.reason in (Reason.COURTESY, Reason.UNCLEAR)
    ):
        return earlier
    if question.near:
        return earlier
    citations = reply.citations if isinstance(reply, Answer) else ()
    shown = tuple((c.source.article, c.span.start, c.span.end) for c in citations)
    if question.more:
        shown = (*shown, *earlier.cited)
    named = (reply.person or reply.speaker) if isinstance(reply, Answer) else reply.person
    people = reply.question.people
    person = named or (people[0] if people else "") or earlier.person
    topic = reply.question.topic or (
        reply.question.about if reply.question.asked is Asked.FACT else ""
    )
    return Conversation(
        asked=reply.question.asked,
        people=(person,) if reply.question.asked is not Asked.SIDES and person else people,
        person=person,
        topic=topic,
        cited=shown[:_REMEMBERED],
    )


def read(text: str | Question) -> tuple[Question, bool]:
    """The question in `text`, unless it is read already, and whether it is too long for one."""
    if isinstance(text, Question):
        return text, len(text.text) >= asked.LONGEST
    return asked.read(text), len(text) > asked.LONGEST
