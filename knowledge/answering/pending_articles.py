"""Articles in which who said what is still being read: nothing is denied on their account."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.model.answer import Answer, Citation, NotOnRecord, Reason, Verdict
from knowledge.model.question import QuestionKind

_DENIALS = frozenset(
    {
        Reason.PERSON_ABSENT,
        Reason.PERSON_SILENT,
        Reason.PERSON_ELSEWHERE,
        Reason.NOBODY_SAID,
        Reason.NOBODY_QUOTED,
    }
)
"""Reasons that say of somebody, or of everybody, that they did not speak."""
_OF_ALL = frozenset({Verdict.SOMEONE_ELSE, Verdict.OTHER_WORDS, Verdict.REPORTED})
"""Verdicts that say that a claim stands nowhere as it was put."""


def without_denials(reply: Answer | NotOnRecord, desk: AnswerContext) -> Answer | NotOnRecord:
    """The reply without what cannot be known yet: that somebody is not on record, or that words
    are nobody's.
    """
    if not desk.searched.in_work:
        return reply
    if isinstance(reply, NotOnRecord):
        return replace(reply, reason=Reason.STILL_READING) if reply.reason in _DENIALS else reply
    if reply.asked is QuestionKind.WHO_SAID and any(
        _may_be_somebodys(c, desk) for c in reply.citations
    ):
        return NotOnRecord(
            question=reply.question,
            reason=Reason.STILL_READING,
            searched=reply.searched,
            topic=reply.question.claim,
            offers=reply.citations,
        )
    return replace(reply, verdict=Verdict.ABOUT) if reply.verdict in _OF_ALL else reply


def _may_be_somebodys(citation: Citation, desk: AnswerContext) -> bool:
    return not citation.speaker and desk.notes(citation.source.article).opened.in_work
