"""The bot as `python -m bot` runs it, but that each trip to the writer's thread is written down.

A line with the names of the functions of a trip goes to trips.log in the data folder when the trip
begins, and to parses.log one for each time that a message is parsed. What the bot does by the clock
keeps still, so that the trips are those of its updates.
"""

from __future__ import annotations

import inspect
from pathlib import Path

from telegram import Message

from bot import settings
from bot.app import server
from bot.incoming import parsed_message
from bot.incoming.parsed_message import ParsedMessage
from bot.jobs.intervals import JobIntervals
from bot.store.writer import Work, Writer

LOG, PARSES = "trips.log", "parses.log"
NEVER = 1e6
"""Seconds: longer than any test."""


def _names(work: Work) -> str:
    """The functions that a work calls: those its closure holds."""
    held = inspect.getclosurevars(work).nonlocals.values()
    return " ".join(f"{one.__module__}.{one.__name__}" for one in held if inspect.isfunction(one))


def main() -> None:
    """Runs it until it is told to stop."""
    found = settings.read()
    assert found.token is not None
    home = Path(found.home)
    log, parses = [(home / name).open("a", buffering=1) for name in (LOG, PARSES)]
    start, parse = Writer.start, parsed_message.parse

    def counted(writer: Writer, work: Work) -> object:
        print(_names(work), file=log)
        return start(writer, work)

    def noted(message: Message) -> ParsedMessage:
        print(message.message_id, file=parses)
        return parse(message)

    parsed_message.parse = noted
    Writer.start = counted  # type: ignore[assignment,method-assign]
    rhythm = JobIntervals(tick=NEVER, glance=NEVER)
    server.serve(found.token.get_secret_value(), found, rhythm=rhythm)


if __name__ == "__main__":
    main()
