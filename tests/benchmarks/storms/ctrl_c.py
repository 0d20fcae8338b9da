"""Ctrl-C at any moment of any command: is it one sentence, is anything lost, does anything stay?

python -m tests.benchmarks.storms.ctrl_c [COMMAND ...] [--moments 100] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

from bot.errors import BotError
from bot.interrupts import INTERRUPTED, STOPPED
from bot.ops import backup
from bot.settings import Settings
from bot.store import snapshots
from knowledge import Library, read_text
from tests.benchmarks.stories import story, written
from tests.benchmarks.tables import table
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import TOKEN

__all__ = ["COMMANDS", "Bench", "run", "table"]

PATIENCE = 60.0
"""Seconds after which what should have ended hangs, on a machine that may be busy."""
_NEWS = 12
"""Articles in a folder to be read: enough that processes are started for them."""
_QUESTIONS = "What did the mayor say?\nWho said that the ferry will close?\nHow many?\n"
_STARTED = "| bot.cli"
"""By this line of -X importtime our own code has begun; before it, an interrupt is Python's."""
_IMPORTED, _LOGGED = "import time:", "20"

COMMANDS = {
    "chat": ["chat"],
    "chat-of-a-page": ["chat", "{page}"],
    "add": ["add", "{folder}"],
    "add-a-page": ["add", "{page}"],
    "ask": ["ask", "What did the mayor say?"],
    "ask-a-page": ["ask", "What did the mayor say?", "--article", "{page}"],
    "statements": ["statements", "{page}", "{text}"],
    "articles": ["articles"],
    "remove": ["remove", "2"],
    "backup": ["backup", "{home}/kept.zip"],
    "restore": ["restore", "{kept}"],
    "doctor": ["doctor"],
    "bot": [],
}


@dataclass
class Left:
    """What became of the runs of one command. `stopped` had the sentence and the status, `done`
    had ended before; the others are faults, with what they said in `told`.
    """

    command: str
    seconds: float = 0.0
    stopped: int = 0
    done: int = 0
    wrong: int = 0
    lost: int = 0
    stayed: int = 0
    slowest: float = 0.0
    told: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """One sentence each, nothing lost, nothing left behind."""
        return self.wrong + self.lost + self.stayed == 0


@dataclass
class Ended:
    """How a process ended: status (None: it did not), its words on standard error, and how long
    that took after the signal; whether all that it had started was gone as well.
    """

    status: int | None
    words: list[str]
    seconds: float
    alone: bool


class Bench:
    """A data folder with articles, something to read, and a Bot API server, for many runs."""

    def __init__(self, place: Path, api: str) -> None:
        self._api = api
        self._home, self._now = place / "home", place / "now"
        self._places = {
            "page": place / "page.html",
            "text": place / "text.txt",
            "folder": written(place / "folder", _NEWS, 200),
            "kept": place / "kept.zip",
            "home": self._now,
        }
        paragraphs = "".join(f"<p>{part}</p>" for part in story(9, 300).split("\n\n"))
        self._places["page"].write_text(f"<article><h1>News</h1>{paragraphs}</article>")
        self._places["text"].write_text(story(8, 300))
        with closing(Library.open(self._home)) as library:
            for number in (1, 2, 3):
                library.add(read_text(story(number, 200)))
        backup.make_backup(self._places["kept"], Settings(ONTHERECORD_HOME=self._home))  # type: ignore[call-arg]

    def seconds(self, command: str) -> float:
        """How long the command takes, uninterrupted; the bot, until it listens and a while more."""
        with self._begun(command) as running:
            began = time.monotonic()
            if command == "bot":
                running.wait_for("listening as")
                return time.monotonic() - began + 0.5
            running.ends_within(PATIENCE)
            return time.monotonic() - began

    def interrupted(self, command: str, moment: float, twice: bool = False) -> tuple[Ended, bool]:
        """Runs the command on a data folder made anew and interrupts it and all that it has
        started, as the terminal does, so many seconds after our code has begun. How it ended, and
        whether what was kept is still kept.
        """
        with self._begun(command) as running:
            running.ends_within(moment)
            ended = running.stop(twice)
        return ended, self._is_kept(command)

    def _begun(self, command: str) -> _Running:
        shutil.rmtree(self._now, ignore_errors=True)
        shutil.copytree(self._home, self._now)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ONTHERECORD_")}
        environment |= {"ONTHERECORD_HOME": str(self._now), "TELEGRAM_API_URL": self._api}
        if command in {"bot", "doctor"}:
            environment["TELEGRAM_BOT_TOKEN"] = TOKEN
        values = {name: str(path) for name, path in self._places.items()}
        return _Running([word.format(**values) for word in COMMANDS[command]], environment)

    def _is_kept(self, command: str) -> bool:
        """The library is whole, with its articles; no half of a backup, no folder of ours."""
        try:
            snapshots.check(snapshots.LIBRARY, self._now / snapshots.LIBRARY)
            with closing(sqlite3.connect(self._now / snapshots.LIBRARY)) as library:
                (articles,) = library.execute("SELECT count(*) FROM article").fetchone()
            if (self._now / "kept.zip").exists():
                backup.unpack_backup(self._now / "kept.zip", self._now / "again")
        except (BotError, sqlite3.Error):
            return False
        scratch = [p for p in self._now.iterdir() if p.name.startswith((".restoring", ".kept"))]
        return articles >= (2 if command == "remove" else 3) and not scratch


class _Running:
    """A process of ours in a session of its own, from the moment when our code has begun."""

    def __init__(self, arguments: list[str], environment: dict[str, str]) -> None:
        self._lines: list[str] = []
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            # A shell has put us into the background, and what we start would be as deaf.
            signal.signal(signal.SIGINT, signal.default_int_handler)
        self._process = subprocess.Popen(
            [sys.executable, "-X", "importtime", "-m", "bot", *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._started, self._told = Event(), Event()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(_QUESTIONS)
            self._process.stdin.close()
        assert self._started.wait(PATIENCE)

    def __enter__(self) -> _Running:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self._process.stderr is not None
        self._process.stderr.close()

    def ends_within(self, seconds: float) -> None:
        """Waits so long, less where it has ended by itself."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def wait_for(self, words: str) -> None:
        """Waits until it has said so on standard error."""
        ends = time.monotonic() + PATIENCE
        while not any(words in line for line in self._lines) and time.monotonic() < ends:
            self._told.wait(0.1)
            self._told.clear()

    def stop(self, twice: bool) -> Ended:
        """Interrupts it, and waits until nobody holds its standard error any more."""
        began = time.monotonic()
        for _ in range(1 + twice):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGINT)
        try:
            status = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            status = None
        seconds = time.monotonic() - began
        self._reader.join(10)
        words = [line.rstrip("\n") for line in self._lines if not line.startswith(_IMPORTED)]
        return Ended(status, words, seconds, not self._reader.is_alive())

    def _read(self) -> None:
        assert self._process.stderr is not None
        begun = False
        for line in self._process.stderr:
            if begun:
                self._started.set()
            begun = begun or line.rstrip().endswith(_STARTED)
            self._lines.append(line)
            self._told.set()
        self._started.set()


def judged(ended: Ended) -> str:
    """What a run came to: stopped, done, or wrong."""
    said = [line for line in ended.words if not line.startswith(_LOGGED)]
    one = len(said) == 1 and said[0].startswith("Stopped") and ended.words[-1] == said[0]
    if ended.status == INTERRUPTED and one:
        return "stopped"
    return "done" if ended.status in {0, 1} and STOPPED not in said else "wrong"


def tried(bench: Bench, command: str, many: int = 100, seed: int = 1) -> Left:
    """Interrupts the command at so many moments of its run, each fifth time twice in a row."""
    chance = random.Random(f"{seed} {command}")
    left = Left(command, min(bench.seconds(command) for _ in range(2)))
    for number in range(many):
        moment = chance.uniform(0, left.seconds)
        ended, kept = bench.interrupted(command, moment, twice=number % 5 == 4)
        verdict = judged(ended)
        setattr(left, verdict, getattr(left, verdict) + 1)
        left.lost += not kept
        left.stayed += not ended.alone
        left.slowest = max(left.slowest, ended.seconds)
        if verdict == "wrong" or not kept or not ended.alone:
            left.told.append(f"{moment:.3f} {ended} kept={kept}")
    return left


def with_bench(use: Callable[[Bench], list[Left]]) -> list[Left]:
    """What `use` makes of a bench, which is cleared away afterwards."""
    with tempfile.TemporaryDirectory() as place, TelegramServer() as server:
        return use(Bench(Path(place), server.url))


def run(_sizes: list[int]) -> list[dict[str, Any]]:
    """The figures of `make bench`, whatever the sizes."""
    found = with_bench(lambda bench: [tried(bench, command) for command in COMMANDS])
    return [asdict(left) | {"told": len(left.told)} for left in found]


def main() -> int:
    """Prints what became of each command; 1 where anything went wrong."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("commands", nargs="*", choices=[*COMMANDS, []], metavar="COMMAND")
    given.add_argument("--moments", type=int, default=100)
    given.add_argument("--seed", type=int, default=1)
    wanted = given.parse_args()

    def each(bench: Bench) -> list[Left]:
        found = []
        for command in wanted.commands or COMMANDS:
            found.append(tried(bench, command, wanted.moments, wanted.seed))
            print(found[-1], flush=True)
        return found

    return 0 if all(left.clean for left in with_bench(each)) else 1


if __name__ == "__main__":
    sys.exit(main())
