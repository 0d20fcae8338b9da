"""What an earlier run left in work is taken up when the bot starts, in the background."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from threading import Event, Thread

from knowledge import KnowledgeError, Library, WorkerPool

log = logging.getLogger(__name__)


@contextmanager
def resuming(library: Library, workers: WorkerPool) -> Iterator[None]:
    """While this lasts, a thread finds who said what in the articles that are in work."""
    stop = Event()
    Thread(target=finish, args=(library, workers, stop), name="unfinished", daemon=True).start()
    try:
        yield
    finally:
        stop.set()


def finish(library: Library, workers: WorkerPool, stop: Event) -> None:
    """One article after the other, the newest first: that leaves a process for what people bring,
    and `ontherecord add`, which begins with the oldest, is met half way.
    """
    try:
        for article in reversed(library.repository.in_work()):
            if stop.is_set():
                return
            try:
                library.repository.attribute(article, workers)
            except KnowledgeError as error:
                if stop.is_set():
                    return
                log.warning("article %d stays in work: %r", article, error)
    except (KnowledgeError, CancelledError, RuntimeError):
        if not stop.is_set():
            log.exception("articles are left in work")
