"""A small storm; `python -m tests.benchmarks.storms.kill_storm` is the full one."""

from __future__ import annotations

import pytest

from tests.benchmarks.storms.kill_storm import storm


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_a_bot_killed_again_and_again_loses_nothing_and_answers_nothing_twice(
    webhook: bool,
) -> None:
    left = storm(questions=40, chats=8, kills=3, webhook=webhook)
    assert left.weathered, left
