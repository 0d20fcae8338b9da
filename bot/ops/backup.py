"""A backup: one archive with a consistent copy of each database, checked before it counts."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import NotABackup, NothingToBackUp, UnwritableBackup
from bot.settings import Settings
from bot.store import snapshots
from bot.temporary import temporary_folder
from knowledge import fsync_folder

MANIFEST = "manifest.json"
KIND = "ontherecord backup"
VERSION = 1
"""How the archive is laid out; a later one is refused by this program."""
_PIECE = 1 << 20
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError
)  # fmt: skip


def make_backup(file: Path, settings: Settings) -> list[str]:
    """Write the backup; the names of the databases in it. The bot may run meanwhile.

    What is at `file` stays until the new backup is on the disk, whole. Only its owner may read
    it: it holds what people asked. Raises BackupError.
    """
    found = {name: at for name, at in snapshots.files(settings).items() if at.is_file()}
    if not found:
        raise NothingToBackUp(str(settings.home))
    target = file.expanduser().absolute()
    try:
        with temporary_folder(f".{target.name}-", target.parent) as room:
            for name, at in found.items():
                snapshots.copy(name, at, room / name)
            draft = room / target.name
            _pack(draft, {name: room / name for name in found})
            unpack_backup(draft, room / "again")
            draft.replace(target)
            fsync_folder(target.parent)
    except (OSError, NotABackup) as exc:
        raise UnwritableBackup(str(file)) from exc
    return sorted(found)


def unpack_backup(file: Path, folder: Path) -> list[str]:
    """Unpack a backup's databases into a new folder and check them against its manifest; their
    names. Raises NotABackup and OSError.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            sums = _sums(archive)
            folder.mkdir(mode=0o700)
            for name, told in sums.items():
                if _extract(archive, name, folder / name) != told:
                    raise NotABackup(str(file))
    except _UNREADABLE as exc:
        raise NotABackup(str(file)) from exc
    return sorted(sums)


def _pack(draft: Path, databases: dict[str, Path]) -> None:
    sums = {name: _sum(at) for name, at in databases.items()}
    told = {
        "kind": KIND,
        "version": VERSION,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": sums,
    }
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    with os.fdopen(handle, "w+b") as written:
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(told, indent=1))
            for name, at in databases.items():
                archive.write(at, name)
        written.flush()
        os.fsync(written.fileno())


def _sums(archive: zipfile.ZipFile) -> dict[str, str]:
    """The sum of each database, from the manifest. Raises ValueError for one that is not ours."""
    if archive.NameToInfo.get(MANIFEST) is None or archive.getinfo(MANIFEST).file_size > _PIECE:
        raise ValueError(MANIFEST)
    told = json.loads(archive.read(MANIFEST))
    if not isinstance(told, dict) or (told.get("kind"), told.get("version")) != (KIND, VERSION):
        raise ValueError(MANIFEST)
    sums = told.get("sha256")
    names = {snapshots.LIBRARY, snapshots.BOT}
    if not isinstance(sums, dict) or not sums or not names.issuperset(sums):
        raise ValueError(MANIFEST)
    if set(archive.namelist()) != {MANIFEST, *sums}:
        raise ValueError(MANIFEST)
    return {str(name): str(value) for name, value in sums.items()}


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    """The sum of what was unpacked, which is on the disk."""
    found = hashlib.sha256()
    with archive.open(name) as packed, target.open("xb") as written:
        while piece := packed.read(_PIECE):
            found.update(piece)
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())
    return found.hexdigest()


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
