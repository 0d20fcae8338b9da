"""A log that stays small whatever happens: what says the same again is counted, not repeated."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import TextIO

WINDOW = 60.0
"""Seconds for which records of one kind are counted together."""
AT_FIRST = 5
"""Records of a kind that are written in that time."""
BURST, A_SECOND = 1 << 20, 100.0
"""Bytes that are written at once at most, and in the long run: 9 MB a day."""
LONGEST = 8000
"""Characters of one record; of a longer one its beginning and its end are written."""
KINDS = 1000
"""Kinds that are told apart: what comes more in a window is one kind."""


@dataclass(slots=True)
class _Window:
    began: float
    name: str
    level: int
    words: str
    seen: int = 0


class Bounded(logging.StreamHandler[TextIO]):
    """Writes records to a stream (standard error by default), each kind a few times a minute.

    The kind of a record stands in its attribute `kind`; one without is known by its words.
    """

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`clock` tells seconds."""
        super().__init__(stream)
        self._clock = clock
        self._windows: OrderedDict[Hashable, _Window] = OrderedDict()
        self._left, self._filled, self._lost = float(BURST), clock(), 0

    def emit(self, record: logging.LogRecord) -> None:
        """Writes it, or counts it; before it what has been counted in a time that is over."""
        now = self._clock()
        for counted in [*self._over(now - WINDOW)]:
            self._write(counted, now)
        if self._window(record, now).seen <= AT_FIRST:
            self._write(record, now)

    def format(self, record: logging.LogRecord) -> str:
        """The record's words, not more than LONGEST characters of them."""
        words = super().format(record)
        if len(words) <= LONGEST:
            return words
        half = LONGEST // 2
        return f"{words[:half]} [{len(words) - 2 * half} characters] {words[-half:]}"

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing: it would print the record as it was before the secrets were taken out."""

    def close(self) -> None:
        """Writes what has been counted."""
        self.acquire()
        try:
            for counted in [*self._over(self._clock())]:
                self._write(counted, self._clock())
        finally:
            self.release()
        super().close()

    def _window(self, record: logging.LogRecord, now: float) -> _Window:
        kind = getattr(record, "kind", None) or (record.name, record.levelno, record.getMessage())
        if kind not in self._windows:
            if len(self._windows) >= KINDS:
                kind = KINDS
            words = record.getMessage()[:200]
            self._windows.setdefault(kind, _Window(now, record.name, record.levelno, words))
        self._windows[kind].seen += 1
        return self._windows[kind]

    def _over(self, before: float) -> Iterator[logging.LogRecord]:
        """What is told of the windows that began before; they are closed."""
        while self._windows:
            kind, first = next(iter(self._windows.items()))
            if first.began > before:
                return
            del self._windows[kind]
            if first.seen > AT_FIRST:
                words = f"{first.seen - AT_FIRST} more like: {first.words}"
                yield logging.LogRecord(first.name, first.level, "", 0, words, None, None)

    def _write(self, record: logging.LogRecord, now: float) -> None:
        self._left = min(float(BURST), self._left + (now - self._filled) * A_SECOND)
        self._filled = now
        try:
            words = self.format(record) + self.terminator
            if self._lost:
                told = f"{self._lost} records were left out: there were too many"
                lost = logging.LogRecord(__name__, logging.WARNING, "", 0, told, None, None)
                words = self.format(lost) + self.terminator + words
            size = len(words.encode("utf-8", "replace"))
            if size > self._left:
                self._lost += 1
                return
            self._left -= size
            self._lost = 0
            self.stream.write(words)
            self.flush()
        except Exception:
            self.handleError(record)
