"""`ontherecord ask`: questions in, answers out, for people or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from bot import settings
from bot.cli import json_output
from bot.cli.exits import STANDARD_INPUT
from bot.views import answer_text, templates
from knowledge import NEW_CONVERSATION, Answer, Library, NotOnRecord, Reason

if TYPE_CHECKING:
    from knowledge import Reader


@dataclass(frozen=True, slots=True)
class AskOptions:
    """How to ask: of which sources (none: the library's), as JSON, with how many passages, and
    whether all the questions are one conversation; whether they come from standard input.
    """

    sources: tuple[str, ...]
    as_json: bool
    passages: int
    conversation: bool
    from_input: bool = False


class NothingAsked(Exception):
    """There was nothing that could be asked, for this reason (None: there was no question)."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def ask(question: str, order: AskOptions, reader: Reader | None = None) -> None:
    """Answer `question`, or each line of standard input where it is "-". Sources, if there are
    any, are read by `reader`, else by one made for them.

    Raises KnowledgeError, and NothingAsked where there was nothing to ask.
    """
    if order.from_input and STANDARD_INPUT in order.sources:
        raise typer.BadParameter(templates.render("both_from_input.txt"))
    with closing(_library(order, reader)) as library:
        answers = list(_answers(_lines() if order.from_input else [question], library, order))
    if not answers:
        raise NothingAsked(Reason.UNREADABLE)
    first = answers[0]
    if not order.from_input and isinstance(first, NotOnRecord) and _is_refused(first):
        raise NothingAsked(first.reason)


def _answers(
    questions: Iterable[str], library: Library, order: AskOptions
) -> Iterator[Answer | NotOnRecord]:
    """Ask each question and print its answer as soon as it is there."""
    conversation = NEW_CONVERSATION
    for question in questions:
        answer = library.ask(question, conversation=conversation, passages=order.passages)
        if order.conversation:
            conversation = answer.conversation
        if order.as_json:
            shown = json_output.answer(question, answer, library, by_name=bool(order.sources))
            sys.stdout.write(shown + "\n")
        elif order.from_input or not _is_refused(answer):
            sys.stdout.write(answer_text.plain(answer) + "\n\n")
        sys.stdout.flush()
        yield answer


def _is_refused(answer: Answer | NotOnRecord) -> bool:
    return isinstance(answer, NotOnRecord) and answer.reason.is_of_the_question


def _library(order: AskOptions, reader: Reader | None) -> Library:
    if not order.sources:
        found = settings.read()
        return Library.open(found.home, found.database_url)
    from bot.cli import sources  # reads articles: not needed to ask the library

    with nullcontext(reader) if reader else sources.open_reader() as found_by:
        return sources.library_of(order.sources, found_by)


def _lines() -> Iterator[str]:
    """The lines of standard input that are not blank."""
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", errors="replace").strip("\r\n")
        if line.strip():
            yield line
