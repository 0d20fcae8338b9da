"""A handful of moments; `python -m tests.benchmarks.storms.ctrl_c` tries a hundred each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.benchmarks.storms.ctrl_c import COMMANDS, Bench, Ended, judged
from tests.telegram_server.server import TelegramServer

BEGINNING, LATER = 0.0, 0.6


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A data folder and a Bot API server for all."""
    with TelegramServer() as server:
        yield Bench(tmp_path_factory.mktemp("bench"), server.url)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("moment", "twice"), [(BEGINNING, False), (LATER, True)])
def test_ctrl_c_is_one_sentence_and_nothing_is_lost_or_stays(
    bench: Bench, command: str, moment: float, twice: bool
) -> None:
    ended, kept = bench.interrupted(command, moment, twice)
    assert judged(ended) in {"stopped", "done"}, ended
    assert ended.alone, ended
    assert kept


def test_what_is_no_single_sentence_is_wrong() -> None:
    def verdict(status: int | None, *words: str) -> str:
        return judged(Ended(status, list(words), 0.1, True))

    assert verdict(130, "Stopped, and nothing is lost.") == "stopped"
    assert verdict(130, "2026-01-01 INFO bot: stopped", "Stopped.") == "stopped"
    assert verdict(0) == verdict(1, "No such file.") == "done"
    assert verdict(130, "Traceback", "Stopped.") == verdict(None) == verdict(-2) == "wrong"
    assert verdict(130) == verdict(0, "Stopped, and nothing is lost.") == "wrong"
