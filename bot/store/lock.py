"""One process a database: who comes second is refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.errors import StoreError, StoreInUse


class Lock:
    """Held as long as the process lives, however that ends: the system lets go of it."""

    def __init__(self, path: Path) -> None:
        """Takes the lock in the file at `path`. Raises StoreInUse and StoreError."""
        try:
            # SQLite's own lock on a file of no content is the same on every system.
            self._held = sqlite3.connect(path, timeout=0, isolation_level=None)
            self._held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as exc:
            if "locked" in str(exc):
                raise StoreInUse from exc
            raise StoreError(type(exc).__name__) from exc

    def release(self) -> None:
        """Lets another process have it."""
        self._held.close()
