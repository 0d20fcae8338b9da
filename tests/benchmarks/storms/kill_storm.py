"""The kill storm: the bot is killed again and again while questions come; what got lost?

python -m tests.benchmarks.storms.kill_storm [--webhook] [--questions 500] [--chats 50] [--kills 20]
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.tables import table
from tests.bot.running import ColdBot
from tests.bot.running import webhook as hook
from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer

__all__ = ["run", "storm", "table"]

Json = dict[str, Any]

LIVES = (0.3, 3.0)
"""Seconds that the bot lives between two kills, in some lives from before it has started."""
LATENCY = 0.1
"""Seconds that Telegram takes to answer a call after it has done what was asked."""
SUBJECTS = ("bridge", "fish market", "detour", "cost", "old town", "ferry", "government", "jobs")


@dataclass
class Storm:
    """What a storm has left behind."""

    questions: int
    kills: int
    seconds: float
    lost: int = 0
    twice: int = 0
    strays: int = 0
    disordered: int = 0
    complaints: int = 0

    @property
    def weathered(self) -> bool:
        """Nothing lost, nothing answered twice, order kept, at most one stray a kill."""
        wrong = self.lost + self.twice + self.disordered + self.complaints
        return wrong == 0 and self.strays <= self.kills


def run(_sizes: list[int]) -> list[dict[str, Any]]:
    """The figures of `make bench`, by polling and by webhook, whatever the sizes."""
    ways = {"polling": False, "webhook": True}
    return [{"way": way} | asdict(storm(webhook=hooked)) for way, hooked in ways.items()]


def storm(
    questions: int = 500, chats: int = 50, kills: int = 20, *, webhook: bool = False, seed: int = 1
) -> Storm:
    """Lets people ask, and kills the bot with SIGKILL at random moments."""
    chance = random.Random(seed)
    with TelegramServer() as server, tempfile.TemporaryDirectory() as home:
        telegram = Telegram(server.url)
        bot = ColdBot(server.url, Path(home), **(hook() if webhook else {}))
        began = time.monotonic()
        asked: list[Json] = []
        telegram.fault(late=LATENCY, times=10**9)
        shares = [questions * n // (kills + 1) for n in range(kills + 2)]
        for first, last in itertools.pairwise(shares):
            bot.start()
            _wait_for_hello(telegram, chance)
            life = chance.uniform(*LIVES)
            for _ in range(first, last):
                time.sleep(life / (last - first))
                asked.append(ask(telegram, chance, chats))
            if last < questions:
                bot.kill()
        left = Storm(questions, kills, 0)
        wait_until_quiet(telegram, asked)
        status, _ = bot.stop()
        assert status == 0
        left.seconds = time.monotonic() - began
        judge(telegram, asked, left)
        telegram.close()
        return left


def _wait_for_hello(telegram: Telegram, chance: random.Random) -> None:
    """In four of five lives until the bot is there, so that there is something to interrupt."""
    if chance.random() < 0.8:
        known = len(telegram.calls("getMe"))
        telegram.wait(lambda: len(telegram.calls("getMe")) > known)


def ask(telegram: Telegram, chance: random.Random, chats: int) -> Json:
    """Somebody asks something; what was asked."""
    what = chance.choice(SUBJECTS)
    return telegram.chat(chance.randint(1, chats)).say(f"What is said of the {what}?")


def answers_in(messages: list[Json]) -> dict[int, list[Json]]:
    """The bot's messages by the question that they reply to."""
    found: dict[int, list[Json]] = {}
    for message in messages:
        if message["from"]["is_bot"]:
            asked = message.get("reply_to_message", {}).get("message_id", 0)
            found.setdefault(asked, []).append(message)
    return found


def finished(message: Json) -> bool:
    """Whether the reply stands where a placeholder stood."""
    return "edit_date" in message


def wait_until_quiet(telegram: Telegram, asked: list[Json], seconds: float = 300) -> None:
    """Until every question has its answer, or nothing has happened for a long while."""
    ends = time.monotonic() + seconds
    waiting = {message["chat"]["id"] for message in asked}
    while waiting and time.monotonic() < ends:
        for chat in sorted(waiting):
            answers = answers_in(telegram.chat(chat).messages())
            mine = [m["message_id"] for m in asked if m["chat"]["id"] == chat]
            if all(any(map(finished, answers.get(one, []))) for one in mine):
                waiting.discard(chat)
        time.sleep(0.5)
    time.sleep(2)  # what is answered twice comes late


def judge(telegram: Telegram, asked: list[Json], left: Storm) -> None:
    """Counts what was lost, answered twice, left over, or answered in another order."""
    edits = [c for c in telegram.calls("editMessageText") if "refused" not in c]
    for chat in {message["chat"]["id"] for message in asked}:
        answers = answers_in(telegram.chat(chat).messages())
        order: list[int] = []
        for message in (m for m in asked if m["chat"]["id"] == chat):
            mine = answers.get(message["message_id"], [])
            done = [m["message_id"] for m in mine if finished(m)]
            left.lost += not done
            left.twice += max(0, len(done) - 1)
            left.strays += len(mine) - len(done)
            order += done[:1]
        edited = [int(c["given"]["message_id"]) for c in edits if c["chat"] == chat]
        left.disordered += order != sorted(order)
        left.disordered += list(dict.fromkeys(e for e in edited if e in order)) != order
    left.complaints = len(telegram.look()["complaints"])


def main() -> int:
    """Prints what the storm has left; 1 where something was lost."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--webhook", action="store_true")
    for name, value in (("questions", 500), ("chats", 50), ("kills", 20), ("seed", 1)):
        given.add_argument(f"--{name}", type=int, default=value)
    left = storm(**vars(given.parse_args()))
    print(left)
    return 0 if left.weathered else 1


if __name__ == "__main__":
    sys.exit(main())
