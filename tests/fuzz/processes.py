"""Odd updates against the bot as a process, by polling or webhook: others are always answered."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.bot.running import RunningBot, webhook
from tests.fuzz.payloads import GROUP, PEOPLE, WORD, mutated
from tests.telegram_server.client import Telegram, Timeout
from tests.telegram_server.server import TelegramServer

WAYS = ("polling", "webhook")
TOGETHER = 20
"""Odd updates that are sent before a question is asked."""
QUICK = 2.0
"""Seconds in which the question of another chat is to be answered."""
_GIVEN = {"ONTHERECORD_RATE": "1000000", "TEST_WEB_PORT": "9", "TEST_PACE": "1000"}
LARGEST_LOG = 2 << 20


@dataclass(frozen=True, slots=True)
class Fared:
    """So many odd updates in so many seconds; the slowest answer in between (seconds), and how
    many came too late and did not when the same was tried again: the machine was busy.
    """

    cases: int
    seconds: float
    slowest: float
    late: int


class Culprit(AssertionError):
    """After these updates others were not answered in time, or something else went wrong."""


class Victim:
    """A bot on a data folder of its own, and somebody who asks it something now and then."""

    def __init__(self, way: str, home: Path, server: TelegramServer, within: float) -> None:
        given = _GIVEN | (webhook() if way == "webhook" else {})
        self._bot = RunningBot(server.url, home, "tests.bot.on_loopback", **given)
        self._telegram = Telegram(server.url)
        self._within = within
        self._asked = 0
        self.slowest = 0.0
        self.late = False
        """Whether the last answer took longer than it should."""
        self._bot.start()
        for chat in (*PEOPLE, GROUP):
            self._telegram.chat(chat, user=PEOPLE[0]).say("/start")
        self._ask(120)
        self._ask(120)

    def try_on(self, updates: Sequence[Any]) -> None:
        """Sends them all, then asks. Raises Culprit where the answer does not come at all."""
        self._telegram.act("send_all", updates=list(updates))
        try:
            took = self._ask(30 + self._within)
            self._telegram.wait(lambda: not self._telegram.look()["pending"], 30)
        except Timeout as late:
            raise Culprit(str(late)[:200]) from None
        self.slowest, self.late = max(self.slowest, took), took > self._within

    def check_log(self) -> None:
        """No word of what was sent is in it, and it is small. Raises Culprit."""
        log = self._bot.log()
        if WORD in log or len(log) > LARGEST_LOG:
            raise Culprit(f"the log has {len(log)} characters, or a word of a message")

    def end(self) -> None:
        """Ends the bot."""
        self._bot.kill()
        self._telegram.close()

    def _ask(self, seconds: float) -> float:
        """A question of a chat that has no part in it; how long its answer took."""
        self._asked += 1
        began = time.monotonic()
        chat = self._telegram.chat(9000 + self._asked)
        chat.ask("How long will the bridge be closed?", seconds)
        return time.monotonic() - began


def fared(way: str, cases: int, seed: int, within: float = QUICK) -> Fared:
    """Tries so many odd updates. Raises Culprit, with the updates that did it in its words."""
    chance, began = Random(seed), time.monotonic()
    left, late = cases, 0
    with tempfile.TemporaryDirectory() as home, TelegramServer() as server:
        victim = Victim(way, Path(home), server, within)
        try:
            while left > 0:
                some = [mutated(chance) for _ in range(min(left, TOGETHER))]
                left -= len(some)
                late += _tried(victim, way, some, within)
            victim.check_log()
        finally:
            victim.end()
    return Fared(cases, time.monotonic() - began, victim.slowest, late)


def _tried(victim: Victim, way: str, some: Sequence[Any], within: float) -> bool:
    """Whether an answer was late, and was not when the same was tried again. Raises Culprit."""
    try:
        victim.try_on(some)
        if not victim.late:
            return False
        words = f"no answer within {within} s"
    except Culprit as error:
        words = str(error)
    else:
        if not _does_it(way, some, within):
            return True
    raise Culprit(f"{words}: {_blamed(way, some, within)}")


def _blamed(way: str, updates: Sequence[Any], within: float) -> str:
    """The updates that do it alone, as few as halving finds, in JSON."""
    while len(updates) > 1:
        halves = updates[: len(updates) // 2], updates[len(updates) // 2 :]
        guilty = next((half for half in halves if _does_it(way, half, within)), None)
        if guilty is None:
            break
        updates = guilty
    return "\n".join(json.dumps(one)[:5000] for one in updates)


def _does_it(way: str, updates: Sequence[Any], within: float) -> bool:
    with tempfile.TemporaryDirectory() as home, TelegramServer() as server:
        victim = Victim(way, Path(home), server, within)
        try:
            victim.try_on(updates)
        except Culprit:
            return True
        finally:
            victim.end()
    return victim.late
