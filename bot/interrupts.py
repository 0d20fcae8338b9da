"""Ctrl-C: one sentence and the end, whatever the program is at, and nothing is raised.

An exception that may come between any two steps cannot be made safe: it falls into imports, into
callbacks that print it and go on, into other libraries' clearing up. What we keep survives a power
cut; so the program ends where it stands, as soon as it is at nothing that must be `whole`.
"""

from __future__ import annotations

# Little is imported here, and nothing slow: until `begin` an interrupt is Python's own.
import atexit
import os
import signal
import sys
from contextlib import contextmanager, suppress
from threading import RLock, Timer, current_thread, main_thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import NoReturn

    Action = Callable[[], object]

INTERRUPTED = 130
"""The exit status after an interrupt, as shells have it."""
STOPPED = "Stopped, and nothing is lost."
"""Stands here and in no template: it must be at hand before those can be loaded."""
_PATIENCE = 2.0
"""Seconds for what another thread has to finish, and for a reader that takes no more output."""

_ERRORS = 2
"""The file descriptor of standard error."""


class _State:
    """What an interrupt does. `depth` is in how many `whole` parts the main thread is, where
    signals arrive, and `waiting` that one came meanwhile.
    """

    def __init__(self) -> None:
        self.words = STOPPED
        self.status = INTERRUPTED
        self.undo: list[Action] = []
        self.answer: Action | None = None
        self.answered = False
        self.raising = False
        self.depth = 0
        self.waiting = False


_state = _State()
_uncut = RLock()


def begin() -> None:
    """From now on an interrupt ends the program. Where the shell has them ignored, they stay so."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _interrupted)
        # The interpreter itself is not interrupted either when it clears up in the end.
        atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)


def end(status: int) -> int:
    """All is done and said: an interrupt may only hurry the end now. The exit status."""
    if _state.answered and status == 0:
        leave()
    _state.words, _state.status, _state.answer = "", status, None
    return status


def leave() -> NoReturn:
    """End the program now: say the sentence, undo what is to be undone, stay for nobody."""
    if current_thread() is main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # twice is as once
    late = Timer(2 * _PATIENCE, os._exit, (_state.status,))
    late.daemon = True
    with suppress(RuntimeError):  # no thread starts while the interpreter ends
        late.start()
    _uncut.acquire(timeout=_PATIENCE)
    # Not by the streams: the main thread may have been interrupted in the midst of writing to them.
    for action in [*reversed(_state.undo), _say]:
        with suppress(Exception):
            action()
    with suppress(Exception):
        sys.stdout.flush()
    os._exit(_state.status)


@contextmanager
def whole() -> Iterator[None]:
    """What is done in here is done to its end, in whatever thread: an interrupt waits for it."""
    here = current_thread() is main_thread()
    with _uncut:
        _state.depth += here
        try:
            yield
        finally:
            _state.depth -= here
            if here and _state.waiting and not _state.depth:
                _state.waiting = False
                _interrupted()


@contextmanager
def undoing(action: Action) -> Iterator[None]:
    """An interrupt meanwhile carries out the action, which must wait for no lock of anybody's."""
    _state.undo.append(action)
    try:
        yield
    finally:
        _state.undo.remove(action)


@contextmanager
def answered(action: Action) -> Iterator[None]:
    """An interrupt meanwhile is the action's to answer, which comes to an orderly end itself."""
    _state.answer = action
    try:
        yield
    finally:
        _state.answer = None


@contextmanager
def raised() -> Iterator[None]:
    """An interrupt meanwhile is a KeyboardInterrupt: for the prompt, which has to be left tidy."""
    _state.raising = True
    try:
        yield
    finally:
        _state.raising = False


def saying(words: str) -> None:
    """What an interrupt says from now on: rendered before, for it may come while we render."""
    _state.words = words


def _interrupted(*_: object) -> None:
    if _state.depth:
        _state.waiting = True
    elif _state.answer is not None:
        _state.answered = True
        _state.answer()
    elif _state.raising:
        raise KeyboardInterrupt
    else:
        leave()


def _say() -> None:
    if _state.words:
        begun = "\n" if os.isatty(_ERRORS) else ""  # a terminal has just shown ^C in this line
        os.write(_ERRORS, f"{begun}{_state.words}\n".encode())
