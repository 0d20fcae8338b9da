"""How often feeds are fetched and watches are looked after."""

from __future__ import annotations

import random
from dataclasses import dataclass

HOUR, DAY = 3600.0, 86_400.0


@dataclass(frozen=True, slots=True)
class JobIntervals:
    """Times in seconds. The production values; tests are quicker.

    Every `tick` due feeds are looked for, every `glance` arrivals and what is to be sent. A feed
    is fetched `every` so often, more rarely where it asks for that, at most `rarest`, and up to
    the share `jitter` earlier or later; one that fails, twice as rarely each time, and after
    `patience` not at all. `newest` items come when it is first followed. Requests to a host are
    `manners` apart. What a process has claimed is another's after `lease`. Watches wait so long as
    `reading` for an article to be read through, then they go on to the later ones.
    """

    tick: float = 30.0
    glance: float = 5.0
    every: float = HOUR / 2
    rarest: float = DAY
    jitter: float = 0.1
    patience: float = 14 * DAY
    newest: int = 20
    manners: float = 1.0
    lease: float = HOUR
    reading: float = HOUR / 4

    def pause(self, asked: float) -> float:
        """The time between two fetches of a feed that asks for `asked`."""
        return min(self.rarest, max(self.every, asked))

    def after_success(self, pause: float) -> float:
        """The time until the next fetch."""
        return self._about(pause)

    def after_failure(self, pause: float, failures: int, asked: float) -> float:
        """The time until the next try, when `failures` have come before this one and the server
        asks for `asked`.
        """
        wait = max(pause, self.every) * 2.0 ** min(failures, 16)
        return self._about(min(self.rarest, max(wait, asked)))

    def _about(self, seconds: float) -> float:
        return seconds * random.uniform(1 - self.jitter, 1 + self.jitter)  # noqa: S311 - no secret
