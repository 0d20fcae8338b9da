"""`make fuzz`: python -m tests.fuzz [CASES] [KIND...]; exit status 1 where a case fails."""

from __future__ import annotations

import sys
import time
import traceback

from tests.fuzz.trying import KINDS, tried

CASES = 50_000


def main() -> int:
    """Tries as many cases of each kind; the exit status."""
    cases = int(sys.argv[1]) if sys.argv[1:] else CASES
    kinds = sys.argv[2:] or list(KINDS)
    failed = 0
    for kind in kinds:
        first_seed = int(time.time())
        try:
            found = tried(kind, cases // len(kinds), first_seed)
        except Exception:
            failed += 1
            traceback.print_exc()
            print(f"{kind}: FAILED (first seed {first_seed})", flush=True)
        else:
            print(
                f"{kind}: {found.cases} cases, {found.a_minute:.0f} a minute, "
                f"the slowest {found.slowest:.1f} s",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
