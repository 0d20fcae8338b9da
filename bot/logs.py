"""Logging: to standard error, with the secrets taken out of every record, and out of errors what
they say of what people wrote.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote

from telegram.error import TelegramError

from bot.errors import BotError
from knowledge import StorageError

HIDDEN = "[token]"
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
OF_MACHINERY = (TelegramError, BotError, StorageError, OSError, sqlite3.Error)
"""Errors that speak of Telegram, the disk or the databases. What others say may be a question, a
link or an article: of them the log tells the name and the place.
"""


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
        """Rewrites the record, which every handler behind this one then sees."""
        try:
            message = record.getMessage()
        except Exception:  # a malformed call of a logger must not stop the log
            message = str(record.msg)
        record.msg, record.args = self.clean(message), None
        if record.exc_info and not record.exc_text:
            record.exc_text = _traced(record.exc_info[1])
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
            # The exception itself holds the secret still; its text is what handlers print.
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True


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
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if as_json else logging.Formatter(FORMAT))
    handler.addFilter(redaction)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "alembic", "apscheduler", "tornado.access"):
        logging.getLogger(name).setLevel(logging.WARNING)  # httpx logs every URL, token and all
    return redaction
