"""The index on disk: segments, and a manifest that says which of them are good."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np

from knowledge.disk import fsync_folder
from knowledge.errors import StorageError
from knowledge.ranking.bm25.okapi import K1, B
from knowledge.ranking.bm25.segment import Segment
from knowledge.ranking.bm25.segment_view import SegmentView
from knowledge.ranking.bm25.segments import SegmentList, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)

_FORMAT = [1, K1, B]
"""How it is written, and with which parameters: the bounds are for those."""
_MANIFEST = "manifest.json"
_SEGMENT = "segment-"
_TRIES = 5


class IndexFolder:
    """A folder for an index. Any process may read; who holds the lock may write.

    A segment is a folder of .npy files that never change; the manifest is replaced in one step
    once they are safely on disk. So whatever breaks off, the last manifest stays and all that it
    names. `origin` says what is indexed: another origin's index is as good as none.
    """

    def __init__(self, path: Path, origin: str) -> None:
        self._path = path
        self._origin = origin
        self._lock: int | None = None

    def read(self) -> tuple[int, SegmentList] | None:
        """What was written last: how far it was in the log of changes, and the archive."""
        for _ in range(_TRIES):
            try:
                written = self._manifest()
                return (int(written["sequence"]), self._archive(written)) if written else None
            except FileNotFoundError:
                continue  # another process has replaced it in between
            except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
                _log.warning("the index on disk cannot be read and is begun anew: %s", error)
                return None
        return None

    def sequence(self) -> int:
        """How far what is on disk is in the log of changes; 0 where nothing is that can be read."""
        written = None
        with suppress(OSError, ValueError):
            written = self._manifest()
        return int(written["sequence"]) if written else 0

    def locked(self) -> bool:
        """Whether this process may write: it holds the lock, or has got it now."""
        with _refusals():
            if self._lock is None:
                self._path.mkdir(parents=True, exist_ok=True)
                lock = os.open(self._path / "lock", os.O_RDWR | os.O_CREAT, 0o644)
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    os.close(lock)
                    return False
                self._lock = lock
        return True

    def discard(self) -> None:
        """What is on disk counts no longer, unless another process writes there."""
        _log.warning("the index on disk is of another state of the library and is begun anew")
        with suppress(StorageError, OSError):
            if self.locked():
                (self._path / _MANIFEST).unlink()

    def close(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def write(self, state: State) -> list[tuple[SegmentView, str, Segment]]:
        """Make this what is on disk. Gives the views whose segments were not there yet, the names
        of these, and the same segments mapped from disk.
        """
        with _refusals():
            names = [view.name for view in state.views]
            written = []
            for at, view in enumerate(state.views):
                name = names[at]
                if name is None or not (self._path / name).is_dir():
                    names[at] = name = self._stored(view.segment)
                    written.append((view, name, self._segment(name)))
            self._commit(state, names)
            for path in self._path.glob(f"{_SEGMENT}*"):
                if path.name not in names:
                    shutil.rmtree(path, ignore_errors=True)
            return written

    def _manifest(self) -> dict[str, Any] | None:
        """What the manifest says, if there is one and it is ours. Raises OSError, ValueError."""
        manifest = self._path / _MANIFEST
        if not manifest.is_file():
            return None
        written = json.loads(manifest.read_text(encoding="utf-8"))
        ours = isinstance(written, dict) and written.get("format") == _FORMAT
        return written if ours and written.get("origin") == self._origin else None

    def _archive(self, written: dict[str, Any]) -> SegmentList:
        archive = SegmentList()
        archive.spread.update(dict(written["spread"]))
        for name, removed in written["segments"]:
            view = SegmentView(self._segment(name), name)
            view.remove(removed)
            archive.views.append(view)
        archive.count()
        return archive

    def _segment(self, name: str) -> Segment:
        """The segment of that name, mapped from disk: only what is read takes memory."""
        folder = self._path / name
        segment = Segment(
            **{
                field.name: np.asarray(np.load(folder / f"{field.name}.npy", mmap_mode="r"))
                for field in fields(Segment)
            }
        )
        if not segment.fits():
            raise ValueError(f"{name} is not whole")
        return segment

    def _stored(self, segment: Segment) -> str:
        """Put a segment on disk; its name. It counts once the manifest names it."""
        name = f"{_SEGMENT}{uuid4().hex}"
        folder = self._path / name
        folder.mkdir()
        for field in fields(Segment):
            with (folder / f"{field.name}.npy").open("wb") as file:
                np.save(file, getattr(segment, field.name))
                file.flush()
                os.fsync(file.fileno())
        fsync_folder(folder)
        return name

    def _commit(self, state: State, names: Sequence[str | None]) -> None:
        manifest = {
            "format": _FORMAT,
            "origin": self._origin,
            "sequence": state.sequence,
            "segments": list(zip(names, state.removed, strict=True)),
            "spread": state.spread,
        }
        draft = self._path / f"{_MANIFEST}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(manifest, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path / _MANIFEST)
        fsync_folder(self._path)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"the index cannot be written: {error}") from error
