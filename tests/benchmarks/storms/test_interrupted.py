"""A short run; `python -m tests.benchmarks.storms.interrupted` is the full one."""

from __future__ import annotations

import pytest

from tests.benchmarks.storms.interrupted import interrupted


@pytest.mark.timeout(400)  # seven processes are started, on a machine that may be busy
def test_what_is_killed_again_and_again_while_it_adds_has_each_article_once_and_whole() -> None:
    left = interrupted(articles=40, kills=2, words=120)
    assert left.whole, left
    assert left.cut, left
