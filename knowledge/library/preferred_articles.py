"""Some articles asked before the others: when an answer of the others is the better one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from knowledge.model.answer import Answer, NotOnRecord, PassedOver, Reason, Verdict
from knowledge.model.question import QuestionKind, Scope

Reply = Answer | NotOnRecord

WEAKER = 1.6
"""How much more must speak for an answer of other articles than for that of the preferred ones:
both are weighed alike, by how much of what is asked they hold."""
SPOKEN = (QuestionKind.SAID, QuestionKind.WHO_SAID, QuestionKind.CHECK)


def answer(ask: Callable[[Scope], Reply], scope: Scope, preferred: Scope) -> Reply:
    """What `ask` finds in the `preferred` part of the scope; where that is nothing, or clearly
    weaker than what all of the scope has, the latter, with what was passed over.
    """
    near = ask(preferred)
    if preferred == scope or (isinstance(near, NotOnRecord) and not _may_stand_elsewhere(near)):
        return near
    wide = ask(scope)
    if isinstance(near, Answer) and not _is_weaker(near, wide, preferred.articles):
        return near
    if isinstance(wide, NotOnRecord) or not near.searched.articles:
        return wide
    passed = PassedOver(near.searched.articles, weaker=isinstance(near, Answer))
    return replace(wide, passed_over=passed)


def _may_stand_elsewhere(reply: NotOnRecord) -> bool:
    """Whether it is worth while to look in other articles for what was not found."""
    ours = reply.reason in (Reason.COURTESY, Reason.UNCLEAR)
    return not ours and not reply.reason.is_of_the_question


def _is_weaker(near: Answer, wide: Reply, preferred: Collection[int] | None) -> bool:
    """Whether the answer of the preferred articles is clearly weaker than that of all articles:
    not somebody's words where these were asked for, not to the letter where the others have it so,
    or with much less that speaks for it.
    """
    if isinstance(wide, NotOnRecord) or not wide.articles - set(preferred or ()):
        return False
    if near.asked is not wide.asked and near.question.asked is not wide.question.asked:
        return False
    kinds = [_kind(answer) for answer in (near, wide)]
    if kinds[0] != kinds[1]:
        return kinds[0] < kinds[1]
    return _weight(wide) >= WEAKER * _weight(near)


def _kind(answer: Answer) -> tuple[bool, bool]:
    """Whether it gives the words that were claimed, and somebody's words where they were asked
    for.
    """
    spoken = answer.question.asked not in SPOKEN or answer.citations[0].statement is not None
    return answer.verdict is Verdict.VERBATIM, spoken


def _weight(answer: Answer) -> float:
    return sum(weight for _, weight in answer.citations[0].why)
