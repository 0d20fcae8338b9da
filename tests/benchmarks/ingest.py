"""Taking articles in: how many a second, by processes, statements included.

python -m tests.benchmarks.ingest [--articles 200] [--words 800] [--processes 2] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from knowledge import Ingest, Library, Reader, TaskBudget, WorkerPool
from tests.benchmarks.stories import written

ARTICLES, WORDS = 200, 800
_HEAD = (
    "| processes | articles | words | searchable a second | articles a second | CPU s an article "
    "| MB, writer | MB, largest reader |"
)


def measured(articles: int, words: int, processes: int) -> dict[str, Any]:
    """Figures of a folder of articles taken into an empty library. `searchable_s` is how many
    could be searched after a second of it, on average; `articles_s` counts statements and the
    start of the processes in.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = written(Path(place) / "folder", articles, words)
        library = Library.open(Path(place) / "home")
        began, cpu = time.perf_counter(), _cpu()
        with WorkerPool(processes, TaskBudget(seconds=60, tasks=1000), parser=True) as workers:
            ingest = Ingest(library, Reader(workers))
            taken = sum(1 for _ in ingest.take([str(folder)]))
            searchable = time.perf_counter() - began
            done = sum(isinstance(found, int) for found in ingest.attribute())
            seconds = time.perf_counter() - began
        library.close()
        assert taken == done == articles
    return {
        "processes": processes,
        "articles": articles,
        "words": words,
        "searchable_s": round(articles / searchable, 1),
        "articles_s": round(articles / seconds, 2),
        "cpu_s": round((_cpu() - cpu) / articles, 4),
        "writer_mb": _megabytes(resource.RUSAGE_SELF),
        "reader_mb": _megabytes(resource.RUSAGE_CHILDREN),
    }


def run(_sizes: list[int]) -> list[dict[str, Any]]:
    """One process, two, and as many as there are cores."""
    counts = sorted({1, 2, os.cpu_count() or 1})
    return [_alone(ARTICLES, WORDS, processes) for processes in counts]


def table(results: list[dict[str, Any]]) -> str:
    """The figures in Markdown."""
    keys = (
        "processes", "articles", "words", "searchable_s", "articles_s", "cpu_s", "writer_mb",
        "reader_mb",
    )  # fmt: skip
    rows = ["| " + " | ".join(str(result[key]) for key in keys) + " |" for result in results]
    return "\n".join([_HEAD, "|" + "---:|" * len(keys), *rows])


def _alone(articles: int, words: int, processes: int) -> dict[str, Any]:
    """In a process of its own, whose memory is nobody else's."""
    given = {"articles": articles, "words": words, "processes": processes}
    flags = [f"--{name}={value}" for name, value in given.items()]
    command = [sys.executable, "-m", "tests.benchmarks.ingest", "--json", *flags]
    done = subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _cpu() -> float:
    """Seconds of processor time, of this process and of those of its children that have ended."""
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in found)


def _megabytes(who: int) -> int:
    return round(resource.getrusage(who).ru_maxrss / 1024)


def main() -> None:
    """Prints a table, or one JSON object."""
    given = argparse.ArgumentParser(description=__doc__)
    for name, value in (("articles", ARTICLES), ("words", WORDS), ("processes", 2)):
        given.add_argument(f"--{name}", type=int, default=value)
    given.add_argument("--json", action="store_true")
    chosen = given.parse_args()
    result = measured(chosen.articles, chosen.words, chosen.processes)
    print(json.dumps(result) if chosen.json else table([result]))


if __name__ == "__main__":
    main()
