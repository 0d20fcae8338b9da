"""Copies of SQLite databases, made while others write, and whether one is whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from bot.errors import DamagedBackup, DatabaseElsewhere
from bot.settings import Settings

LIBRARY, BOT = "library.db", "bot.db"
_BUSY_SECONDS = 30
_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_TABLE = {LIBRARY: "article", BOT: "inbox"}
"""A table by which each is known for ours."""


def files(settings: Settings) -> dict[str, Path]:
    """Where each database is, in the order in which they are copied: an answer in bot.db cites
    articles that are in the library by then. Raises DatabaseElsewhere for one that is no SQLite
    file.
    """
    return {name: file(name, settings) for name in (BOT, LIBRARY)}


def file(name: str, settings: Settings) -> Path:
    """Where that database is. Raises DatabaseElsewhere for one that is no SQLite file."""
    library = name == LIBRARY
    url = settings.database_url if library else settings.bot_database_url
    if url is None:
        return settings.home / name
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise DatabaseElsewhere(f"ONTHERECORD_{'' if library else 'BOT_'}DATABASE_URL")
    return Path(str(parsed.database)).absolute()


def copy(name: str, source: Path, target: Path) -> None:
    """Copy the database as it is at one moment, whoever writes meanwhile (SQLite's online backup
    interface), into one file without a log beside it. Raises DamagedBackup, and OSError where the
    copy cannot be written.
    """
    try:
        with closing(_opened(source)) as read, closing(sqlite3.connect(target)) as written:
            read.backup(written)
            written.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as exc:
        if exc.sqlite_errorcode in _NO_ROOM:
            raise OSError(str(exc)) from exc
        raise DamagedBackup(name) from exc
    check(name, target)


def check(name: str, at: Path) -> None:
    """Raises DamagedBackup where the file is no whole database of ours."""
    try:
        with closing(_opened(at)) as found:
            verdict = found.execute("PRAGMA integrity_check(1)").fetchone()
            known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
            ours = found.execute(known, (_TABLE[name],)).fetchone()
    except sqlite3.Error as exc:
        raise DamagedBackup(name) from exc
    if verdict != ("ok",) or ours is None:
        raise DamagedBackup(name)


def revision(at: Path) -> str:
    """At which revision of its schema a database of ours stands; "" where it does not tell."""
    try:
        with closing(_opened(at)) as found:
            told = found.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return ""
    return str(told[0]) if told else ""


def _opened(at: Path) -> sqlite3.Connection:
    """A connection that never makes a file."""
    return sqlite3.connect(f"{at.absolute().as_uri()}?mode=rw", uri=True, timeout=_BUSY_SECONDS)
