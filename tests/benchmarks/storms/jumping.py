"""The bot as `python -m bot` runs it, under a clock that jumps.

By how many seconds it is wrong stands in the file that TEST_CLOCK names, and may change at any
moment. Only the time of day jumps, as it does on a machine: what measures how long something took
goes on as ever.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from bot.cli import main

LOOKS = 0.2
"""Seconds between two looks at the file."""


def follow(file: Path, clock: time_machine.Traveller) -> None:
    """Sets the clock as the file says, for ever."""
    now, pause = 0.0, threading.Event()
    while not pause.wait(LOOKS):
        with suppress(OSError, ValueError):
            wanted = float(file.read_text())
            clock.shift(timedelta(seconds=wanted - now))
            now = wanted


if __name__ == "__main__":
    traveller = time_machine.travel(datetime.now(UTC), tick=True)
    values = (Path(os.environ["TEST_CLOCK"]), traveller.start())
    threading.Thread(target=follow, args=values, daemon=True).start()
    main()
