"""Logging: to standard error, with the secrets taken out of every record."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "[token]"
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redaction(logging.Filter):
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
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
            # The exception itself holds the secret still; its text is what handlers print.
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True


def configure(secrets: Iterable[str], level: int = logging.INFO) -> Redaction:
    """Sets up the root logger; returns the redaction, for whatever else prints a text."""
    redaction = Redaction(secrets)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(redaction)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "alembic", "apscheduler", "tornado.access"):
        logging.getLogger(name).setLevel(logging.WARNING)  # httpx logs every URL, token and all
    return redaction
