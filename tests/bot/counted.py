"""The bot as `python -m bot` runs it, but that each trip to the writer's thread is written down.

A line with the names of the functions of a trip goes to trips.log in the data folder when the trip
begins. What the bot does by the clock keeps still, so that the trips are those of its updates.
"""

from __future__ import annotations

import inspect
from pathlib import Path

from bot import settings
from bot.app import server
from bot.jobs.intervals import JobIntervals
from bot.store.writer import Work, Writer

LOG = "trips.log"
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
    log = (Path(found.home) / LOG).open("a", buffering=1)
    start = Writer.start

    def counted(writer: Writer, work: Work) -> object:
        print(_names(work), file=log)
        return start(writer, work)

    Writer.start = counted  # type: ignore[assignment,method-assign]
    rhythm = JobIntervals(tick=NEVER, glance=NEVER)
    server.serve(found.token.get_secret_value(), found, rhythm=rhythm)


if __name__ == "__main__":
    main()
