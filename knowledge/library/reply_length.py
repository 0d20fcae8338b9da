"""How long a reply is: its best quotation only, the usual few, or all there are of a speaker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.model.answer import Answer, NotOnRecord, ReplyLength
from knowledge.model.question import Conversation, QuestionKind

Reply = Answer | NotOnRecord


def fit_length(reply: Reply, length: ReplyLength, more: Callable[[Conversation], Reply]) -> Reply:
    """The reply in this length; `more` finds what else there is to a conversation."""
    if length is ReplyLength.SHORT:
        return _short(reply)
    if length is ReplyLength.LONG and isinstance(reply, Answer):
        return _long(reply, more)
    return reply


def _short(reply: Reply) -> Reply:
    """One quotation; where speakers stand side by side, one of each as ever. What is not shown
    counts as not seen, so that “what else?” brings it.
    """
    if isinstance(reply, NotOnRecord):
        return replace(reply, offers=reply.offers[:1])
    if reply.asked in (QuestionKind.SIDES, QuestionKind.QUOTED):
        return reply
    best, *others = reply.citations
    dropped = {(c.source.article, c.span.start, c.span.end) for c in others}
    seen = tuple(place for place in reply.conversation.cited if place not in dropped)
    one_of_several = len(reply.speakers) > 1
    return replace(
        reply,
        citations=(best,),
        speaker=best.speaker if one_of_several else reply.speaker,
        speakers=(best.speaker,) if one_of_several and best.speaker else reply.speakers,
        conversation=replace(reply.conversation, cited=seen),
        more=reply.more or bool(others),
    )


def _long(reply: Answer, find_more: Callable[[Conversation], Reply]) -> Answer:
    """With what else the same speaker says of it, the best still first."""
    if reply.asked is not QuestionKind.SAID or not reply.conversation.people:
        return reply
    more = find_more(reply.conversation)
    if not isinstance(more, Answer) or more.speaker != reply.speaker:
        return reply
    seen = dict.fromkeys((*reply.conversation.cited, *more.conversation.cited))
    return replace(
        reply,
        citations=reply.citations + more.citations,
        conversation=replace(reply.conversation, cited=tuple(seen)),
        more=more.more,
    )
