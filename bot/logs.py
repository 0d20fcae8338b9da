"""Logging: to standard error, without secrets and without a word of what people wrote or read.

Our own records hold none, but for what an error says; those of libraries may hold anything, a raw
answer of Telegram's or a query with its values. So an error is told by its name, unless it speaks
of machinery, and of a library's record the place in its source is told, whatever its level.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
import sys
import threading
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType
from urllib.parse import quote

from telegram.error import TelegramError

from bot.errors import BotError
from bot.log_limits import Bounded
from knowledge import StorageError

HIDDEN = "[token]"
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
OF_MACHINERY = (TelegramError, BotError, StorageError, OSError, sqlite3.Error)
"""Errors that speak of Telegram, the disk or the databases. What others say may be a question, a
link or an article: of them the log tells the name and the place.
"""
OURS = ("bot", "knowledge")
"""Packages whose records hold no words of anybody's."""
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<!\w)'[^']*'")
"""What Telegram quotes where it refuses: a tag, a link, a piece of the message."""

log = logging.getLogger(__name__)


class SecretFilter(logging.Filter):
    """Takes secrets out of a record: its message, its traceback and its stack.

    The token of a bot is also hidden where only its second half, the secret one, stands.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        halves = [(s, s.partition(":")[2]) for s in secrets if s]
        forms = {
            form for pair in halves for part in pair if part for form in (part, quote(part, ""))
        }
        self._forms = sorted(forms, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """The text without the secrets."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrites the record, which every handler behind this one then sees; False where it is
        not to be written at all.
        """
        ours = record.name.partition(".")[0] in OURS
        if not ours and record.levelno < logging.WARNING:
            return False
        error = record.exc_info[1] if record.exc_info else None
        kind = (record.name, record.levelno, str(record.msg)[:200] if ours else record.lineno)
        record.__dict__["kind"] = (*kind, type(error).__name__, _place(error))
        record.msg, record.args = self.clean(_words(record) if ours else _foreign(record)), None
        if record.exc_info and not record.exc_text:
            record.exc_text = _traced(error)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
            # The exception itself holds the secret still; its text is what handlers print.
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True


def _words(record: logging.LogRecord) -> str:
    """What a record of ours says; of errors in it, what may be told."""
    if isinstance(record.msg, BaseException):
        record.msg = safe_text(record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(
            safe_text(a) if isinstance(a, BaseException) else a for a in record.args
        )
    try:
        return record.getMessage()
    except Exception:  # a malformed call of a logger must not stop the log
        return str(record.msg)


def _foreign(record: logging.LogRecord) -> str:
    """Where in its source a library has something to say; and what, without the values in it."""
    words = f" {record.msg}" if record.args and isinstance(record.msg, str) else ""
    return f"[{PurePath(record.pathname).name}:{record.lineno} {record.funcName}]{words}"


def _place(error: BaseException | None) -> tuple[str, int]:
    """The line in which an error was raised."""
    frames = traceback.extract_tb(error.__traceback__) if error is not None else None
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)


def _traced(error: BaseException | None) -> str:
    """The traceback of an error, and of those that it came from, the first first."""
    found: list[str] = []
    while error is not None:
        frames = "".join(traceback.format_tb(error.__traceback__))
        found.insert(0, f"Traceback (most recent call last):\n{frames}{safe_text(error)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nand from that\n\n".join(found)


def safe_text(error: BaseException) -> str:
    """The name of an error, and what it says where that is nothing of a reader's."""
    name = type(error).__name__
    if isinstance(error, TelegramError):
        return f"{name}: {_QUOTED.sub('“…”', str(error))}"
    return f"{name}: {error}" if isinstance(error, OF_MACHINERY) else name


class JsonFormatter(logging.Formatter):
    """A record as one JSON object on a line, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """`time` (UTC), `level`, `logger`, `message`, and where there are any `exception` and
        `stack`.
        """
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "exception": record.exc_text,
            "stack": record.stack_info,
        }
        if record.exc_info and not record.exc_text:
            told["exception"] = _traced(record.exc_info[1])
        return json.dumps({name: value for name, value in told.items() if value is not None})


def configure(
    secrets: Iterable[str], level: int = logging.INFO, *, as_json: bool = False
) -> SecretFilter:
    """Sets up the root logger; returns the redaction, for whatever else prints a text."""
    redaction = SecretFilter(secrets)
    handler = Bounded()
    handler.setFormatter(JsonFormatter() if as_json else logging.Formatter(FORMAT))
    handler.addFilter(redaction)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    # These would print errors as they are, words and all.
    logging.raiseExceptions = False
    logging.captureWarnings(capture=True)
    sys.unraisablehook = lambda given: _raised(given.exc_type, given.exc_value, given.exc_traceback)
    threading.excepthook = lambda given: _raised(
        given.exc_type, given.exc_value, given.exc_traceback
    )
    return redaction


def _raised(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """Notes what was raised where nobody could catch it."""
    log.error("%s where nobody waited", kind.__name__, exc_info=(kind, error or kind(), trace))
