"""The chat table: where nothing can be sent, and what a chat has set."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.store.schema import chat


def close(connection: Connection, chat_id: int, why: str) -> None:
    """Nothing more is sent there; "" takes that back."""
    _set(connection, chat_id, closed=why)


def closed(connection: Connection) -> set[int]:
    """The chats where nothing can be sent."""
    return set(connection.execute(select(chat.c.id).where(chat.c.closed != "")).scalars())


def settings(connection: Connection, chat_id: int) -> dict[str, Any]:
    """What has been set in the chat; empty for one that has set nothing."""
    found = connection.execute(select(chat.c.settings).where(chat.c.id == chat_id)).scalar()
    return dict(found or {})


def set_up(connection: Connection, chat_id: int, chosen: dict[str, Any]) -> None:
    """Changes some of the chat's settings."""
    _set(connection, chat_id, settings=settings(connection, chat_id) | chosen)


def _set(connection: Connection, chat_id: int, **values: object) -> None:
    changed = connection.execute(update(chat).where(chat.c.id == chat_id).values(**values))
    if not changed.rowcount:
        fresh = {"closed": "", "settings": {}, **values}
        connection.execute(insert(chat).values(id=chat_id, **fresh))
