"""The real bot as a process, and a library for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.telegram_server.world import TOKEN

ROOT = Path(__file__).parents[2]


class RunningBot:
    """`python -m bot` against a Bot API server; `log()` is what it has written so far."""

    def __init__(self, api_url: str, home: Path, **settings: str) -> None:
        self.home = home
        self._settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api_url,
            "ONTHERECORD_HOME": str(home),
            **settings,
        }
        self._log = home / "bot.log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Starts it; does not wait until it listens."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ONTHERECORD_")}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot"],
                env={**environment, **self._settings, "PYTHONPATH": str(ROOT)},
                cwd=self.home,
                stdout=log,
                stderr=log,
            )

    def stop(self, seconds: float = 10) -> tuple[int, float]:
        """Asks it to stop; its exit status and how long it took."""
        assert self._process is not None
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(seconds)
        return status, time.monotonic() - began

    def ended(self, seconds: float = 10) -> int:
        """Waits for it to end by itself; its exit status."""
        assert self._process is not None
        return self._process.wait(seconds)

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)

    def log(self) -> str:
        """What it has written to standard output and error."""
        return self._log.read_text()
