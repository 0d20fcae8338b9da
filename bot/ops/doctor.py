"""What the bot needs, looked at one thing after the other; nothing is changed by looking."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import NetworkError

from bot import settings as settings_of
from bot.errors import (
    BotError,
    ClockWrong,
    DatabaseElsewhere,
    DiskFull,
    NewerDatabase,
    NoDatabase,
    NoParser,
    NoToken,
    RefusedToken,
    SettingsError,
    UnwritableBackup,
)
from bot.settings import Settings
from bot.store import snapshots
from bot.store.tables import schema
from knowledge import Library, open_engine, read_text

LEAST_SPACE = 500_000_000
"""Bytes: below that a backup, or a day of news, may find no room."""
MOST_OFF = 30.0
"""Seconds that the clock may be off."""
INDEX = "index"
_PATIENCE = 10.0
_SAID = "The bridge is safe for the summer.\n\n“The bridge is safe,” Ann Lee said on Monday.\n"
_SPEAKER = "Ann Lee"

Facts = dict[str, Any]


@dataclass(frozen=True)
class CheckResult:
    """How it is with one thing: what is known of it, or what is wrong. `check` is the macro of
    templates/doctor.txt with its words, `name` what it is called.
    """

    check: str
    name: str
    facts: Facts = field(default_factory=dict)
    wrong: BotError | NetworkError | None = None


def run_checks() -> Iterator[CheckResult]:
    """Everything, in the order in which it is to be mended. No finding holds the token."""
    try:
        found = settings_of.read()
    except SettingsError as exc:
        yield CheckResult("settings", "settings", wrong=exc)
        return
    yield CheckResult("settings", "settings", {"home": found.home})
    told: Facts = {}
    yield _looked_at("token", "token", lambda: check_token(found, told))
    for name in (snapshots.LIBRARY, snapshots.BOT):
        yield _looked_at("database", name, lambda name=name: check_database(name, found))  # type: ignore[misc]
    yield _looked_at("index", "index", lambda: check_index(found.home))
    yield _looked_at("parser", "parser", check_parser)
    yield _looked_at("disk", "disk", lambda: check_disk(found.home))
    yield _looked_at(
        "clock", "clock", lambda: check_clock(told.get("date", ""), told.get("at", 0.0))
    )


def check_token(found: Settings, told: Facts) -> Facts:
    """Asks Telegram who the token's bot is, and puts the time by its clock and ours into `told`.

    Raises NoToken, RefusedToken and NetworkError.
    """
    if found.token is None:
        raise NoToken
    address = f"{found.api_url.rstrip('/')}/bot{found.token.get_secret_value()}/getMe"
    try:
        answer = httpx.get(address, timeout=_PATIENCE)
        told |= {"date": answer.headers.get("Date", ""), "at": time.time()}
        if answer.status_code in (401, 404):
            raise RefusedToken("TELEGRAM_BOT_TOKEN")
        return {"username": str(answer.json()["result"]["username"])}
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        # Not "from exc": the error may hold the address, and that the token.
        raise NetworkError("getMe") from None


def check_database(name: str, found: Settings) -> Facts:
    """Whether the database is there, whole, and can be written. Raises BotError."""
    try:
        file = snapshots.file(name, found)
    except DatabaseElsewhere as exc:
        return _answers(name, exc.name, found)
    folder = _standing(file.parent)
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as exc:
        raise UnwritableBackup(str(file)) from exc
    if file.exists():
        snapshots.check(name, file)
        # Revisions are numbers of equal length: what comes later in order is of a later program.
        newest = Library.schema() if name == snapshots.LIBRARY else schema.HEAD
        if snapshots.revision(file) > newest:
            raise NewerDatabase(name)
    return {"name": name, "there": file.exists()}


def check_index(home: Path) -> Facts:
    """How large the index beside the library is (bytes, 0 where there is none yet). It is derived:
    where it is missing or broken, it is made anew. Raises UnwritableBackup.
    """
    folder = home / INDEX
    try:
        sizes = [file.stat().st_size for file in folder.iterdir()] if folder.exists() else []
        if folder.exists():
            with tempfile.TemporaryFile(dir=folder):
                pass
    except OSError as exc:
        raise UnwritableBackup(str(folder)) from exc
    return {"size": sum(sizes)}


def check_parser() -> Facts:
    """Lets it read a sentence. Raises NoParser."""
    try:
        with closing(Library.throwaway()) as library:
            opened = library.read(library.add(read_text(_SAID)).id)
    except Exception as exc:  # whatever a broken installation may raise
        raise NoParser from exc
    if [said.speaker_name for said in opened.attribution.statements] != [_SPEAKER]:
        raise NoParser
    return {}


def check_disk(home: Path, least: int = LEAST_SPACE) -> Facts:
    """How much space is free (bytes). Raises DiskFull."""
    free = shutil.disk_usage(_standing(home)).free
    if free < least:
        raise DiskFull(free)
    return {"free": free}


def check_clock(date: str, at: float) -> Facts:
    """Compares our time `at` (seconds of the epoch) with an HTTP Date. Raises ClockWrong."""
    try:
        off = abs(at - parsedate_to_datetime(date).timestamp())
    except ValueError:
        return {"compared": False}
    if off > MOST_OFF:
        raise ClockWrong(off)
    return {"compared": True}


def _looked_at(check: str, name: str, look: Callable[[], Facts]) -> CheckResult:
    try:
        return CheckResult(check, name, look())
    except (BotError, NetworkError) as exc:
        return CheckResult(check, name, wrong=exc)


def _answers(name: str, setting: str, found: Settings) -> Facts:
    """The same of a database server."""
    url = found.database_url if name == snapshots.LIBRARY else found.bot_database_url
    try:
        made = open_engine(str(url))
        made.connect().close()
        made.dispose()
    except (SQLAlchemyError, ImportError, OSError) as exc:
        raise NoDatabase(setting) from exc
    return {"name": name, "there": True}


def _standing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(at for at in (folder, *folder.parents) if at.exists())
