"""`ontherecord doctor`: a line for each thing that the bot needs."""

from __future__ import annotations

import sys

from bot import doctor, replies
from bot.commandline.ends import Refused


def examine() -> None:
    """Print what is in order and what is not. Raises Refused where anything is not."""
    ill = False
    for finding in doctor.findings():
        ill = ill or finding.wrong is not None
        sys.stdout.write(_line(finding) + "\n")
        sys.stdout.flush()
    if ill:
        raise Refused


def _line(finding: doctor.Finding) -> str:
    if finding.wrong is None:
        words = replies.macro("doctor.txt", finding.check, facts=finding.facts)
    else:
        words = f"{finding.name}: {replies.sentence(finding.wrong)}"
    return replies.macro("doctor.txt", "line", right=finding.wrong is None, words=words)
