"""Ranking, side by side: the same passages and questions to every engine, in one run.

    python tests/benchmarks/ranking.py --passages 100000 --json

Each engine builds in a process of its own and answers in another, which starts from disk. A figure
in milliseconds is the median of three rounds through the questions; the engines take turns, so
that what else the machine does falls on all. An engine answers as many of the questions as it gets
through in half a minute. `same_top10` is the share of questions whose ten best have the ten best
scores that rank-bm25 gives: another order of passages with exactly equal scores is the same.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])

import numpy as np

from tests.benchmarks import archive
from tests.benchmarks.engines import BEST, ENGINES, RankBM25

TITLE = "What a question costs"
ROUNDS, PATIENCE, JUDGED = 3, 30.0, 20
NEW = [[f"unheard{n}", "unheard"] * 16 for n in range(20)]
"""The article that is added."""
Figures = dict[str, Any]


def measure(passages: int, folder: Path | None, engines: list[str], count: int) -> Figures:
    """The figures of all engines at one size."""
    with tempfile.TemporaryDirectory() as work:
        place = Path(work)
        texts = _articles(passages, folder)
        passages = sum(map(len, texts))
        if passages < BEST:
            raise SystemExit(f"{folder} holds no text files with passages enough to ask about.")
        (place / "questions.json").write_text(json.dumps(archive.questions(texts, count, seed=1)))
        del texts
        source = ["--passages", str(passages), *(["--folder", str(folder)] if folder else [])]
        figures: dict[str, Figures] = {name: _built(name, place, source) for name in engines}
        with _running(engines, place) as processes:
            for name, process in processes.items():
                figures[name] |= _told(process, "start")
            rounds: dict[str, list[Figures]] = {name: [] for name in engines}
            for _ in range(ROUNDS):
                for name, process in processes.items():
                    rounds[name].append(_told(process, "round"))
            for name, process in processes.items():
                figures[name] |= _told(process, "add")
                for key in ("p50_ms", "p99_ms"):
                    figures[name][key] = round(median(each[key] for each in rounds[name]), 4)
            same = _told(processes["rank_bm25"], "judge") if "rank_bm25" in engines else {}
        for name in engines:
            figures[name]["add_ms"] = figures[name]["add_ms"] or figures[name]["build_s"] * 1000
            figures[name]["same_top10"] = same.get(name)
        return {"passages": passages, "engines": figures}


def run(sizes: list[int]) -> list[Figures]:
    """The figures of all engines at each size, on generated text."""
    return [measure(size, None, list(ENGINES), 1000) for size in sizes]


def _articles(passages: int, folder: Path | None) -> archive.Articles:
    return archive.of_folder(folder, passages) if folder else archive.generated(passages, seed=0)


def _built(name: str, work: Path, source: list[str]) -> Figures:
    (work / name).mkdir()
    command = [sys.executable, __file__, *source, "--build", name, "--work", str(work)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def _running(engines: list[str], work: Path) -> Iterator[dict[str, subprocess.Popen[str]]]:
    processes = {
        name: subprocess.Popen(
            [sys.executable, __file__, "--answer", name, "--work", str(work)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in engines
    }
    try:
        yield processes
    finally:
        for process in processes.values():
            process.communicate()


def _told(process: subprocess.Popen[str], order: str) -> Figures:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{order}\n")
    process.stdin.flush()
    return dict(json.loads(process.stdout.readline()))


def build(name: str, passages: int, folder: Path | None, work: Path) -> Figures:
    """Build one engine's index on disk: what this process does."""
    engine, texts = ENGINES[name](), _articles(passages, folder)
    begun = time.perf_counter()
    engine.build(texts, work / name)
    return {"build_s": round(time.perf_counter() - begun, 3)}


class Answering:
    """One engine answering questions, in a process of its own, as it is told to."""

    def __init__(self, name: str, work: Path) -> None:
        self._name, self._work = name, work
        self._engine = ENGINES[name]()
        self._questions: list[list[str]] = json.loads((work / "questions.json").read_text())
        self._answers: list[list[int]] = []

    def start(self) -> Figures:
        """Open, and answer once; what is imported does not count."""
        import_module(self._engine.module)
        begun = time.perf_counter()
        self._engine.open(self._work / self._name)
        self._engine.ask(self._questions[0])
        return {"start_s": round(time.perf_counter() - begun, 4)}

    def round(self) -> Figures:
        """Answer every question, or as many as patience allows."""
        self._answers, times, begun = [], [], time.perf_counter()
        for question in self._questions:
            before = time.perf_counter()
            self._answers.append(self._engine.ask(question))
            times.append(time.perf_counter() - before)
            if before - begun > PATIENCE:
                break
        self._work.joinpath(f"{self._name}.json").write_text(json.dumps(self._answers))
        p50, p99 = (np.percentile(times, [50, 99]) * 1000).tolist()
        return {"p50_ms": p50, "p99_ms": p99}

    def add(self) -> Figures:
        """Memory after the questions; then add an article and wait until it is found."""
        figures: Figures = {"rss_mb": round(_resident(), 1), "questions": len(self._answers)}
        times: list[float] = []
        for number in range(5):
            article = [[*passage, f"new{number}"] for passage in NEW]
            begun = time.perf_counter()
            if not self._engine.add(article, 10**9 + number * len(NEW)):
                return figures | {"add_ms": None}
            assert min(self._engine.ask([f"new{number}"])) >= 10**9
            times.append(time.perf_counter() - begun)
        return figures | {"add_ms": round(median(times) * 1000, 3)}

    def judge(self) -> Figures:
        """The share of each engine's answers that are rank-bm25's."""
        assert isinstance(self._engine, RankBM25)
        given = {
            path.stem: json.loads(path.read_text())
            for path in self._work.glob("*.json")
            if path.stem in ENGINES
        }
        same: dict[str, list[bool]] = {name: [] for name in given}
        for at, question in enumerate(self._questions[: max(JUDGED, len(self._answers))]):
            scores = self._engine.ranker.get_scores(question)
            best = np.sort(scores[np.argpartition(-scores, BEST)[:BEST]])
            for name, answers in given.items():
                if at < len(answers):
                    own = np.sort(scores[answers[at]])
                    same[name].append(own[own > 0].tolist() == best[best > 0].tolist())
        return {name: round(sum(each) / len(each), 4) for name, each in same.items()}


def _resident() -> float:
    """The memory of this process that is in use, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def table(results: list[Figures]) -> str:
    """The figures in Markdown."""
    keys = ["build_s", "add_ms", "start_s", "rss_mb", "p50_ms", "p99_ms", "same_top10"]
    lines = [f"| passages | engine | {' | '.join(keys)} |", "|---:|---|" + "---:|" * len(keys)]
    for result in results:
        for name, figures in result["engines"].items():
            shown = (figures[key] for key in keys)
            cells = ("–" if value is None else f"{value:,.4g}" for value in shown)
            lines.append(f"| {result['passages']:,} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="text files instead of generated text")
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--build", help=argparse.SUPPRESS)
    parser.add_argument("--answer", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.build:
        print(json.dumps(build(asked.build, asked.passages, asked.folder, asked.work)))
    elif asked.answer:
        answering = Answering(asked.answer, asked.work)
        for order in sys.stdin:
            print(json.dumps(getattr(answering, order.strip())()), flush=True)
    else:
        result = measure(asked.passages, asked.folder, asked.engines, asked.questions)
        print(json.dumps(result) if asked.json else table([result]))


if __name__ == "__main__":
    main()
