"""The articles in focus against all the others: when an answer of the others is the better one."""

from __future__ import annotations

from collections.abc import Collection

from knowledge import Answer, NotOnRecord, QuestionKind, Reason, Verdict

WEAKER = 1.6
"""How much more must speak for an answer of other articles than for that of those in focus: both
are weighed alike, by how much of what is asked they hold."""
SPOKEN = (QuestionKind.SAID, QuestionKind.WHO_SAID, QuestionKind.CHECK)


def may_stand_elsewhere(reply: NotOnRecord) -> bool:
    """Whether it is worth while to look in other articles for what was not found."""
    ours = reply.reason in (Reason.COURTESY, Reason.UNCLEAR)
    return not ours and not reply.reason.is_of_the_question


def is_weaker(near: Answer, wide: Answer | NotOnRecord, focus: Collection[int] | None) -> bool:
    """Whether the answer of the articles in focus is clearly weaker than that of all articles:
    not somebody's words where these were asked for, not to the letter where the others have it so,
    or with much less that speaks for it.
    """
    if isinstance(wide, NotOnRecord) or not cited(wide) - set(focus or ()):
        return False
    if near.asked is not wide.asked and near.question.asked is not wide.question.asked:
        return False
    kinds = [_kind(answer) for answer in (near, wide)]
    if kinds[0] != kinds[1]:
        return kinds[0] < kinds[1]
    return _weight(wide) >= WEAKER * _weight(near)


def cited(answer: Answer) -> set[int]:
    """The articles whose words an answer gives."""
    return {citation.source.article for citation in answer.citations}


def _kind(answer: Answer) -> tuple[bool, bool]:
    """Whether it gives the words that were claimed, and somebody's words where they were asked
    for.
    """
    spoken = answer.question.asked not in SPOKEN or answer.citations[0].statement is not None
    return answer.verdict is Verdict.VERBATIM, spoken


def _weight(answer: Answer) -> float:
    return sum(weight for _, weight in answer.citations[0].why)
