"""An engine on a database, set up the way our stores use it: the shelf, and the bot's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

IN_MEMORY = "sqlite://"
_BUSY_SECONDS = 30
"""How long a write waits for another process's; each of ours is one article long."""


def open_engine(url: str) -> Engine:
    """An engine on the database at `url` (SQLAlchemy's form).

    SQLite runs in WAL mode with foreign keys, has on the disk what a commit returns from, zeroes
    what is deleted, and begins writes IMMEDIATE: see `writing`. `IN_MEMORY` is one connection,
    shared by all threads.
    """
    from sqlalchemy import create_engine, event, make_url
    from sqlalchemy.pool import StaticPool

    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    if parsed.database in (None, "", ":memory:"):
        made = create_engine(
            parsed,
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
            hide_parameters=True,
        )
    else:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        # Errors go to the log, and the parameters hold what people brought and asked.
        made = create_engine(parsed, connect_args={"timeout": _BUSY_SECONDS}, hide_parameters=True)
    event.listen(made, "connect", _set_up)
    event.listen(made, "begin", _begin)
    return made


def for_writing(made: Engine) -> Engine:
    """The same engine for transactions that write: they take SQLite's write lock at once, so
    that none fails half way because another process wrote first.
    """
    return made.execution_options(ontherecord_writes=True)


def compact(made: Engine) -> None:
    """Leave nothing in the files of what was deleted: neither in the gaps of pages, which are
    written anew, nor in the log beside the database. Other databases see to that themselves.
    """
    if made.dialect.name != "sqlite":
        return
    connection = made.raw_connection()
    try:
        cursor = connection.cursor()
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            cursor.execute(statement)
        cursor.close()
    finally:
        connection.close()


def _set_up(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we begin ourselves
    cursor = connection.cursor()
    pragmas = (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    )
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("ontherecord_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
