"""The benchmarks measure what they say, and agree that the ten best are rank-bm25's."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.benchmarks import archive, ask
from tests.benchmarks.__main__ import modules
from tests.benchmarks.tables import table

RANKING = Path(__file__).parent / "benchmarks" / "ranking.py"
KEYS = {"build_s", "add_ms", "start_s", "rss_mb", "p50_ms", "p99_ms", "same_top10"}


@pytest.mark.parametrize("name", modules())
def test_whatever_can_be_run_for_sizes_has_a_table_of_what_comes_out(name: str) -> None:
    module = import_module(name)
    if hasattr(module, "run"):
        assert len(inspect.signature(module.run).parameters) == 1
        assert callable(module.table)


def test_every_benchmark_is_found_in_whichever_folder() -> None:
    found = {name for name in modules() if hasattr(import_module(name), "run")}
    assert {f"tests.benchmarks.{name}" for name in ("ranking", "ask", "ingest")} < found
    assert {"tests.benchmarks.serving.load", "tests.benchmarks.storms.kill_storm"} < found


def test_a_table_has_a_line_for_each_result() -> None:
    lines = table([{"way": "polling", "lost": 0}, {"way": "webhook", "lost": 1200}]).split("\n")
    assert lines == ["| way | lost |", "|---|---|", "| polling | 0 |", "| webhook | 1,200 |"]


def measured(*arguments: str) -> dict[str, dict[str, float]]:
    command = [sys.executable, str(RANKING), *arguments, "--questions", "20", "--json", "--engines"]
    done = subprocess.run([*command, "ours", "fts5", "rank_bm25"], check=True, capture_output=True)
    engines: dict[str, dict[str, float]] = json.loads(done.stdout)["engines"]
    return engines


def test_ranking_is_measured_against_others_on_generated_text() -> None:
    engines = measured("--passages", "600")
    assert set(engines) == {"ours", "fts5", "rank_bm25"}
    assert all(set(figures) >= KEYS for figures in engines.values())
    assert engines["ours"]["same_top10"] == engines["rank_bm25"]["same_top10"] == 1


def test_ranking_is_measured_on_a_folder_of_articles(tmp_path: Path) -> None:
    for number, article in enumerate(archive.generated(200, seed=3)):
        lines = "\n".join(" ".join(passage) for passage in article)
        (tmp_path / f"{number}.txt").write_text(lines, encoding="utf-8")
    engines = measured("--passages", "150", "--folder", str(tmp_path))
    assert engines["ours"]["same_top10"] == 1


def test_questions_are_measured_from_start_to_answer(tmp_path: Path) -> None:
    figures = ask.measure(400, tmp_path, questions=60, starts=1)
    assert set(figures) == {"passages", *ask.KEYS}
    assert figures["answered"] > 0.5
    assert 0 < figures["p50_ms"] <= figures["p95_ms"] <= figures["p99_ms"]


def test_text_and_questions_are_the_same_for_the_same_seed() -> None:
    first, again, other = (archive.generated(100, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert archive.questions(first, 10, 5) == archive.questions(again, 10, 5)
    assert all(2 <= len(question) <= 8 for question in archive.questions(first, 50, 5))
