"""A disk that is soon full: a file system in memory, and what uses up the space on it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def small_disk(at: Path, megabytes: int = 4) -> Iterator[bool]:
    """A file system of that size at a new folder; False where none can be mounted: then it is a
    folder like any other.
    """
    at.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(at)]
    mounted = shutil.which("mount") is not None
    mounted = mounted and not subprocess.run(mount, capture_output=True).returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(at)], check=True)


def fill(folder: Path) -> Path:
    """Uses up all the space there is."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as written:
        for piece in (1 << 20, 1 << 16, 1 << 10, 1):
            try:
                while True:
                    written.write(b"x" * piece)
            except OSError:
                continue
    return ballast
