"""The bot as in `on_loopback`, with every logger of every library as loud as it can be.

What the libraries say is also written, as it is, to the file that TEST_LOUD names: so that a test
can see that there was something to be left out of the log.
"""

from __future__ import annotations

import contextlib
import logging
import os

from tests.bot import on_loopback


class Kept(logging.FileHandler):
    """Writes records as they are."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes it, where it can be: logging lets this error, alone of all, through."""
        with contextlib.suppress(RecursionError):
            super().emit(record)


def main() -> None:
    """Runs it until it is told to stop."""
    # Whatever levels are set: nothing is too unimportant to be made a record of.
    logging.Logger.isEnabledFor = lambda *_: True  # type: ignore[method-assign]
    logging.Logger.getEffectiveLevel = lambda *_: logging.DEBUG  # type: ignore[method-assign]
    kept = Kept(os.environ["TEST_LOUD"])
    for name in ("telegram", "httpx", "sqlalchemy"):
        logging.getLogger(name).addHandler(kept)
    on_loopback.main()


if __name__ == "__main__":
    main()
