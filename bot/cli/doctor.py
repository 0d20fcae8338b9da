"""`ontherecord doctor`: a line for each thing that the bot needs."""

from __future__ import annotations

import sys

from bot.cli.exits import AlreadyReported
from bot.ops import doctor
from bot.views import templates


def run_doctor() -> None:
    """Print what is in order and what is not. Raises Refused where anything is not."""
    ill = False
    for finding in doctor.run_checks():
        ill = ill or finding.wrong is not None
        sys.stdout.write(_line(finding) + "\n")
        sys.stdout.flush()
    if ill:
        raise AlreadyReported


def _line(finding: doctor.CheckResult) -> str:
    if finding.wrong is None:
        words = templates.render_macro("doctor.txt", finding.check, facts=finding.facts)
    else:
        words = f"{finding.name}: {templates.error_text(finding.wrong)}"
    return templates.render_macro("doctor.txt", "line", right=finding.wrong is None, words=words)
