"""Load: 200 chats ask of a large library; how long until the reply, and is any lost?

python -m tests.benchmarks.serving.load [--articles 10000] [--chats 200] [--rate 8] [--seconds 30]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge import SHARED, Library, read_text
from tests.benchmarks.tables import table
from tests.bot.running import ColdBot
from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer

__all__ = ["loaded", "run", "table"]

Json = dict[str, Any]

PLACES = ("harbour", "market", "station", "library", "bridge", "school", "mill", "theatre")
BOTS = {"bot": "editMessageText", "tests.benchmarks.serving.echo": "sendMessage"}
"""What runs, and the call of the Bot API that brings its reply."""


@dataclass
class Figures:
    """From the message to the reply, in milliseconds; memory in megabytes."""

    what: str
    asked: int
    lost: int
    errors: int
    per_second: float
    p50: float
    p95: float
    p99: float
    memory: float


def fill(home: Path, articles: int) -> None:
    """A library of short articles, each with numbers and names of its own."""
    library = Library.open(home)
    for n in range(articles):
        place, mayor = PLACES[n % len(PLACES)], f"Mayor Brandt{n}"
        library.add(
            read_text(
                f"Council number {n} votes on the {place}\n\n"
                f"The council of Town{n} voted on Monday to mend the {place} for {n} crowns.\n\n"
                f"“The {place} of Town{n} is old,” {mayor} said. Work begins in spring.\n"
            ),
            SHARED,
            f"article {n}",
        )
    library.close()


def measure(
    what: str, telegram: Telegram, bot: ColdBot, call: str, asks: list[tuple[int, float]]
) -> Figures:
    """Asks in these chats at these moments (seconds from now), and waits for all the replies."""
    began = time.time()
    said: dict[tuple[int, int], float] = {}
    for number, (chat, moment) in enumerate(asks):
        time.sleep(max(0.0, began + moment - time.time()))
        asked = telegram.chat(chat).say(f"What did Mayor Brandt{number} say of Town{number}?")
        said[chat, asked["message_id"]] = time.time()
    replied = _replied(telegram, call, said)
    waits = sorted((replied[key] - said[key]) * 1000 for key in replied)
    last = max(replied.values(), default=began)
    cut = statistics.quantiles(waits, n=100) if len(waits) > 1 else [0.0] * 99
    return Figures(
        what,
        len(asks),
        len(asks) - len(replied),
        bot.log().count("Traceback"),
        round(len(replied) / max(last - began, 0.001), 1),
        round(cut[49]),
        round(cut[94]),
        round(cut[98]),
        round(bot.memory() / 1e6),
    )


def _replied(
    telegram: Telegram, call: str, said: dict[tuple[int, int], float], patience: float = 120
) -> dict[tuple[int, int], float]:
    """When the reply to each message was there: the last call that wrote it."""
    ends = time.monotonic() + patience
    found: dict[tuple[int, int], float] = {}
    while len(found) < len(said) and time.monotonic() < ends:
        time.sleep(1)
        calls = [made for made in telegram.calls(call) if made.get("answers")]
        found = {(made["chat"], made["answers"]): made["at"] for made in calls}
        found = {key: at for key, at in found.items() if key in said}
    return found


def run(_sizes: list[int]) -> list[dict[str, Any]]:
    """The figures of `make bench`: 200 chats and 10,000 articles, whatever the sizes."""
    return [asdict(found) for found in loaded(10_000, 200, 8, 30)]


def loaded(articles: int, chats: int, rate: float, seconds: float) -> list[Figures]:
    """The bot at a steady rate and at five times of what a second can hold; the echo likewise."""
    steady = [(n % chats + 1, n / rate) for n in range(int(rate * seconds))]
    flood = [(n % chats + 1, 0.0) for n in range(int(rate * 5 * 10))]
    plans = {"steady": steady, "flood": flood}
    return [
        found
        for module in BOTS
        for found in _measured(module, articles if module == "bot" else 0, plans)
    ]


def _measured(
    module: str, articles: int, plans: dict[str, list[tuple[int, float]]]
) -> list[Figures]:
    """Each plan carried out with one of the two programs."""
    call = BOTS[module]
    with TelegramServer() as server, tempfile.TemporaryDirectory() as home:
        telegram = Telegram(server.url)
        fill(Path(home), articles)
        with ColdBot(server.url, Path(home), module) as bot:
            telegram.chat(9999).say("What did Mayor Brandt1 say?")
            telegram.wait(lambda: telegram.calls(call), 60)
            figures = [
                measure(f"{module}, {kind}", telegram, bot, call, asks)
                for kind, asks in plans.items()
            ]
        telegram.close()
        return figures


def main() -> int:
    """Prints the figures; 1 where anything was lost."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--articles", type=int, default=10_000)
    given.add_argument("--chats", type=int, default=200)
    given.add_argument("--rate", type=float, default=8)
    given.add_argument("--seconds", type=float, default=30)
    figures = loaded(**vars(given.parse_args()))
    for found in figures:
        print(found)
    return any(found.lost or found.errors for found in figures)


if __name__ == "__main__":
    sys.exit(main())
