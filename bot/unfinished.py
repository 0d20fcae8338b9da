"""What is still to be found in articles is found in the background: who said what in those that an
earlier run left in work, and then what the words mean in every one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from threading import Event, Thread

from knowledge import KnowledgeError, Library, SourceError, Workers

log = logging.getLogger(__name__)


@contextmanager
def taken_up(library: Library, workers: Workers) -> Iterator[None]:
    """While this lasts, a thread finds who said what in the articles that are in work, and what
    the words mean in all that are there and that come.
    """
    stop = Event()
    Thread(target=_work, args=(library, workers, stop), name="unfinished", daemon=True).start()
    try:
        yield
    finally:
        stop.set()
        library.to_encode.set()  # so that whoever waits for it goes


def _work(library: Library, workers: Workers, stop: Event) -> None:
    finish(library, workers, stop)
    left: set[int] = set()
    while not stop.is_set():
        library.to_encode.clear()
        encode(library, workers, stop, left)
        library.to_encode.wait()


def encode(library: Library, workers: Workers, stop: Event, left: set[int]) -> None:
    """What the words mean in one article after the other, the newest of all first, so that what a
    chat brings waits for one other at most: first of each sentence by itself, which is quick, and
    when that is done of all, as a whole. Those `left` out could not be read.
    """
    try:
        while not stop.is_set():
            whole = False
            waiting = [one for one in library.not_encoded() if one not in left]
            if not waiting:
                whole = True
                waiting = [one for one in library.not_encoded(whole=True) if one not in left]
            if not waiting:
                return
            _encode(library, workers, waiting[-1], left, whole=whole)
    except (KnowledgeError, CancelledError, RuntimeError):
        if not stop.is_set():
            log.exception("articles are left without what their words mean")


def _encode(
    library: Library, workers: Workers, article: int, left: set[int], *, whole: bool
) -> None:
    try:
        if not library.encode(article, workers, whole=whole):
            left.add(article)
    except SourceError as error:
        left.add(article)
        log.warning("article %d is found by its words only: %r", article, error)


def finish(library: Library, workers: Workers, stop: Event) -> None:
    """One article after the other, the newest first: that leaves a process for what people bring,
    and `ontherecord add`, which begins with the oldest, is met half way.
    """
    try:
        for article in reversed(library.in_work()):
            if stop.is_set():
                return
            try:
                library.attribute(article, workers)
            except KnowledgeError as error:
                if stop.is_set():
                    return
                log.warning("article %d stays in work: %r", article, error)
    except (KnowledgeError, CancelledError, RuntimeError):
        if not stop.is_set():
            log.exception("articles are left in work")
