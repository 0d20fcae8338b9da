"""What a message is: told once, and remembered for whoever asks while its update is dealt with."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from telegram import Message

from bot.incoming.addressing import command_in, question_in
from bot.incoming.submission import Submission, links_in, may_be_article, submission_in


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """The `command` that a message begins with, "" for none; the `question` that it asks the bot;
    the `links` in it; and what it brings to be read.
    """

    command: str
    question: str | None
    links: tuple[str, ...]
    submission: Submission | None

    @property
    def is_ambiguous(self) -> bool:
        """Whether nobody can tell if it is an article or a question."""
        asked = self.question
        return asked is not None and self.submission is None and may_be_article(asked)


_last: ContextVar[tuple[Message, ParsedMessage] | None] = ContextVar("message", default=None)
"""Each update is dealt with in a task of its own, which looks at one message."""


def parsed(message: Message) -> ParsedMessage:
    """What the message is; parsed at the first call in a task."""
    last = _last.get()
    if last is not None and last[0] is message:
        return last[1]
    found = parse(message)
    _last.set((message, found))
    return found


def parse(message: Message) -> ParsedMessage:
    """What the message is, looked at afresh."""
    return ParsedMessage(
        command=command_in(message),
        question=question_in(message),
        links=links_in(message)[0],
        submission=submission_in(message),
    )
