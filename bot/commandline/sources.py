"""A SOURCE of the command line into articles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.commandline.ends import STANDARD_INPUT
from knowledge import Article, Feed, Library, Reader, SourceError, Workers, decode, read_text

Read = tuple[str, Article | SourceError]


@contextmanager
def reading() -> Iterator[Reader]:
    """A reader of sources. Its process starts when a page, a PDF or a feed is to be read: plain
    text does without.
    """
    with Workers() as workers:
        yield Reader(workers)


def only_of(sources: Iterable[str], reader: Reader) -> Library:
    """A library of these sources, kept nowhere. Raises SourceError and ShelfError."""
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


def progress(sources: list[str], reader: Reader) -> Iterator[Read]:
    """`read_each`, with a progress bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=len(sources))
        for source in sources:
            yield from read_each([source], reader)
            bar.advance(task)


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
