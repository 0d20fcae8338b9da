"""One thread that writes: what comes while it is busy shares the next commit."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StoreError
from knowledge import for_writing

T = TypeVar("T")
Work = Callable[[Connection], Any]

TOGETHER = 256
"""Works that share a commit, at most."""


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
        """Finishes what has been given to it, and ends."""
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
        results: list[Callable[[], None]] = []
        try:
            with self._engine.begin() as connection:
                if len(works) == 1:
                    value = works[0].work(connection)
                    results.append(lambda: works[0].future.set_result(value))
                else:
                    results += [_result(connection, one.work, one.future) for one in works]
        except Exception as error:
            for one in works:
                one.future.set_exception(_translated(error))
        else:
            for tell in results:
                tell()


def _result(connection: Connection, work: Work, future: Future[Any]) -> Callable[[], None]:
    """Does one work of several; what is to be told once everything is committed."""
    try:
        with connection.begin_nested():
            value = work(connection)
    except Exception as error:
        translated = _translated(error)
        return lambda: future.set_exception(translated)
    return lambda: future.set_result(value)


def _translated(error: Exception) -> Exception:
    if isinstance(error, SQLAlchemyError | OSError):
        failure = StoreError(type(error).__name__)
        failure.__cause__ = error
        return failure
    return error
