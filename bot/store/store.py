"""The store: bot.db, opened by one process."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import NewerStore, StoreError
from bot.store.lock import Lock
from bot.store.tables import answers, daily_counts, feed_items, notices, schema, updates
from bot.store.writer import Writer
from knowledge import compact, migrate_to_head, open_engine

P = ParamSpec("P")
T = TypeVar("T")

DATABASE = "bot.db"
MIGRATIONS = Path(__file__).parent / "migrations"

log = logging.getLogger(__name__)


class Store:
    """Carries out the functions of this package's tables on bot.db.

    `await store.run(inbox.settle, 3, inbox.DONE)` calls `inbox.settle(connection, 3, inbox.DONE)`
    in the writer's thread and returns when that is committed. Raises StoreError.
    """

    def __init__(self, made: Engine, lock: Lock | None) -> None:
        self._engine = made
        self._lock = lock
        self._writer = Writer(made)
        self.one_at_a_time = asyncio.Lock()
        """Held while a message is sent that must be noted before the next one."""

    @property
    def alone(self) -> bool:
        """Whether no other process can have this database open as a store."""
        return self._lock is not None

    @classmethod
    def open(cls, home: Path, url: str | None = None) -> Store:
        """The store in the folder `home`, or in the database at `url` (SQLAlchemy's form).

        Raises StoreInUse where another process has it, and StoreError.
        """
        address = url or f"sqlite:///{home / DATABASE}"
        lock = None
        try:
            made = open_engine(address)
            if made.dialect.name == "sqlite":
                lock = Lock(Path(f"{make_url(address).database}.lock"))
            migrate_to_head(made, MIGRATIONS, schema.HEAD, NewerStore)
        except (SQLAlchemyError, OSError) as exc:
            raise StoreError(type(exc).__name__) from exc
        return cls(made, lock)

    async def tidy(self) -> None:
        """Forgets what is older than its time."""
        for table in (updates, answers, feed_items, notices, daily_counts):
            await self.run(table.prune, time.time())

    async def run(
        self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs
    ) -> T:
        """What the function returns, once it is committed."""
        return await self._writer.run(lambda connection: function(connection, *args, **more))

    async def compact(self) -> None:
        """Leaves nothing in the files of what was deleted. Raises StoreError."""
        try:
            await asyncio.to_thread(compact, self._engine)
        except (SQLAlchemyError, sqlite3.Error, OSError) as exc:
            raise StoreError(type(exc).__name__) from exc

    def later(
        self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs
    ) -> None:
        """The same for what nobody waits for: it is committed together with what is run next,
        and before that; an error is told by the log alone.
        """
        riding = self._writer.later(lambda connection: function(connection, *args, **more))
        riding.add_done_callback(_log_failure)

    def start(
        self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs
    ) -> Future[T]:
        """Begins the same, from any thread, for whoever may wait for it later."""
        return self._writer.start(lambda connection: function(connection, *args, **more))

    def wait(
        self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs
    ) -> T:
        """The same as `run`, for threads other than the event loop's."""
        return self.start(function, *args, **more).result()

    def close(self) -> None:
        """Finishes what is under way and lets go of the database."""
        self._writer.close()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()


def _log_failure(riding: Future[T]) -> None:
    error = None if riding.cancelled() else riding.exception()
    if error is not None:
        log.error("nobody waited for this, and it failed", exc_info=error)
