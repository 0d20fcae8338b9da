"""How the processes that read start: as new ones, which hear no Ctrl-C."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

_TIDY = "ignore:resource_tracker"
"""Where the program is cut short, multiprocessing clears away after it, and need not say so."""


class Spawning(SpawnContext):
    """Where a pool gets its processes from. Each starts within `starting`."""

    def __init__(self, starting: Callable[[], AbstractContextManager[None]]) -> None:
        self.Process = partial(_Process, starting)  # type: ignore[assignment, misc]
        if _TIDY not in sys.warnoptions:  # which all that is started from here on is given
            sys.warnoptions.append(_TIDY)


class _Process(SpawnProcess):
    def __init__(
        self, starting: Callable[[], AbstractContextManager[None]], *values: Any, **named: Any
    ) -> None:
        super().__init__(*values, **named)
        self._starting = starting

    def __getstate__(self) -> dict[str, Any]:
        """What the new process gets: how it was started stays here."""
        return {name: value for name, value in vars(self).items() if name != "_starting"}

    def start(self) -> None:
        with self._starting(), _deaf():
            super().start()


@contextmanager
def _deaf() -> Iterator[None]:
    """What this thread starts does not get SIGINT, from its first step on: the terminal sends it
    to every process, and one that is interrupted while it imports has much to say.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
