"""One thread that writes: what comes while it is busy shares the next commit."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import StoreError
from knowledge import for_writing

T = TypeVar("T")
Work = Callable[[Connection], Any]

TOGETHER = 256
"""Works that share a commit, at most."""
FIRST_WAIT, LONGEST_WAIT = 0.25, 8.0
"""Seconds between two tries to write on a full disk."""
_DISK_FULL = "53100"
"""What PostgreSQL calls that."""

log = logging.getLogger(__name__)


class _Order(NamedTuple):
    """A work, and whoever waits for it; what `rides` along is worth no commit of its own."""

    work: Work
    future: Future[Any]
    rides: bool


class Writer:
    """Carries out works in the order in which they came, each whole or not at all.

    A commit waits for the disk, so it happens here and never on the event loop's thread.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = for_writing(engine)
        self._works: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, once it is committed. Raises StoreError."""
        return await asyncio.wrap_future(self.start(work))

    def start(self, work: Callable[[Connection], T]) -> Future[T]:
        """The same, for whoever does not wait for it."""
        return self._put(work, rides=False)

    def later(self, work: Callable[[Connection], T]) -> Future[T]:
        """Carries out a work in the commit of whichever comes next, and before that one."""
        return self._put(work, rides=True)

    def close(self) -> None:
        """Finishes what has been given to it, but for what waits for room, and ends."""
        self._closing.set()
        self._works.put(None)
        self._thread.join()

    def _put(self, work: Callable[[Connection], T], *, rides: bool) -> Future[T]:
        future: Future[T] = Future()
        self._works.put(_Order(work, future, rides))
        return future

    def _batch(self) -> list[_Order | None]:
        """What has come, and something that does not only ride along; None is the end."""
        batch = [self._works.get()]
        riding = True
        while (last := batch[-1]) is not None and len(batch) < TOGETHER:
            riding = riding and last.rides
            try:
                batch.append(self._works.get(block=riding))
            except queue.Empty:
                break
        return batch

    def _serve(self) -> None:
        while True:
            batch = self._batch()
            works = [item for item in batch if item and item.future.set_running_or_notify_cancel()]
            if works:
                self._commit(works)
            if batch[-1] is None:
                return

    def _commit(self, works: list[_Order]) -> None:
        """Tells each work's result when all are on the disk. While that is full they wait: what a
        question is answered with could not be noted, and would be sent again.
        """
        wait = FIRST_WAIT
        while True:
            try:
                results = self._tried(works)
            except Exception as error:
                if not is_full(error) or self._closing.wait(wait):
                    for one in works:
                        one.future.set_exception(_translated(error))
                    return
                log.warning("bot.db cannot be written, the disk is full: again in %s s", wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                for tell in results:
                    tell()
                return

    def _tried(self, works: list[_Order]) -> list[Callable[[], None]]:
        """Does the works and commits them; how their results are told."""
        with self._engine.begin() as connection:
            if len(works) == 1:
                value = works[0].work(connection)
                return [lambda: works[0].future.set_result(value)]
            return [_result(connection, one.work, one.future) for one in works]


def _result(connection: Connection, work: Work, future: Future[Any]) -> Callable[[], None]:
    """Does one work of several; what is to be told once everything is committed."""
    try:
        with connection.begin_nested():
            value = work(connection)
    except Exception as error:
        if is_full(error):
            raise
        translated = _translated(error)
        return lambda: future.set_exception(translated)
    return lambda: future.set_result(value)


def is_full(error: BaseException) -> bool:
    """Whether a database has no room left on its disk."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name, state = getattr(cause, "sqlite_errorname", ""), getattr(cause, "sqlstate", "")
    return name == "SQLITE_FULL" or state == _DISK_FULL


def _translated(error: Exception) -> Exception:
    if isinstance(error, SQLAlchemyError | OSError):
        failure = StoreError(type(error).__name__)
        failure.__cause__ = error
        return failure
    return error
