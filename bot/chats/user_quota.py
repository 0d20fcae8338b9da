"""How much each person may ask: so much a minute on average, and more at once."""

from __future__ import annotations

import time
from dataclasses import dataclass

AT_ONCE = 5
"""Minutes whose questions may come all at once: people ask in bursts, and forward many posts."""
PEOPLE = 10_000
"""Of so many it is remembered what they asked, unless all of them are busy."""
SILENCE = 60.0
"""Seconds between two sentences that say it was too much."""


@dataclass(slots=True)
class _TokenBucket:
    left: float
    at: float
    told: float = -SILENCE


class UserQuota:
    """A purse for each person (a token bucket): it fills by `rate` a minute, up to AT_ONCE minutes'
    worth, and each question takes its cost out of it.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._purses: dict[int, _TokenBucket] = {}

    def take(self, person: int, cost: float = 1.0, now: float | None = None) -> bool:
        """Whether so much more is within the quota; then it is spent. `now` in seconds."""
        purse = self._purse(person, time.monotonic() if now is None else now)
        if purse.left < cost:
            return False
        purse.left -= cost
        return True

    def may_say_so(self, person: int, now: float | None = None) -> bool:
        """Whether it is time to tell a person that it was too much; then it counts as told."""
        moment = time.monotonic() if now is None else now
        purse = self._purse(person, moment)
        if moment - purse.told < SILENCE:
            return False
        purse.told = moment
        return True

    def _purse(self, person: int, now: float) -> _TokenBucket:
        full = float(self._rate * AT_ONCE)
        if person not in self._purses and len(self._purses) >= PEOPLE:
            self._purses = {p: x for p, x in self._purses.items() if self._filled(x, now) < full}
        purse = self._purses.setdefault(person, _TokenBucket(full, now, now - SILENCE))
        purse.left, purse.at = self._filled(purse, now), now
        return purse

    def _filled(self, purse: _TokenBucket, now: float) -> float:
        grown = purse.left + max(0.0, now - purse.at) * self._rate / 60
        return min(grown, float(self._rate * AT_ONCE))
