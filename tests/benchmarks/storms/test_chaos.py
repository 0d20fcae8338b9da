"""A little chaos; `python -m tests.benchmarks.storms.chaos` is half an hour of it."""

from __future__ import annotations

import pytest

from tests.benchmarks.storms.chaos import chaos, table
from tests.benchmarks.storms.troubles import KINDS


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_whatever_goes_wrong_at_once_nothing_is_lost_twice_or_out_of_order(webhook: bool) -> None:
    left = chaos(seconds=12, chats=6, webhook=webhook, rate=1.5, likely=0.5)
    assert left.weathered, left
    assert set(left.troubles) >= set(KINDS) - {"full disk"}


def test_the_table_has_a_line_for_each_figure_and_a_column_for_each_way() -> None:
    ways = [{"way": way, "lost": 0, "troubles": {"kill": n}} for n, way in enumerate("ab")]
    lines = table(ways).splitlines()
    assert lines[0] == "| way | a | b |"
    assert lines[-1] == "| trouble: kill | 0 | 1 |"
