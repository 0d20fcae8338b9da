"""Whoever collects the tests, and when, finds the same: else processes that share them disagree."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 200
OPTIONS = (
    "--collect-only -q -p no:cacheprovider -o addopts= --strict-markers --import-mode=importlib"
)


def collected(place: Path, seed: str) -> list[str]:
    """The ids of all tests, in their order, in a process that hashes by this seed, keeps its
    temporary files in `place`, and begins some seconds after the one before it.
    """
    place.mkdir()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    environment |= {"PYTHONHASHSEED": seed, "TMPDIR": str(place), "HOME": str(place)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *OPTIONS.split(), "tests"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return [line for line in done.stdout.splitlines() if "::" in line]


@pytest.mark.timeout(2 * PATIENCE)
def test_every_process_collects_the_same_tests_in_the_same_order(tmp_path: Path) -> None:
    first = collected(tmp_path / "one", "1")
    assert collected(tmp_path / "two", "4242") == first
    assert len(set(first)) == len(first) > 1000
    odd = re.compile(r"\\x[01][0-9a-f]|\\x[7][f]|[^ -~]| at 0x|" + re.escape(str(tmp_path)))
    assert [name for name in first if odd.search(name)] == []
