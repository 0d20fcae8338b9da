"""What was asked is counted by the day, in numbers alone."""

from __future__ import annotations

import asyncio
import math
import statistics
from collections import Counter
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.chats import usage_statistics
from bot.store.store import Store
from bot.store.tables import daily_counts

DAY = 86400.0
NOON = 20_000 * DAY + DAY / 2


@given(st.lists(st.floats(0, 60), min_size=1, max_size=200))
def test_95_of_100_replies_were_there_within_the_time_that_is_told(times: list[float]) -> None:
    counts = Counter(usage_statistics.latency_bucket(seconds) for seconds in times)
    told = usage_statistics.percentile(counts, 0.95)
    assert told is not None
    assert sum(seconds <= told for seconds in times) >= 0.95 * len(times)
    lower = [edge for edge in usage_statistics.EDGES if edge < told]
    if lower and len(times) > 1:
        assert sum(seconds <= lower[-1] for seconds in times) < 0.95 * len(times)
    if told < math.inf:
        assert statistics.median(times) <= told


def test_where_nothing_was_asked_no_time_is_told() -> None:
    assert usage_statistics.percentile({}, 0.95) is None


def test_days_are_told_apart_and_old_ones_forgotten(tmp_path: Path) -> None:
    async def run(store: Store) -> list[int]:
        for ago, many in ((0, 3), (1, 5), (6, 7), (7, 11), (200, 13)):
            for _ in range(many):
                await store.run(daily_counts.count, ["answered"], NOON - ago * DAY)
        spans = (1, 2, 7, 8, 300)
        found = [await store.run(daily_counts.of_days, NOON, days) for days in spans]
        gone = await store.run(daily_counts.prune, NOON)
        return [*(counts["answered"] for counts in found), gone]

    with closing(Store.open(tmp_path)) as store:
        assert asyncio.run(run(store)) == [3, 8, 15, 26, 39, 1]
