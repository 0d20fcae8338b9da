"""`ontherecord backup` and `restore`: all that is kept, in one file and back."""

from __future__ import annotations

import sys
from pathlib import Path

from bot import backup as backups
from bot import replies, restoring
from bot.settings import Settings


def backup(file: Path, settings: Settings) -> None:
    """Write the backup and say what is in it. Raises BackupError."""
    names = backups.make(file, settings)
    sys.stdout.write(replies.say("backed_up.txt", file=file, names=names) + "\n")


def restore(file: Path, settings: Settings) -> None:
    """Put the backup back and say where the replaced files are. Raises BackupError, StoreError."""
    names, aside = restoring.restore(file, settings)
    sys.stdout.write(replies.say("restored.txt", file=file, names=names, aside=aside) + "\n")
