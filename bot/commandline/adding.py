"""`ontherecord add`: many sources into the shared library, in parallel, to be taken up again."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import Event, Timer

from bot import replies
from bot.commandline.ends import INTERRUPTED, STANDARD_INPUT, Refused
from bot.commandline.sources import reading
from bot.settings import Settings
from knowledge import SHARED, Ingest, Library, Reader, Sent, SourceError, Taken, is_folder

WORDS = "adding.txt"
_LEAVING = 5.0
"""Seconds after an interrupt that the process has to end by itself."""
Progress = Callable[[int, int], None]
"""Tells how many of how many are done."""


def add_all(given: list[str], settings: Settings) -> None:
    """`add` with as many processes as are worth starting: one a core, but one for one source."""
    one = len(given) == 1 and not is_folder(given[0])
    with reading(1 if one else _cores()) as reader:
        add(given, settings, reader)


def add(given: list[str], settings: Settings, reader: Reader) -> None:
    """Read the sources into the shared library: a line for each article and each refusal, and a
    progress bar meanwhile. Then find who said what in them, and what their words mean, and so in
    what is left of earlier runs.

    Raises Refused where any source was refused, ShelfError, and KeyboardInterrupt when it
    has said what is still to be done.
    """
    with closing(Library.open(settings.home, settings.database_url)) as library:
        ingest = Ingest(library, reader)
        with _leaving_in_time(library) as said:
            try:
                there, refused = _take(ingest, _sources(given))
                _attribute(ingest, len(library.in_work(SHARED)))
                _compare(library, there)
                _encode(ingest, len(library.not_encoded(SHARED)))
            except KeyboardInterrupt:
                said.set()
                _stopped(library)
                raise
    if refused:
        raise Refused


@contextmanager
def _leaving_in_time(library: Library) -> Iterator[Event]:
    """After an interrupt the process ends within some seconds, whatever still waits for a reader
    that was interrupted as it started: what was added is on the disk. The event: it has been said.
    """
    said = Event()

    def leave() -> None:
        if not said.is_set():
            _stopped(library)
        os._exit(INTERRUPTED)

    def interrupted(*_: object) -> None:
        late = Timer(_LEAVING, leave)
        late.daemon = True
        late.start()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield said
    finally:
        signal.signal(signal.SIGINT, before)


def _stopped(library: Library) -> None:
    _complain(replies.macro(WORDS, "stopped", in_work=len(library.in_work(SHARED))))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _sources(given: list[str]) -> list[str | Sent]:
    return [Sent(s, sys.stdin.buffer.read()) if s == STANDARD_INPUT else s for s in given]


def _take(ingest: Ingest, given: list[str | Sent]) -> tuple[list[Taken], int]:
    """The articles that are there now, and how many sources were refused."""
    there: list[Taken] = []
    refused = 0
    with _bar("reading") as tell:
        for taken in ingest.take(given):
            if isinstance(taken, SourceError):
                refused += 1
                _complain(replies.sentence(taken))
            else:
                there.append(taken)
                sys.stdout.write(replies.say("added.txt", taken=taken) + "\n")
            tell(len(there) + refused, ingest.sources)
        sys.stdout.flush()
    return there, refused


def _attribute(ingest: Ingest, waiting: int) -> None:
    with _bar("attributing") as tell:
        for done, found in enumerate(ingest.attribute(), start=1):
            if isinstance(found, SourceError):
                _complain(replies.sentence(found))
            tell(done, waiting)


def _encode(ingest: Ingest, waiting: int) -> None:
    with _bar("encoding") as tell:
        for done, found in enumerate(ingest.encode(), start=1):
            if isinstance(found, SourceError):
                _complain(replies.sentence(found))
            tell(done, waiting)


def _compare(library: Library, there: list[Taken]) -> None:
    """Tells of each page that has changed what became of its quotations."""
    for taken in there:
        revision = library.revision(taken.article) if taken.new else None
        if revision is not None:
            sys.stdout.write(replies.say("revised.txt", revision=revision) + "\n")


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
    with Bar(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        redirect_stdout=on_screen,
    ) as bar:
        task = bar.add_task(replies.macro(WORDS, label), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _complain(sentence: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(sentence + "\n")
