"""All benchmarks of this folder: `make bench`, or `make bench ARGS="10000 100000"` for other sizes.

What they measured goes to tests/benchmarks/results: JSON, a table and a plot for each.
"""

from __future__ import annotations

import json
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks import plot

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RESULTS = HERE / "results"
SIZES = [10_000, 100_000, 1_000_000]


def main() -> None:
    """Run every module that can `run(sizes)` and make a `table` of what comes out."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    RESULTS.mkdir(exist_ok=True)
    for name in modules():
        module: Any = import_module(name)
        if hasattr(module, "run"):
            written(name.rpartition(".")[2], module, module.run(sizes))


def modules() -> list[str]:
    """The full names of what may be benchmarks: all modules of this folder and its folders."""
    paths = sorted(path for path in HERE.rglob("*.py") if not path.stem.startswith(("_", "test_")))
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]


def written(name: str, module: Any, results: list[dict[str, Any]]) -> None:
    """Keep what a benchmark measured."""
    when = f"{datetime.now(UTC):%Y-%m-%d}, {machine()}"
    (RESULTS / f"{name}.json").write_text(
        json.dumps({"measured": when, "results": results}, indent=1)
    )
    (RESULTS / f"{name}.md").write_text(f"Measured {when}.\n\n{module.table(results)}\n")
    if hasattr(module, "TITLE"):
        plot.growth(results, RESULTS / f"{name}.svg", f"{module.TITLE} ({when})")
    print(module.table(results))


def machine() -> str:
    """What it was measured on."""
    cpu = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in _lines(cpu) if line.startswith("model name")]
    cores = f"{len(names)} cores, Python {platform.python_version()}"
    return f"{names[0] if names else platform.processor()}, {cores}"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


if __name__ == "__main__":
    main()
