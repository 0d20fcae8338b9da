"""The chat table: where nothing can be sent, and what a chat has set."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.store.tables import feeds, updates
from bot.store.tables.schema import (
    answer,
    chat,
    follower,
    item,
    notice,
    opened,
    prompt,
    share,
    shown,
    watch,
)

_OF_A_CHAT = (answer, share, opened, item, watch, notice)


def close(connection: Connection, chat_id: int, why: str) -> None:
    """Nothing more is sent there; "" takes that back."""
    _set(connection, chat_id, closed=why)


def closed(connection: Connection) -> set[int]:
    """The chats where nothing can be sent."""
    return set(connection.execute(select(chat.c.id).where(chat.c.closed != "")).scalars())


def move(connection: Connection, old: int, new: int) -> None:
    """A group has become a supergroup: what was its own goes with it. Again does no harm.

    A supergroup counts its messages anew, so that the old ones' numbers mean others there: they
    are kept below zero, where no message is.
    """
    before, known = settings(connection, old), settings(connection, new)
    was = {*before.get("was", ()), *known.get("was", ()), old}
    _set(connection, new, settings={**before, **known, "was": sorted(was)})
    connection.execute(delete(chat).where(chat.c.id == old))
    moved = {"chat": new, "asked": -func.abs(answer.c.asked)}
    connection.execute(update(answer).where(answer.c.chat == old).values(**moved))
    moved = {"chat": new, "message": -func.abs(shown.c.message)}
    connection.execute(update(shown).where(shown.c.chat == old).values(**moved))
    connection.execute(delete(prompt).where(prompt.c.chat == old))  # nobody can reply to it there
    for table in (share, opened):
        connection.execute(update(table).where(table.c.chat == old).values(chat=new))
    for key in (follower.c.chat, item.c.chat, watch.c.chat, notice.c.chat):
        if connection.execute(select(key).where(key == old).limit(1)).first() is not None:
            connection.execute(delete(key.table).where(key == new))
            connection.execute(update(key.table).where(key == old).values({key: new}))


def forget(connection: Connection, chat_id: int) -> None:
    """Forgets what is kept of a chat, but for updates that are still to be dealt with.

    Every table with something of a chat's is named here, or has a foreign key to one that is.
    """
    updates.forget(connection, chat_id)
    for key in (*(table.c.chat for table in _OF_A_CHAT), chat.c.id):
        connection.execute(delete(key.table).where(key == chat_id))
    feeds.unfollow_all(connection, chat_id)


def settings(connection: Connection, chat_id: int) -> dict[str, Any]:
    """What has been set in the chat; empty for one that has set nothing."""
    found = connection.execute(select(chat.c.settings).where(chat.c.id == chat_id)).scalar()
    return dict(found or {})


def chats_with_setting(connection: Connection, name: str) -> dict[int, Any]:
    """What each chat has set under this name, of those that have."""
    rows = connection.execute(select(chat.c.id, chat.c.settings))
    return {row.id: row.settings[name] for row in rows if row.settings.get(name)}


def change_settings(connection: Connection, chat_id: int, chosen: dict[str, Any]) -> None:
    """Changes some of the chat's settings."""
    _set(connection, chat_id, settings=settings(connection, chat_id) | chosen)


def _set(connection: Connection, chat_id: int, **values: object) -> None:
    changed = connection.execute(update(chat).where(chat.c.id == chat_id).values(**values))
    if not changed.rowcount:
        fresh = {"closed": "", "settings": {}, **values}
        connection.execute(insert(chat).values(id=chat_id, **fresh))
