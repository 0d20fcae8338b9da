"""`make fuzz`: python -m tests.fuzz [CASES] [KIND...]; exit status 1 where a case fails."""

from __future__ import annotations

import sys
import time
import traceback

from tests.fuzz.processes import WAYS, fared
from tests.fuzz.trying import KINDS, tried

CASES = 50_000
PROCESSES = 5
"""For so many other cases an odd update is sent to a bot that runs as a process: that is slower."""


def main() -> int:
    """Tries as many cases of each kind; the exit status."""
    cases = int(sys.argv[1]) if sys.argv[1:] else CASES
    kinds = sys.argv[2:] or [*KINDS, *WAYS]
    in_process = [kind for kind in kinds if kind in KINDS]
    failed = 0
    for kind in kinds:
        first_seed = int(time.time())
        try:
            if kind in WAYS:
                told = _of_processes(kind, cases // PROCESSES // len(WAYS), first_seed)
            else:
                told = _of_functions(kind, cases // len(in_process), first_seed)
        except Exception:
            failed += 1
            traceback.print_exc()
            told = f"FAILED (first seed {first_seed})"
        print(f"{kind}: {told}", flush=True)
    return 1 if failed else 0


def _of_functions(kind: str, cases: int, seed: int) -> str:
    found = tried(kind, cases, seed)
    return f"{found.cases} cases, {found.a_minute:.0f} a minute, the slowest {found.slowest:.1f} s"


def _of_processes(way: str, cases: int, seed: int) -> str:
    found = fared(way, cases, seed)
    return (
        f"{found.cases} odd updates to the bot in {found.seconds:.0f} s, "
        f"the slowest answer in between {found.slowest:.1f} s, "
        f"{found.late} late because the machine was busy"
    )


if __name__ == "__main__":
    sys.exit(main())
