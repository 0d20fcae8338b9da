"""`ontherecord backup` and `restore`: all that is kept, in one file and back."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.ops import backup as backups
from bot.ops import restore as restoring
from bot.settings import Settings
from bot.views import templates


def backup(file: Path, settings: Settings) -> None:
    """Write the backup and say what is in it. Raises BackupError."""
    names = backups.make_backup(file, settings)
    sys.stdout.write(templates.render("backed_up.txt", file=file, names=names) + "\n")


def restore(file: Path, settings: Settings) -> None:
    """Put the backup back and say where the replaced files are. Raises BackupError, StoreError."""
    names, aside = restoring.restore(file, settings)
    sys.stdout.write(templates.render("restored.txt", file=file, names=names, aside=aside) + "\n")
