"""A SOURCE of the command line into an Article."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge import Article, SourceError, decode, read_file, read_text

STANDARD_INPUT = "-"


class Refused(Exception):
    """Some of the sources were refused; each has had its sentence."""


def read(source: str) -> Article:
    """The article at SOURCE: a file, or - for standard input. Raises SourceError."""
    if source == STANDARD_INPUT:
        return read_text(decode(sys.stdin.buffer.read(), source), source)
    return read_file(Path(source))


def read_each(sources: Iterable[str]) -> Iterator[tuple[str, Article | SourceError]]:
    """Each source with its article, or why there is none."""
    for source in sources:
        try:
            yield source, read(source)
        except SourceError as exc:
            yield source, exc


def progress(sources: list[str]) -> Iterator[tuple[str, Article | SourceError]]:
    """`read_each`, with a progress bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(
        read_each(sources),
        total=len(sources),
        description="",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
