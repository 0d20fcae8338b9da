"""A folder for a while, which no end of the program leaves behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.interrupts import undoing, whole

_TRIES = 5


@contextmanager
def temporary_folder(prefix: str, parent: Path | None = None) -> Iterator[Path]:
    """A folder in `parent` (None: where the system has such) that is gone in the end, and where
    an interrupt comes before that. Raises OSError.
    """
    with ExitStack() as held:
        with whole():
            made = held.enter_context(TemporaryDirectory(prefix=prefix, dir=parent))
            held.enter_context(undoing(lambda: _clear(made)))
        yield Path(made)


def _clear(folder: str) -> None:
    for _ in range(_TRIES):  # a thread may still be writing there
        shutil.rmtree(folder, ignore_errors=True)
