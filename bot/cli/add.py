"""`ontherecord add`: many sources into the shared library, in parallel, to be taken up again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext

from bot import interrupts
from bot.cli.exits import STANDARD_INPUT, AlreadyReported
from bot.cli.sources import open_reader
from bot.settings import Settings
from bot.views import templates
from knowledge import (
    SHARED,
    Ingest,
    IngestResult,
    Library,
    Reader,
    SourceBytes,
    SourceError,
    is_folder,
)

WORDS = "adding.txt"
Progress = Callable[[int, int], None]
"""Tells how many of how many are done."""


def add_all(given: list[str], settings: Settings) -> None:
    """`add` with as many processes as are worth starting: one a core, but one for one source."""
    one = len(given) == 1 and not is_folder(given[0])
    with open_reader(1 if one else _cores()) as reader:
        add(given, settings, reader)


def add(given: list[str], settings: Settings, reader: Reader) -> None:
    """Read the sources into the shared library: a line for each article and each refusal, and a
    progress bar meanwhile. Then find who said what in them, and in what is left of earlier runs.

    An interrupt says what is still to be done. Raises Refused where any source was refused, and
    StorageError.
    """
    with closing(Library.open(settings.home, settings.database_url)) as library:
        ingest = Ingest(library, reader)
        left = _Left(len(library.repository.in_work(SHARED)))
        there, refused = _take(ingest, _sources(given), left)
        _attribute(ingest, left)
        _compare(library, there)
    if refused:
        raise AlreadyReported


class _Left:
    """How many articles are in work, which an interrupt says."""

    def __init__(self, articles: int) -> None:
        self.articles = articles
        self.more(0)

    def more(self, articles: int) -> None:
        """So many are to be done beside those, or fewer."""
        self.articles += articles
        interrupts.saying(templates.render_macro(WORDS, "stopped", in_work=self.articles))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _sources(given: list[str]) -> list[str | SourceBytes]:
    return [SourceBytes(s, sys.stdin.buffer.read()) if s == STANDARD_INPUT else s for s in given]


def _take(
    ingest: Ingest, given: list[str | SourceBytes], left: _Left
) -> tuple[list[IngestResult], int]:
    """The articles that are there now, and how many sources were refused."""
    there: list[IngestResult] = []
    refused = 0
    with _bar("reading") as tell:
        for taken in ingest.take(given):
            if isinstance(taken, SourceError):
                refused += 1
                _complain(templates.error_text(taken))
            else:
                there.append(taken)
                left.more(taken.new)
                sys.stdout.write(templates.render("added.txt", taken=taken) + "\n")
            tell(len(there) + refused, ingest.sources)
        sys.stdout.flush()
    return there, refused


def _attribute(ingest: Ingest, left: _Left) -> None:
    waiting = left.articles
    with _bar("attributing") as tell:
        for done, found in enumerate(ingest.attribute(), start=1):
            if isinstance(found, SourceError):
                _complain(templates.error_text(found))
            else:
                left.more(-1)
            tell(done, waiting)


def _compare(library: Library, there: list[IngestResult]) -> None:
    """Tells of each page that has changed what became of its quotations."""
    for taken in there:
        revision = library.repository.revision(taken.article) if taken.new else None
        if revision is not None:
            sys.stdout.write(templates.render("revised.txt", revision=revision) + "\n")


@contextmanager
def _bar(label: str) -> Iterator[Progress]:
    """A progress bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    # Lines for standard output stay there where that is a file.
    on_screen = sys.stdout.isatty()
    with (
        interrupts.undoing(_wipe) if console.is_terminal else nullcontext(),
        Bar(
            *columns,
            console=console,
            transient=True,
            disable=not console.is_terminal,
            redirect_stdout=on_screen,
        ) as bar,
    ):
        task = bar.add_task(templates.render_macro(WORDS, label), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _wipe() -> None:
    """Takes what is left of the bar away, and shows the cursor again."""
    os.write(2, b"\r\x1b[2K\x1b[?25h")


def _complain(sentence: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(sentence + "\n")
