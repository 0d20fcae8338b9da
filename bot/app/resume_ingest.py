"""What an earlier run left in work is taken up when the bot starts, in the background."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from bot.messaging import set_aside
from bot.messaging.set_aside import Aside
from knowledge import KnowledgeError, Library, StorageError, UnknownArticle, WorkerPool

log = logging.getLogger(__name__)


@contextmanager
def resuming(library: Library, workers: WorkerPool, given_up: Aside) -> Iterator[None]:
    """While this lasts, a thread finds who said what in the articles that are in work; `given_up`
    is told of those with which that fails.
    """
    stop = Event()
    given = (library, workers, stop, given_up)
    Thread(target=finish, args=given, name="unfinished", daemon=True).start()
    try:
        yield
    finally:
        stop.set()


def finish(library: Library, workers: WorkerPool, stop: Event, given_up: Aside) -> None:
    """One article after the other, the newest first: that leaves a process for what people bring,
    and `ontherecord add`, which begins with the oldest, is met half way.
    """
    try:
        left = reversed(library.repository.in_work())
    except KnowledgeError:
        log.exception("articles are left in work")
        return
    for article in left:
        if stop.is_set():
            return
        try:
            library.repository.attribute(article, workers)
        except UnknownArticle:
            continue  # removed just now
        except StorageError:  # no article's fault: they stay in work, all of them
            log.exception("articles are left in work")
            return
        except Exception as error:
            if stop.is_set():
                return
            given_up.note(set_aside.ARTICLE, article, error)
