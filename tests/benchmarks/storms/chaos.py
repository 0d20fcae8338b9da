"""Chaos: all that can go wrong goes wrong at once, for half an hour; what got lost?

python -m tests.benchmarks.storms.chaos [--webhook] [--seconds 1800] [--chats 50] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.storms.kill_storm import SUBJECTS, Storm, ask, judge, wait_until_quiet
from tests.benchmarks.storms.troubles import Troubles
from tests.bot.chats.test_split_texts import article, desktop
from tests.bot.incoming.test_submission import PHOTO
from tests.bot.receiving.test_polling import WORD
from tests.bot.running import ColdBot
from tests.bot.running import webhook as hook
from tests.small_disk import small_disk
from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer

Json = dict[str, Any]

BEAT = 0.25
"""Seconds."""
LIKELY = 0.25
"""So likely is it that something goes wrong in a beat, and that updates come in another order."""
DISK = 96
"""Megabytes of the bot's disk."""
MEMORY = 700
"""Megabytes that the bot may hold at most."""
LOG = 100
"""Kilobytes that it may log in a minute."""


@dataclass
class Chaos(Storm):
    """What chaos has left behind, what it was made of, and what the bot took: megabytes of memory
    at most, kilobytes of log a minute, and how often words of a person stood in that.
    """

    unjoined: int = 0
    """Pastes of two messages that became anything but one article, or a refusal."""
    memory: int = 0
    log: int = 0
    words: int = 0
    troubles: dict[str, int] = field(default_factory=dict)

    @property
    def weathered(self) -> bool:
        """Nothing lost, twice, or out of order; one placeholder left over at most for each call
        that may have been done and was not answered; memory and log bounded.
        """
        wrong = self.lost + self.twice + self.disordered + self.unjoined
        wrong += self.complaints + self.words
        unsure = sum(self.troubles.get(kind, 0) for kind in ("kill", "cut", "late"))
        bounded = self.memory <= MEMORY and self.log <= LOG
        return wrong == 0 and self.strays <= unsure and bounded


def run(_sizes: list[int]) -> list[dict[str, Any]]:
    """The figures of `make bench`: half an hour with 50 chats each way, whatever the sizes."""
    ways = {"polling": False, "webhook": True}
    return [{"way": way} | asdict(chaos(webhook=hooked)) for way, hooked in ways.items()]


def table(results: Sequence[dict[str, Any]]) -> str:
    """A line for each figure, a column for each way."""
    flat = [{**r, **{f"trouble: {k}": n for k, n in r["troubles"].items()}} for r in results]
    names = [name for name in dict.fromkeys(k for r in flat for k in r) if name != "troubles"]
    lines = [[name, *(str(_rounded(r.get(name, 0))) for r in flat)] for name in names]
    head, rows = lines[0], lines[1:]
    marked = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(marked)


def _rounded(value: Any) -> Any:
    return round(value) if isinstance(value, float) else value


def chaos(
    seconds: float = 1800,
    chats: int = 50,
    *,
    webhook: bool = False,
    seed: int = 1,
    rate: float = 2,
    likely: float = LIKELY,
) -> Chaos:
    """Lets people of so many chats write, `rate` times a second, while everything goes wrong: in
    each beat something with this likelihood.
    """
    chance = random.Random(seed)
    with (
        TelegramServer() as server,
        tempfile.TemporaryDirectory() as folder,
        small_disk(Path(folder) / "home", DISK) as mounted,
    ):
        clock, home = Path(folder) / "clock", Path(folder) / "home"
        clock.write_text("0")
        given = {"ONTHERECORD_HOME": str(home), "TEST_CLOCK": str(clock)}
        given |= hook() if webhook else {}
        bot = ColdBot(server.url, Path(folder), "tests.benchmarks.storms.jumping", **given)
        telegram = Telegram(server.url)
        disk = home if mounted else None
        troubles = Troubles(telegram, bot, disk, clock, chance, chats)
        try:
            return _weathering(telegram, bot, troubles, seconds, rate, likely)
        finally:
            bot.kill()
            telegram.close()


def _weathering(
    telegram: Telegram, bot: ColdBot, troubles: Troubles, seconds: float, rate: float, likely: float
) -> Chaos:
    began, chance = time.monotonic(), troubles.chance
    bot.start()
    telegram.wait(lambda: telegram.calls("getMe"))
    telegram.act("disorder", likely=likely)
    asked: list[Json] = []
    left = Chaos(0, 0, 0)
    while time.monotonic() < began + seconds:
        troubles.beat(likely)
        if chance.random() < rate * BEAT:
            asked += _speak(telegram, chance, troubles.chats, asked)
        left.memory = max(left.memory, bot.memory() // 1_000_000 if bot.running() else 0)
        time.sleep(BEAT)
    troubles.end()
    wait_until_quiet(telegram, asked)
    left.unjoined = _unjoined(telegram, [first for first in asked if "paste" in first])
    left.seconds = time.monotonic() - began
    left.questions, left.kills = len(asked), troubles.made["kill"]
    left.troubles = dict(troubles.made)
    log = bot.log()
    left.log = round(len(log) / 1000 / (left.seconds / 60))
    left.words = sum(log.count(word) for word in (WORD, "heron", *(f"the {s}" for s in SUBJECTS)))
    judge(telegram, asked, left)
    return left


def _unjoined(telegram: Telegram, firsts: list[Json], patience: float = 60) -> int:
    """How many pastes are not whole, when all that is still under way has had its time."""
    ends = time.monotonic() + patience
    while True:
        firsts = [first for first in firsts if not _is_whole(telegram, first)]
        if not firsts or time.monotonic() > ends:
            return len(firsts)
        time.sleep(0.5)


def _is_whole(telegram: Telegram, first: Json) -> bool:
    """Whether the card of a paste shows both of its messages, or says why there is no article."""
    cards = [m["text"] for m in telegram.chat(first["chat"]["id"]).replies_to(first)]
    return any("from 2 messages" in card or "cannot be" in card for card in cards)


def _speak(telegram: Telegram, chance: random.Random, chats: int, asked: list[Json]) -> list[Json]:
    """Somebody writes something; what of it must be answered."""
    chat, what = telegram.chat(chance.randint(1, chats)), chance.choice(SUBJECTS)
    roll = chance.random()
    if roll < 0.06:
        return [chat.say("", content={**PHOTO, "caption": f"What is said of the {what}?"})]
    if roll < 0.1:  # an article in two parts, and a question at once
        first, second = desktop(f"Paper {roll}\n\n{article(int(roll * 1e6), 6000)}")
        said = chat.say(first)
        chat.say(second)
        return [{**said, "paste": True}, chat.say("Who is quoted?")]
    if roll < 0.14 and asked:  # an answer is never given twice for its question's being edited
        earlier = chance.choice([m for m in asked[-50:] if "text" in m])
        mine = telegram.chat(earlier["chat"]["id"])
        if len(earlier["text"]) < 100:
            mine.edit(earlier, f"What is said of the {what}?")
    return [ask(telegram, chance, chats)]


def main() -> int:
    """Prints what chaos has left; 1 where something was lost."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--webhook", action="store_true")
    for name, value in (("seconds", 1800), ("chats", 50), ("seed", 1)):
        given.add_argument(f"--{name}", type=int, default=value)
    left = chaos(**vars(given.parse_args()))
    print(table([asdict(left)]), f"weathered: {left.weathered}", sep="\n")
    return 0 if left.weathered else 1


if __name__ == "__main__":
    sys.exit(main())
