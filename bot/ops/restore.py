"""A backup put back: checked first, what it replaces kept aside, all of it or nothing."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from bot.errors import DamagedBackup, NewerBackup, NotABackup, StoreError, UnwritableBackup
from bot.interrupts import whole
from bot.ops.backup import unpack_backup
from bot.settings import Settings
from bot.store import snapshots
from bot.store.lock import Lock
from bot.store.store import Store
from bot.temporary import temporary_folder
from knowledge import Library, StorageError, fsync_folder

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What belongs to a database: a new one beside an old one's log would be read as broken."""
_INDEX = "index"
"""The index's folder is derived from the library and would not fit another."""

Move = tuple[Path, Path]


def restore(file: Path, settings: Settings) -> tuple[list[str], Path | None]:
    """Put back what is in the backup: the databases' names, and the folder where all that stood
    there before is kept (None where nothing did).

    Raises StoreInUse while a bot runs, NotABackup, NewerBackup, UnwritableBackup; nothing is
    changed then.
    """
    places = snapshots.files(settings)
    try:
        for at in (settings.home, *(place.parent for place in places.values())):
            at.mkdir(parents=True, exist_ok=True)
        with ExitStack() as held:
            lock = Lock(Path(f"{places[snapshots.BOT]}.lock"))
            held.callback(lock.release)
            room = held.enter_context(temporary_folder(".restoring-", settings.home))
            names = _unpacked(file, room / "backup")
            aside = settings.home / f"replaced-{datetime.now():%Y%m%d-%H%M%S-%f}"  # noqa: DTZ005 # for people
            old = _replaced(places, settings.home, aside)
            new = [(room / "backup" / name, places[name]) for name in names]
            with whole():
                _move([*old, *new])
            return names, aside if old else None
    except OSError as exc:
        raise UnwritableBackup(str(settings.home)) from exc


def _unpacked(file: Path, folder: Path) -> list[str]:
    """The databases of the backup, unpacked, checked and brought to this version's schema."""
    if not file.expanduser().is_file():
        raise NotABackup(str(file))
    names = unpack_backup(file.expanduser(), folder)
    try:
        for name in names:
            snapshots.check(name, folder / name)
    except DamagedBackup as exc:
        raise NotABackup(str(file)) from exc
    try:
        if snapshots.BOT in names:
            Store.open(folder).close()
        if snapshots.LIBRARY in names:
            Library.open(folder).close()
    except (StoreError, StorageError) as exc:
        raise NewerBackup(str(file)) from exc
    return names


def _replaced(places: dict[str, Path], home: Path, aside: Path) -> list[Move]:
    """What has to go, and where to."""
    standing = [Path(f"{place}{more}") for place in places.values() for more in _BESIDE]
    standing.append(home / _INDEX)
    return [(at, aside / at.name) for at in standing if at.exists()]


def _move(moves: list[Move]) -> None:
    """Carry out the moves in order; where one fails, take back those before it."""
    done: list[Move] = []
    try:
        for source, target in moves:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.move(source, target)
            done.append((source, target))
        for folder in {target.parent for _, target in moves}:
            fsync_folder(folder)
    except OSError:
        for source, target in reversed(done):
            shutil.move(target, source)
        raise
