"""What became of questions and how long they took, counted by the day."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.store import Store
from bot.store.tables import daily_counts
from knowledge import Answer, NotOnRecord, Reason

ANSWERED, ABSTAINED, FAILED = "answered", "abstained", "failed"
EDGES = (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 40.0, math.inf)
"""Seconds: each reply is counted with the first edge that it was not slower than."""
_WITHIN = "within "


@dataclass(frozen=True, slots=True)
class UsageStatistics:
    """Of some days: the questions, what became of them, and the time (seconds) in which 95 of
    100 replies were there; None where nothing was asked.
    """

    answered: int
    abstained: int
    failed: int
    p95: float | None

    @property
    def questions(self) -> int:
        """All that were asked."""
        return self.answered + self.abstained + self.failed


def record_reply(store: Store, reply: Answer | NotOnRecord, seconds: float) -> None:
    """Counts a reply, but for one to what was no question, such as thanks; nobody waits for it."""
    if isinstance(reply, NotOnRecord) and reply.reason is Reason.COURTESY:
        return
    outcome = ANSWERED if isinstance(reply, Answer) else ABSTAINED
    store.later(daily_counts.count, [outcome, latency_bucket(seconds)], time.time())


def record_failure(store: Store) -> None:
    """Counts a question, or whatever was wanted, that an error stood in the way of."""
    store.later(daily_counts.count, [FAILED], time.time())


async def statistics_of_days(store: Store, days: int) -> UsageStatistics:
    """The figures of today and the days before, `days` in all. Raises StoreError."""
    counts = await store.run(daily_counts.of_days, time.time(), days)
    return UsageStatistics(
        counts[ANSWERED], counts[ABSTAINED], counts[FAILED], percentile(counts, 0.95)
    )


def latency_bucket(seconds: float) -> str:
    """The name under which so long a reply is counted."""
    return f"{_WITHIN}{next(edge for edge in EDGES if seconds <= edge):g}"


def percentile(counts: Mapping[str, int], share: float) -> float | None:
    """The first edge that this share of the replies was not slower than; None without replies."""
    by_edge = [(edge, counts.get(f"{_WITHIN}{edge:g}", 0)) for edge in EDGES]
    wanted = share * sum(count for _, count in by_edge)
    reached = 0
    for edge, count in by_edge:
        reached += count
        if reached and reached >= wanted:
            return edge
    return None
