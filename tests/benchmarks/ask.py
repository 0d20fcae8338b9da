"""Questions to a whole library, from start to answer: who said what, with evidence and citations.

    python tests/benchmarks/ask.py --passages 100000 --json

The library is written by `newsroom`, then asked by another process, which starts from disk.
`p50_ms` to `p99_ms` are of questions whose articles are mostly not in memory; `again_` is the same
questions once more. `first_s` is from opening the library to the first answer, imports not counted;
`command_s` is `ontherecord ask` as a command, `imports_s` what the libraries that it needs take to
be imported by themselves (each the best of three).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])

import numpy as np

from bot.app.garbage_collection import tune
from knowledge import SHARED, Library
from knowledge.library.repository import DATABASE
from knowledge.storage.article_store import ArticleStore
from tests.benchmarks.newsroom import Newsroom

QUESTIONS = 300
STARTS = 3
"""How often a command is started; the quickest counts."""
LARGEST = 100_000
"""Passages up to which `make bench` writes a library: a million take half an hour to write."""
COMMAND = Path(sys.executable).parent / "ontherecord"
NEEDED = "jinja2, numpy, nupunkt, pydantic_settings, rapidfuzz, rank_bm25, sqlalchemy, typer"
Figures = dict[str, Any]
KEYS = (
    "write_s", "index_s", "first_s", "p50_ms", "p95_ms", "p99_ms", "again_p50_ms", "again_p95_ms",
    "rss_mb", "command_s", "imports_s", "answered",
)  # fmt: skip


def measure(passages: int, home: Path, questions: int = QUESTIONS, starts: int = STARTS) -> Figures:
    """The figures at one size; the library is made in `home` where it is not there."""
    made = write(passages, home, questions) if not (home / DATABASE).exists() else {}
    command = [sys.executable, __file__, "--answer", str(home)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    question = json.loads((home / "questions.json").read_text())[0]
    environment = os.environ | {"ONTHERECORD_HOME": str(home)}
    return {
        "passages": passages,
        **made,
        **json.loads(done.stdout.splitlines()[-1]),
        "command_s": _best([str(COMMAND), "ask", question], environment, starts),
        "imports_s": _best([sys.executable, "-c", f"import {NEEDED}"], environment, starts),
    }


def run(sizes: list[int]) -> list[Figures]:
    """The figures at each size up to `LARGEST`."""
    found = []
    for size in (size for size in sizes if size <= LARGEST):
        with tempfile.TemporaryDirectory() as home:
            found.append(measure(size, Path(home)))
    return found


def write(passages: int, home: Path, questions: int = QUESTIONS) -> Figures:
    """Put a library into `home`, with questions for it; then let the index be made."""
    home.mkdir(parents=True, exist_ok=True)
    newsroom, begun = Newsroom(), time.perf_counter()
    with closing(ArticleStore(f"sqlite:///{home / DATABASE}")) as shelf:
        for number, shelved in enumerate(newsroom.articles(passages)):
            shelf.add(SHARED, f"{number}.txt", shelved)
    (home / "questions.json").write_text(json.dumps(newsroom.questions(questions)))
    written = time.perf_counter()
    with closing(Library.open(home)) as library:
        library.searched()
    return {
        "write_s": round(written - begun, 1),
        "index_s": round(time.perf_counter() - written, 2),
    }


def answer(home: Path) -> Figures:
    """Ask the library all questions twice: what this process does."""
    import knowledge.answering.answerer
    import knowledge.ranking.index
    import knowledge.storage.article_store  # noqa: F401  # imports do not count

    questions = json.loads((home / "questions.json").read_text())
    begun = time.perf_counter()
    with closing(Library.open(home)) as library:
        library.ask(questions[0])
        first = time.perf_counter() - begun
        tune()  # as the bot does
        rounds, answered = [], 0
        for _ in range(2):
            times = []
            for question in questions[1:]:
                before = time.perf_counter()
                answered += not hasattr(library.ask(question), "reason")
                times.append((time.perf_counter() - before) * 1000)
            rounds.append(np.percentile(times, [50, 95, 99]).round(2).tolist())
    (p50, p95, p99), (again50, again95, _) = rounds
    return {
        "first_s": round(first, 3),
        "p50_ms": p50,
        "p95_ms": p95,
        "p99_ms": p99,
        "again_p50_ms": again50,
        "again_p95_ms": again95,
        "rss_mb": round(_resident(), 1),
        "answered": round(answered / 2 / len(questions[1:]), 3),
    }


def table(results: list[Figures]) -> str:
    """The figures in Markdown."""
    lines = [f"| passages | {' | '.join(KEYS)} |", "|---:" * (len(KEYS) + 1) + "|"]
    for result in results:
        cells = (f"{result[key]:,.4g}" if key in result else "–" for key in KEYS)
        lines.append(f"| {result['passages']:,} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _best(command: list[str], environment: dict[str, str], starts: int) -> float:
    times = []
    for _ in range(starts):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        times.append(time.perf_counter() - begun)
    return round(min(times), 3)


def _resident() -> float:
    """The memory of this process that is in use, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="where the library is kept for another time")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--answer", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.answer:
        print(json.dumps(answer(asked.answer)))
        return
    with tempfile.TemporaryDirectory() as made:
        result = measure(asked.passages, asked.home or Path(made))
    print(json.dumps(result) if asked.json else table([result]))


if __name__ == "__main__":
    main()
