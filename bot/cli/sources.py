"""A SOURCE of the command line into articles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.cli.exits import STANDARD_INPUT
from bot.interrupts import undoing, whole
from knowledge import (
    Article,
    Feed,
    Library,
    Reader,
    SourceError,
    TaskBudget,
    WorkerPool,
    decode,
    read_text,
)

TASKS = 1000
"""Articles after which a process is replaced: its start takes as long as ten of them."""
SECONDS = 30.0
"""Time for one, before its words are counted: nobody waits, and the machine may be busy."""

Read = tuple[str, Article | SourceError]


@contextmanager
def open_reader(processes: int = 1) -> Iterator[Reader]:
    """A reader of sources. Its processes start when a page, a PDF, a feed or a great many texts
    are to be read: a plain text does without.
    """
    budget = TaskBudget(seconds=SECONDS, tasks=TASKS)
    with (
        WorkerPool(processes, budget, parser=processes > 1, starting=whole) as workers,
        undoing(workers.kill),
    ):
        yield Reader(workers)


def library_of(sources: Iterable[str], reader: Reader) -> Library:
    """A library of these sources, kept nowhere. Raises SourceError and StorageError."""
    library = Library.throwaway()
    for name, article in read_each(sources, reader):
        if isinstance(article, SourceError):
            raise article
        library.add(article, name=name)
    return library


def read_each(sources: Iterable[str], reader: Reader) -> Iterator[Read]:
    """Each source with its article, or why there is none; a feed is as many as it has items,
    each by its own link.
    """
    for source in sources:
        try:
            found = _read(source, reader)
        except SourceError as exc:
            yield source, exc
            continue
        if isinstance(found, Feed):
            yield from _items(source, found, reader)
        else:
            yield source, found


def _read(source: str, reader: Reader) -> Article | Feed:
    if source == STANDARD_INPUT:
        return read_text(decode(sys.stdin.buffer.read(), source), source)
    return reader.read(source)


def _items(source: str, feed: Feed, reader: Reader) -> Iterator[Read]:
    for item in feed.items:
        try:
            yield item.url or source, reader.item(item, feed)
        except SourceError as exc:
            yield item.url or source, exc
