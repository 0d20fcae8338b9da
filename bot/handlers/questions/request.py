"""What is to be answered, and how it is looked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from telegram import Message, Update

from bot.messaging.delivery import Delivery
from bot.store.tables.answers import StoredAnswer
from knowledge import NEW_CONVERSATION, Answer, Conversation, NotOnRecord, Scope


class AskFunction(Protocol):
    """A way to look for an answer."""

    def __call__(self, *, scope: Scope, prefer: Collection[int]) -> Answer | NotOnRecord:
        """What is found in this scope, where the articles `prefer` answer first."""


def already_answered(reply: Answer | NotOnRecord) -> AskFunction:
    """A way to look that has been gone already."""

    def ask(*, scope: Scope, prefer: Collection[int]) -> Answer | NotOnRecord:
        del scope, prefer
        return reply

    return ask


@dataclass(frozen=True, slots=True)
class Request:
    """What an update asks, as a `draft` of its answer; the reply is to `message`, by `delivery`
    where one is under way. It goes on with the `conversation`; `ask` is how to look for it where
    that is not by the draft's question. The blocks `leading`, in HTML, come before the answer.
    """

    update: Update
    message: Message
    draft: StoredAnswer
    conversation: Conversation = NEW_CONVERSATION
    delivery: Delivery | None = None
    leading: Sequence[str] = ()
    ask: AskFunction | None = None
