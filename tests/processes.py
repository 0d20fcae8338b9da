"""Our own programs as processes: cold, as people start them, or warm, which is ten times quicker.

A start imports for a second and more, and a run of the tests starts hundreds. A warm process is
forked from one that has imported already (the fork server of multiprocessing, `preloaded`); all
else is a process's own: arguments, environment, folder, standard streams, signals, exit status.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Protocol

PATIENCE = 60.0
"""Seconds after which a process that should have ended hangs."""
WARM = "forkserver" in get_all_start_methods()


@dataclass(frozen=True, slots=True)
class Program:
    """A module that is run as a program; its input is read from a file, its output appended."""

    module: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    """The whole of it, as of every process."""
    folder: Path
    output: Path
    errors: Path
    given: Path = Path(os.devnull)


class Running(Protocol):
    """What can be done with a process."""

    pid: int

    def poll(self) -> int | None:
        """Its exit status, minus the signal where that ended it; None while it runs."""

    def wait(self, timeout: float) -> int:
        """Waits for it to end; its exit status. Raises TimeoutExpired."""

    def send_signal(self, sig: int) -> None:
        """Sends it a signal."""


def end(running: Running) -> None:
    """Ends it and every process that it has started, at once, as a power cut would."""
    if running.poll() is None:
        with suppress(ProcessLookupError):  # in its first moment it leads no group yet
            os.killpg(running.pid, signal.SIGKILL)
        running.send_signal(signal.SIGKILL)
        running.wait(PATIENCE)


def cold(program: Program) -> Running:
    """A process that begins with nothing, as everybody's does."""
    with (
        program.given.open("rb") as given,
        program.output.open("ab") as output,
        program.errors.open("ab") as errors,
    ):
        return subprocess.Popen(
            [sys.executable, "-m", program.module, *program.arguments],
            env=dict(program.environment),
            cwd=program.folder,
            stdin=given,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )


def warm(program: Program) -> Running:
    """A process that has all modules at hand; a cold one where the system has no fork."""
    return _Warm(program) if WARM else cold(program)


def ran(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """What `ontherecord` with these arguments does, in a warm process. Raises TimeoutExpired."""
    with TemporaryDirectory() as kept:
        streams = [Path(kept) / name for name in ("output", "errors", "given")]
        streams[-1].write_bytes(given)
        running = warm(Program("bot", arguments, environment, folder, *streams))
        status = running.wait(PATIENCE)
        output, errors = (stream.read_bytes() for stream in streams[:2])
    return subprocess.CompletedProcess(arguments, status, output, errors)


class _Warm:
    """A child of the fork server."""

    def __init__(self, program: Program) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(["tests.preloaded"])
        self._program = program
        self._process = context.Process(target=_become, args=(program,))
        self._process.start()
        self.pid: int = self._process.pid or 0

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        self._process.join(timeout)
        status = self._process.exitcode
        if status is None:
            raise subprocess.TimeoutExpired(self._program.module, timeout)
        return status

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)


def _become(program: Program) -> None:
    """Makes this process the program: its streams, its environment, its folder, its arguments."""
    os.setsid()
    Thread(target=_end_with_parent, daemon=True).start()
    os.environ.clear()
    os.environ.update(program.environment)
    os.chdir(program.folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    appending = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    streams = (
        (program.given, os.O_RDONLY),
        (program.output, appending),
        (program.errors, appending),
    )
    for number, (path, flags) in enumerate(streams):
        opened = os.open(path, flags, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.argv = [program.module, *program.arguments]
    runpy.run_module(program.module, run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    """However the tests end, what they have started does not stay."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os.killpg(0, signal.SIGKILL)
