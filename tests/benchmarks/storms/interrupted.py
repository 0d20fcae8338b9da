"""`ontherecord add` is killed again and again while it takes articles in; what got lost?

python -m tests.benchmarks.storms.interrupted [--articles 200] [--kills 12]
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge import Library, read_file
from knowledge.library.preparation import prepare_article
from tests.benchmarks.stories import written
from tests.benchmarks.tables import table

__all__ = ["interrupted", "run", "table"]

ADD = [sys.executable, "-c", "from bot.cli import main; main()", "add"]


@dataclass
class Left:
    """What is there in the end. `cut` is how many of the kills came before the work was done."""

    articles: int
    cut: int
    seconds: float
    lost: int = 0
    twice: int = 0
    torn: int = 0

    @property
    def whole(self) -> bool:
        """Each article once, with all its passages, statements and profiles."""
        return self.lost + self.twice + self.torn == 0


def run(_sizes: list[int]) -> list[dict[str, Any]]:
    """The figures of `make bench`, whatever the sizes."""
    return [asdict(interrupted())]


def interrupted(articles: int = 200, kills: int = 12, words: int = 800, seed: int = 1) -> Left:
    """Kills it with SIGKILL at random moments, from before its first article on; the last run is
    left to end.
    """
    chance = random.Random(seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        folder = written(Path(place) / "folder", articles, words)
        cut = 0
        for _ in range(kills):
            adding = _add(folder, home)
            _wait_for(adding, home, chance)
            cut += adding.poll() is None
            adding.kill()
            adding.wait(20)
        assert _add(folder, home).wait(1200) == 0
        left = Left(articles, cut, time.monotonic() - began)
        _judge(home, folder, left)
    return left


def _add(folder: Path, home: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "ONTHERECORD_HOME": str(home)}
    return subprocess.Popen([*ADD, str(folder)], env=environment, stdout=subprocess.DEVNULL)


def _wait_for(adding: subprocess.Popen[bytes], home: Path, chance: random.Random) -> None:
    """Until it has written something, and a while longer: a kill before that proves little."""
    log = home / "library.db-wal"
    before = log.stat().st_size if log.exists() else 0
    ends = time.monotonic() + 60
    while adding.poll() is None and time.monotonic() < ends:
        if log.exists() and log.stat().st_size != before:
            break
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 1.0))


def _judge(home: Path, folder: Path, left: Left) -> None:
    library = Library.open(home)
    by_name: dict[str, list[int]] = {}
    for entry in library.articles():
        by_name.setdefault(entry.name, []).append(entry.id)
    for path in sorted(folder.iterdir()):
        found = by_name.get(str(path), [])
        left.lost += not found
        left.twice += max(0, len(found) - 1)
        for article in found[:1]:
            opened, wanted = library.read(article), prepare_article(read_file(path))
            same = (opened.article, opened.passages, opened.attribution) == (
                wanted.article, wanted.passages, wanted.attribution,
            )  # fmt: skip
            left.torn += opened.in_work or not same
    library.close()


def main() -> int:
    """Prints what is left; 1 where something is missing, double or torn."""
    given = argparse.ArgumentParser(description=__doc__)
    for name, value in (("articles", 200), ("kills", 12), ("words", 800), ("seed", 1)):
        given.add_argument(f"--{name}", type=int, default=value)
    left = interrupted(**vars(given.parse_args()))
    print(left)
    return 0 if left.whole else 1


if __name__ == "__main__":
    sys.exit(main())
