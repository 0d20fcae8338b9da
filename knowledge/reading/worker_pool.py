"""Processes that read what strangers send: each dies with what it reads, not with the program.

Third-party parsers run here on hostile bytes. A task gets a time by its length and a process a
limit of memory; a process that hangs or dies is replaced, and its task is one clear error.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import TimeoutError as TaskTimeoutError
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from knowledge.errors import ReadingStopped
from knowledge.fetching.download import Download
from knowledge.language import parser
from knowledge.model.article import Article
from knowledge.reading.document import read_document
from knowledge.reading.formats.feed import Feed, Item, item_article, linked_feeds, read_feed

if sys.platform != "win32":
    import resource

Result = TypeVar("Result")
Starting = Callable[[], AbstractContextManager[None]]

_A_WORD = 20
"""Bytes of markup: text alone has 6, pages have 50, and time is no use where it is short."""
_YIELDING = 15
"""What is read in them yields the processor to whoever waits for an answer."""
_ONE_THREAD = ("OMP", "OPENBLAS", "MKL", "VECLIB", "NUMEXPR", "BLIS")


@dataclass(frozen=True, slots=True)
class TaskBudget:
    """What one task may take: seconds, and seconds for each thousand words, up to `longest`;
    bytes of memory for its process; tasks after which a process is replaced, for what its
    libraries leak.
    """

    seconds: float = 10.0
    seconds_a_thousand_words: float = 1.0
    longest: float = 60.0
    memory: int = 2 << 30
    tasks: int = 200

    def time(self, words: int) -> float:
        """Seconds for a task on so many words."""
        return min(self.longest, self.seconds + self.seconds_a_thousand_words * words / 1000)


@dataclass
class WorkerPool:
    """A pool of `count` processes, started when first needed. Its methods wait for the result
    and may be called from several threads; use it as a context manager, or `close` it.

    With `parser` a process loads the English parser before its first task, whose time that would
    else take. Each process is started within `starting`: where a program may be cut short, it
    must not be between the start of a process and the moment when it is known.
    """

    count: int = 1
    budget: TaskBudget = field(default_factory=TaskBudget)
    parser: bool = False
    starting: Starting = nullcontext
    _pool: Any = None  # a ProcessPool, whose methods have no types
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def read(
        self, data: bytes, name: str, media_type: str = "", url: str = "", charset: str = ""
    ) -> Article:
        """The article in a file or download: `read_document` in a process.

        Raises its errors, or ReadingStopped.
        """
        values = (data, name, media_type, url, charset)
        return self.call(read_document, *values, name=name, words=_words(data))

    def read_download(self, found: Download, name: str) -> Article:
        """The article in what was downloaded. Raises as `read`."""
        return self.read(found.body, name, found.media_type, found.url, found.charset)

    def read_feed(self, found: Download, name: str) -> Feed:
        """The feed in what was downloaded. Raises read_feed's errors, or ReadingStopped."""
        values = (found.body, name, found.url, found.charset)
        return self.call(read_feed, *values, name=name, words=_words(found.body))

    def read_item(self, item: Item, feed: Feed) -> Article:
        """The article that an item of a feed holds whole. Raises as item_article, and
        ReadingStopped.
        """
        name, alone = item.url or item.id, replace(feed, items=())
        return self.call(item_article, item, alone, name=name, words=_words(item.html))

    def feeds_named(self, found: Download, name: str) -> tuple[str, ...]:
        """The feeds that a downloaded page names. Raises feeds_named's errors, ReadingStopped."""
        values = (found.body, name, found.url, found.charset)
        return self.call(linked_feeds, *values, name=name, words=_words(found.body))

    def call(
        self, function: Callable[..., Result], *values: Any, name: str, words: int = 0
    ) -> Result:
        """`function(*values)` in a process; both go there and its result comes back pickled.

        What it raises is raised here. Raises ReadingStopped(name) where it took too long or too
        much memory, or its process died.
        """
        from pebble import ProcessExpired

        future = self._started().schedule(function, args=values, timeout=self.budget.time(words))
        try:
            result: Result = future.result()
        except (TaskTimeoutError, ProcessExpired, MemoryError, RecursionError) as exc:
            raise ReadingStopped(name) from exc
        except BaseException:
            future.cancel()
            raise
        return result

    def close(self) -> None:
        """Stop every process at once, with whatever it is at."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()
            pool.join()

    def kill(self) -> None:
        """End every process of every pool at once and wait for none: the whole program ends."""
        from multiprocessing import active_children

        for process in active_children():
            process.kill()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _started(self) -> Any:
        from pebble import ProcessPool

        from knowledge.reading.spawning import Spawning

        with self._lock:
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=self.count,
                    max_tasks=self.budget.tasks,
                    initializer=_begin,
                    initargs=(self.budget.memory, self.parser),
                    context=Spawning(self.starting),
                )
            return self._pool


def _words(data: bytes | str) -> int:
    return len(data) // _A_WORD


def _begin(memory: int, parses: bool) -> None:
    """What a new process does first, before any library starts threads of its own."""
    # What parsers have to say of a page holds words of it: nobody writes that down.
    logging.getLogger().addHandler(logging.NullHandler())
    for library in _ONE_THREAD:
        os.environ[f"{library}_NUM_THREADS"] = "1"
    if sys.platform != "win32":
        os.nice(_YIELDING)
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    if parses:
        parser.load()
