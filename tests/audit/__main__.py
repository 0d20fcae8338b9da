"""`make audit`: the licences of what is deployed, then what is known against it.

Exit status 1 where a licence is not known to be fit, or a weakness is known.
"""

from __future__ import annotations

import json
import subprocess
import sys

from tests.audit import licences


def main() -> int:
    """Prints both lists; the exit status."""
    unfit = 0
    for name, licence in sorted(licences.licences()):
        fit = licences.may_be_used(name, licence)
        unfit += not fit
        print(f"{'ok ' if fit else 'BAD'} {name:28} {licence or 'tells no licence'}")
    return 1 if weaknesses() + unfit else 0


def weaknesses() -> int:
    """Asks the registry what is known against each dependency; how many weaknesses it knows."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--requirement", str(licences.LOCK), "--no-deps",
         "--disable-pip", "--format", "json", "--progress-spinner", "off"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        told = json.loads(asked.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        told = []
    known = [dependency for dependency in told if "vulns" in dependency]
    if not known:
        print("The registry's list of known weaknesses cannot be reached from here: "
              "run this where there is a network.")  # fmt: skip
        return 0
    found = [(one["name"], weak) for one in known for weak in one["vulns"]]
    for name, weak in found:
        print(f"BAD {name}: {weak['id']}, mended in {', '.join(weak['fix_versions']) or 'nothing'}")
    print(f"{len(known)} of {len(told)} dependencies looked up, {len(found)} weaknesses known.")
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
