"""The note table: small things by name."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from bot.store.tables.schema import note


def read(connection: Connection, name: str) -> str:
    """What is noted under a name; "" where nothing is."""
    return connection.execute(select(note.c.text).where(note.c.name == name)).scalar() or ""


def write(connection: Connection, name: str, text: str) -> None:
    """Notes it, in the place of what was noted before."""
    connection.execute(delete(note).where(note.c.name == name))
    connection.execute(insert(note).values(name=name, text=text))
