"""An interrupt is one sentence, wherever it falls, and waits for what must be whole."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.interrupts import INTERRUPTED, STOPPED

ROOT = Path(__file__).parents[2]
SAID = f"{STOPPED}\n"
BEGIN = """
import os, signal, sys, threading
from bot import interrupts
def interrupt(*_): os.kill(os.getpid(), signal.SIGINT)
interrupts.begin()
"""
SHELL = """
import fcntl, signal, subprocess, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, lambda *_: None)
print("status", subprocess.call([sys.executable, "-m", "bot", "chat"]), flush=True)
signal.pause()
"""
WHEREVER = {
    "in a step of the program": "interrupt()",
    "where all errors are caught": "try: interrupt()\nexcept BaseException: print('caught')",
    "in a finaliser, whose errors are printed": (
        "class Thing:\n    def __del__(self): interrupt()\nThing()"
    ),
    "in a callback of a database's": (
        "import sqlite3\nraw = sqlite3.connect(':memory:')\n"
        "raw.create_function('f', 0, interrupt)\nraw.execute('SELECT f()')"
    ),
    "in the clearing up of a pool": (
        "import sqlalchemy\nmade = sqlalchemy.create_engine('sqlite://')\n"
        "sqlalchemy.event.listen(made, 'reset', interrupt)\nmade.connect().close()"
    ),
    "in a handler of the log": (
        "import logging\nclass Own(logging.Handler):\n    def emit(self, _): interrupt()\n"
        "logging.getLogger().addHandler(Own())\nlogging.error('x')"
    ),
    "while another thread is at something": (
        "def work():\n    with interrupts.whole(): interrupt()\n"
        "threading.Thread(target=work).start()\nsignal.pause()"
    ),
}
CASES = {
    "what is whole comes to its end": (
        "with interrupts.whole():\n    interrupt(); interrupt()\n    print('whole')",
        INTERRUPTED, "whole\n", SAID,
    ),
    "in the midst of it two parts are one": (
        "with interrupts.whole():\n    with interrupts.whole(): interrupt()\n    print('whole')",
        INTERRUPTED, "whole\n", SAID,
    ),
    "what fails there is interrupted all the same": (
        "try:\n    with interrupts.whole(): interrupt(); 1 / 0\nexcept ValueError: pass",
        INTERRUPTED, "", SAID,
    ),
    "what is to be undone is": (
        "with interrupts.undoing(lambda: os.write(1, b'undone ')):\n    interrupt()",
        INTERRUPTED, "undone ", SAID,
    ),
    "what is over is not undone": (
        "with interrupts.undoing(lambda: os.write(1, b'undone ')): pass\ninterrupt()",
        INTERRUPTED, "", SAID,
    ),
    "an undoing that fails keeps nobody": (
        "with interrupts.undoing(lambda: 1 / 0): interrupt()", INTERRUPTED, "", SAID
    ),
    "a temporary folder is gone": (
        "from bot.temporary import temporary_folder\nfrom pathlib import Path\n"
        "with temporary_folder('.x-', Path('.')) as at:\n    (at / 'a').touch(); interrupt()",
        INTERRUPTED, "", SAID,
    ),
    "what was printed is there": ("print('a line')\ninterrupt()", INTERRUPTED, "a line\n", SAID),
    "a command has words of its own": (
        "interrupts.saying('Stopped, as I say.')\ninterrupt()",
        INTERRUPTED, "", "Stopped, as I say.\n",
    ),
    "what answers it ends in its own time": (
        "with interrupts.answered(lambda: print('coming')): interrupt(); interrupt()\n"
        "print('tidy')\nsys.exit(interrupts.end(0))",
        INTERRUPTED, "coming\ncoming\ntidy\n", SAID,
    ),
    "at the prompt it is raised": (
        "try:\n    with interrupts.raised(): interrupt()\nexcept KeyboardInterrupt:\n"
        "    interrupts.leave()",
        INTERRUPTED, "", SAID,
    ),
    "when all is done it changes nothing": (
        "print('done')\nstatus = interrupts.end(1)\ninterrupt()", 1, "done\n", ""
    ),
    "when the interpreter ends it changes nothing": (
        "import atexit\ninterrupts.end(3)\natexit.register(interrupt)\nsys.exit(3)", 3, "", ""
    ),
}  # fmt: skip


def ran(program: str, place: Path, ignored: bool = False) -> tuple[int, str, str]:
    """What a program comes to: its status and what it prints; with interrupts as usual, or
    `ignored`, as where a shell has put it into the background.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.SIG_DFL)
    try:
        done = subprocess.run(
            [sys.executable, "-c", BEGIN + program],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            cwd=place,
            capture_output=True,
            text=True,
            timeout=60,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("where", WHEREVER)
def test_it_is_one_sentence(where: str, tmp_path: Path) -> None:
    assert ran(WHEREVER[where], tmp_path) == (INTERRUPTED, "", SAID)


@pytest.mark.parametrize("case", CASES)
def test_it_comes_to_this(case: str, tmp_path: Path) -> None:
    program, *wanted = CASES[case]
    assert ran(program, tmp_path) == tuple(wanted)
    assert list(tmp_path.iterdir()) == []


def test_where_a_shell_has_it_ignored_it_is_ignored(tmp_path: Path) -> None:
    assert ran("interrupt()\nprint('on')", tmp_path, ignored=True) == (0, "on\n", "")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[tuple[int, int]]:
    """A terminal in which a shell, of a kind, has started the chat: its two ends, ours first."""
    ours, theirs = pty.openpty()
    shell = subprocess.Popen(
        [sys.executable, "-c", SHELL],
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "ONTHERECORD_HOME": str(tmp_path), "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    yield ours, theirs
    os.killpg(shell.pid, signal.SIGKILL)
    shell.wait(60)
    os.close(ours)
    os.close(theirs)


def test_at_the_prompt_of_the_chat_it_leaves_the_terminal_as_it_was(
    terminal: tuple[int, int],
) -> None:
    ours, theirs = terminal
    before = termios.tcgetattr(theirs)
    assert "We have run out of years" in shown_until(ours, ">\x1b[0m ")
    os.write(ours, b"half a question")
    seen, shown = b"", ""
    while not re.search(r"status \d+\n$", shown):
        # Again: what comes in the moment before readline waits for a key, it hears with the next.
        os.write(ours, b"\x03")
        while select.select([ours], [], [], 1)[0]:
            seen += os.read(ours, 4096)
        shown = seen.decode().replace("\r\n", "\n")
    assert shown.count(STOPPED) == 1
    assert shown.endswith(f"status {INTERRUPTED}\n")
    assert "Traceback" not in shown
    assert termios.tcgetattr(theirs) == before


def shown_until(terminal: int, end: str) -> str:
    """What a terminal shows, until it shows this."""
    shown = b""
    while end.encode() not in shown:
        shown += os.read(terminal, 1)
    return shown.decode().replace("\r\n", "\n")
