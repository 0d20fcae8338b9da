"""Ways to look for an answer, and which of two places gives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.handlers.questions import scope_preference
from bot.views import templates
from knowledge import Answer, NotOnRecord, Scope


class AskFunction(Protocol):
    """A way to look for an answer."""

    def __call__(self, *, scope: Scope) -> Answer | NotOnRecord:
        """What is found in this scope."""


def already_answered(reply: Answer | NotOnRecord) -> AskFunction:
    """A way to look that has been gone already."""

    def ask(*, scope: Scope) -> Answer | NotOnRecord:
        del scope
        return reply

    return ask


def answer_from_scopes(
    ask: AskFunction, within: Sequence[Scope]
) -> tuple[Answer | NotOnRecord, list[str]]:
    """The answer, and as a block what to say first where it comes from other articles than those
    in focus.
    """
    first, *others = within
    reply = ask(scope=first)
    if not others or (
        isinstance(reply, NotOnRecord) and not scope_preference.may_stand_elsewhere(reply)
    ):
        return reply, []
    wide = ask(scope=others[0])
    if isinstance(reply, Answer) and not scope_preference.is_weaker(reply, wide, first.articles):
        return reply, []
    if isinstance(wide, NotOnRecord) or not reply.searched.articles:
        return wide, []
    among, found = reply.searched.articles, scope_preference.cited(wide)
    some = isinstance(reply, Answer)
    return wide, [templates.render("elsewhere.html", among=among, found=len(found), some=some)]
