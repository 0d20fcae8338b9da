"""Whether updates can be taken in: how long it is that one was tried to be, and none was."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pulse:
    """`begin` before something is fetched or has come, `end` when it is safe, or when there was
    nothing to be fetched.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` tells seconds."""
        self._clock = clock
        self._since: float | None = None

    def begin(self) -> None:
        """An attempt begins."""
        if self._since is None:
            self._since = self._clock()

    def end(self) -> None:
        """An attempt went well."""
        self._since = None

    @property
    def stalled(self) -> float:
        """Seconds since the first attempt after the last that went well; 0 without one."""
        return 0.0 if self._since is None else self._clock() - self._since
