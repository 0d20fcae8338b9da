"""From a question to its answer: each kind of question to the room that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.answering import claims, facts, pending_articles, speakers
from knowledge.answering.compose import not_on_record
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.evidence.entity_linking import link
from knowledge.language.terms import terms
from knowledge.model.answer import Answer, NotOnRecord, Reason
from knowledge.model.question import Conversation, Question, QuestionKind
from knowledge.model.statement import ProfileKind
from knowledge.questions import follow_up, question_parser

Reply = Answer | NotOnRecord
_ANSWERERS: dict[QuestionKind, Callable[[Question, AnswerContext], Reply]] = {
    QuestionKind.SAID: speakers.what_said,
    QuestionKind.WHO_SAID: claims.who_said,
    QuestionKind.CHECK: claims.check,
    QuestionKind.WHO_IS: speakers.who_is,
    QuestionKind.QUOTED: speakers.quoted,
    QuestionKind.SIDES: speakers.each_side,
    QuestionKind.FACT: facts.answer_fact,
}
_REMEMBERED = 60
"""Citations that a conversation remembers, for "what else?"."""


def answer(
    question: Question, desk: AnswerContext, earlier: Conversation, passages: int, *, too_long: bool
) -> Reply:
    """The words that answer, or why there are none, with the conversation as it stands then.

    `passages` is how many hits of the ranking to show.
    """
    resolved = follow_up.resolve(_of_a_thing(question, desk, earlier), earlier)
    reply = _refused(resolved, desk, too_long=too_long) or _answered(resolved, desk, earlier)
    reply = pending_articles.without_denials(reply, desk)
    hits = desk.search(resolved.about, passages) if passages else []
    return replace(reply, hits=tuple(hits), conversation=_afterwards(resolved, reply, earlier))


def _of_a_thing(question: Question, desk: AnswerContext, earlier: Conversation) -> Question:
    """ "It" is the body or the document spoken of last; after a person it is the article."""
    if "it" not in (name.casefold() for name in question.people):
        return question
    found = link(earlier.person, desk.about(earlier.person)) if earlier.person else []
    if found and found[0].person.kind is not ProfileKind.PERSON:
        return question
    return replace(question, asked=QuestionKind.SIDES, people=())


def _refused(question: Question, desk: AnswerContext, *, too_long: bool) -> NotOnRecord | None:
    if question.asked is QuestionKind.COURTESY:
        return not_on_record(question, Reason.COURTESY, desk)
    if too_long:
        return not_on_record(question, Reason.TOO_LONG, desk)
    if not desk.articles:
        narrowed = desk.searched.period or desk.searched.outlet
        reason = Reason.NO_ARTICLES_THEN if narrowed else Reason.NO_ARTICLES
        return not_on_record(question, reason, desk)
    if follow_up.needs_context(question) and not question.near and not question.more:
        return not_on_record(question, Reason.UNCLEAR, desk)
    kinds_with_words = (QuestionKind.QUOTED, QuestionKind.SIDES)
    if question.near or question.more or question.asked in kinds_with_words:
        return None
    asked_for = " ".join([question.about, *question.people, question.topic, question.claim])
    if not any(terms(asked_for, language) for language in desk.languages):
        return not_on_record(question, Reason.UNREADABLE, desk)
    return None


def _answered(question: Question, desk: AnswerContext, earlier: Conversation) -> Reply:
    if question.fragment:
        return _of_fragment(question, desk, earlier)
    seen = earlier.cited if question.more else ()
    return _ANSWERERS[question.asked](replace(question, seen=seen), desk)


def _of_fragment(question: Question, desk: AnswerContext, earlier: Conversation) -> Reply:
    """ "And Putin?", "what about Ukraine?": the earlier question again, of another person if the
    fragment names one, else on another topic.
    """
    kind = (
        earlier.asked
        if earlier.asked in (QuestionKind.SAID, QuestionKind.SIDES, QuestionKind.WHO_IS)
        else QuestionKind.SAID
    )
    of_person = replace(question, asked=kind, people=(question.fragment,), topic=earlier.topic)
    reply = _ANSWERERS[kind](of_person, desk)
    if isinstance(reply, Answer):
        return reply
    if reply.reason is Reason.PERSON_ELSEWHERE:
        return _ANSWERERS[kind](replace(of_person, topic=""), desk)
    if reply.reason is Reason.PERSON_ABSENT or not earlier.people:
        on_topic = replace(
            question, asked=QuestionKind.SAID, people=earlier.people, topic=question.fragment
        )
        if not earlier.people:
            on_topic = replace(on_topic, asked=QuestionKind.FACT)
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
        reply.question.about if reply.question.asked is QuestionKind.FACT else ""
    )
    return Conversation(
        asked=reply.question.asked,
        people=(person,) if reply.question.asked is not QuestionKind.SIDES and person else people,
        person=person,
        topic=topic,
        cited=shown[:_REMEMBERED],
    )


def read(text: str | Question) -> tuple[Question, bool]:
    """The question in `text`, unless it is read already, and whether it is too long for one."""
    if isinstance(text, Question):
        return text, len(text.text) >= question_parser.LONGEST
    return question_parser.parse_question(text), len(text) > question_parser.LONGEST
