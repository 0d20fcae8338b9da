"""The log stays small: the same again is counted, and no more is written than the budget allows."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from bot.log_limits import A_SECOND, AT_FIRST, BURST, KINDS, LONGEST, WINDOW, Bounded
from bot.logs import SecretFilter


@dataclass
class Log:
    """A logger of the bot's, what it has written, and its clock."""

    now: float = 0.0
    written: io.StringIO = field(default_factory=io.StringIO)

    def __post_init__(self) -> None:
        self.handler = Bounded(self.written, lambda: self.now)
        self.handler.addFilter(SecretFilter([]))
        self.logger = logging.getLogger("bot.log_limits")
        self.logger.addHandler(self.handler)
        self.logger.propagate = False

    @property
    def lines(self) -> list[str]:
        return self.written.getvalue().splitlines()


@pytest.fixture
def log() -> Iterator[Log]:
    made = Log()
    yield made
    made.logger.removeHandler(made.handler)


def test_what_says_the_same_is_written_a_few_times_and_then_counted(log: Log) -> None:
    for number in range(1000):
        log.logger.warning("update %d is odd", number)
    assert log.lines == [f"update {n} is odd" for n in range(AT_FIRST)]
    log.now = WINDOW
    log.logger.warning("something else")
    assert log.lines[AT_FIRST:] == ["995 more like: update 0 is odd", "something else"]
    log.logger.warning("update %d is odd", 1)
    assert log.lines[-1] == "update 1 is odd"


def test_the_same_error_from_another_place_is_another_kind(log: Log) -> None:
    def first() -> None:
        raise KeyError

    def second() -> None:
        raise KeyError

    for raises in (first, second):
        for _ in range(2 * AT_FIRST):
            try:
                raises()
            except KeyError:
                log.logger.exception("failed")
    assert log.written.getvalue().count("Traceback") == 2 * AT_FIRST


def test_what_was_counted_is_told_at_the_end(log: Log) -> None:
    for _ in range(9):
        log.logger.error("it failed")
    log.handler.close()
    assert log.lines[-1] == "4 more like: it failed"


def test_however_much_there_is_to_say_the_log_keeps_to_its_budget(log: Log) -> None:
    hours = 3
    for number in range(20_000):
        log.now = 3600 * hours * number / 20_000
        log.logger.warning(f"{number} " + "x" * (number % 3 * 20_000))
    assert len(log.written.getvalue()) < BURST + 3600 * hours * A_SECOND
    assert re.search(r"^\d+ records were left out", log.written.getvalue(), re.MULTILINE)
    assert max(map(len, log.lines)) < LONGEST + 100


def test_however_many_kinds_there_are_few_are_told_apart(log: Log) -> None:
    for number in range(3 * KINDS):
        log.logger.warning("x" + str(number))
    assert len(log.lines) == KINDS + AT_FIRST


def test_a_record_that_cannot_be_written_stops_nobody(log: Log) -> None:
    log.written.close()
    log.logger.warning("nobody hears this")
