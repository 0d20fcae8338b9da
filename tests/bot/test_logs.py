"""The token reaches no log, by whatever way it comes."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
from telegram.error import BadRequest

from bot.logs import FORMAT, JsonFormatter, SecretFilter

TOKEN = "123456:AAsecret_part-of-the-token"
SECRET = TOKEN.split(":")[1]


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger whose records pass the redaction, and what it has written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(SecretFilter([TOKEN]))
    logger = logging.getLogger("bot.redaction")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, written
    logger.removeHandler(handler)


def raised(error: Exception) -> Exception:
    """The error with a traceback and a cause."""
    try:
        try:
            raise ValueError(f"cause with {TOKEN}")
        except ValueError as cause:
            raise error from cause
    except Exception as found:
        return found


WAYS: dict[str, Callable[[logging.Logger], None]] = {
    "message": lambda log: log.warning(f"to /bot{TOKEN}/getMe"),
    "argument": lambda log: log.warning("to %s", f"/bot{TOKEN}/getMe"),
    "mapping": lambda log: log.warning("to %(where)s", {"where": TOKEN}),
    "object": lambda log: log.warning(RuntimeError(TOKEN)),
    "traceback": lambda log: log.error("failed", exc_info=raised(RuntimeError(f"at {TOKEN}"))),
    "half": lambda log: log.warning("secret %s", SECRET),
    "quoted": lambda log: log.warning(TOKEN.replace(":", "%3A")),
    "malformed": lambda log: log.warning("%d", TOKEN),
    "stack": lambda log: log.warning("here", stack_info=True),
}


@pytest.mark.parametrize("form", [logging.Formatter(FORMAT), JsonFormatter()])
@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_the_token_into_the_log(
    way: str, form: logging.Formatter, log: tuple[logging.Logger, io.StringIO]
) -> None:
    logger, written = log
    logger.handlers[0].setFormatter(form)
    WAYS[way](logger)
    assert written.getvalue()
    assert SECRET not in written.getvalue()


def test_a_traceback_is_kept_without_the_secret(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, written = log
    logger.error("failed", exc_info=raised(OSError(f"at {TOKEN}")))
    assert "Traceback" in written.getvalue()
    assert "OSError: at [token]" in written.getvalue()


@pytest.mark.parametrize("form", [logging.Formatter(FORMAT), JsonFormatter()])
def test_of_an_error_in_our_code_the_place_is_logged_and_not_what_it_says(
    form: logging.Formatter, log: tuple[logging.Logger, io.StringIO]
) -> None:
    logger, written = log
    logger.handlers[0].setFormatter(form)
    logger.error("failed", exc_info=raised(KeyError("What did the zeppelin say?")))
    assert "KeyError" in written.getvalue()
    assert "ValueError" in written.getvalue()
    assert "in raised" in written.getvalue()
    assert "zeppelin" not in written.getvalue()


def test_as_json_each_record_is_one_object_on_one_line(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, written = log
    logger.handlers[0].setFormatter(JsonFormatter())
    logger.warning("two\nlines of %s", "“words”")
    logger.error("failed", exc_info=raised(OSError("why")))
    first, second = (json.loads(line) for line in written.getvalue().splitlines())
    assert first["message"] == "two\nlines of “words”"
    assert (first["level"], first["logger"]) == ("warning", "bot.redaction")
    assert "exception" not in first
    assert second["exception"].endswith("OSError: why")
    assert second["time"].endswith("+00:00")


def test_what_telegram_quotes_of_a_message_is_not_told(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, written = log
    for quoted in ('"zeppelin"', "“zeppelin”", "'zeppelin'"):
        logger.warning("refused: %s", BadRequest(f"can't parse entities: unsupported tag {quoted}"))
        logger.warning(BadRequest(f"URL {quoted} is invalid"))
    assert "BadRequest: " in written.getvalue()
    assert "zeppelin" not in written.getvalue()


def test_of_what_a_library_says_the_place_is_told_and_no_value_in_it() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(SecretFilter([TOKEN]))
    library = logging.getLogger("library")
    library.addHandler(handler)
    library.propagate = False
    library.setLevel(logging.DEBUG)
    word = "zeppelin"
    for say in (library.debug, library.info):
        say("sent %s", word)
    assert written.getvalue() == ""
    library.warning("sent %s", word)
    library.warning(f"sent {word}")
    library.error("failed", exc_info=raised(KeyError(word)))
    library.removeHandler(handler)
    first, second, third, *_ = written.getvalue().splitlines()
    assert first.startswith("[test_logs.py:")
    assert first.endswith("] sent %s")
    assert "test_of_what_a_library" in second
    assert third.startswith("[test_logs.py:")
    assert "KeyError" in written.getvalue()
    assert word not in written.getvalue()
