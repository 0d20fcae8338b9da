"""The notice table: what is to be told to a chat unasked, from before it is sent."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.store.tables import key_values
from bot.store.tables.schema import chat, notice, watch

KEPT_DAYS = 60
"""Days for which a quotation that was told is not told again."""
CURSOR = "watched"
"""The note of the last article that was held against the watches."""
LATE = "watched late"
"""The note of the articles, as JSON, that were passed before they were read through."""

Quote = tuple[str, str]
_TO_BE_SENT = [notice.c[name] for name in ("id", "chat", "thread", "heading", "text", "message")]


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to be sent: its first line, all of it in HTML, and the quotations in it (speaker,
    words). `message` is where it stands, 0 while nothing is known of that.
    """

    chat: int
    thread: int
    heading: str
    text: str
    quotes: tuple[Quote, ...] = ()
    message: int = 0
    id: int = 0


def add(connection: Connection, notices: Sequence[Notice]) -> None:
    """Keeps what is to be told."""
    rows = [
        {
            "chat": one.chat,
            "thread": one.thread,
            "heading": one.heading,
            "text": one.text,
            "quotes": [list(quote) for quote in one.quotes],
            "message": 0,
            "sent": False,
            "claimed": 0.0,
            "made": time.time(),
        }
        for one in notices
    ]
    if rows:
        connection.execute(insert(notice), rows)


def add_for_article(connection: Connection, notices: Sequence[Notice], seen: int) -> None:
    """Keeps what is to be told of an article, where the chat still watches, and that those up to
    the number `seen` were held against the watches: both or neither.
    """
    watching = set(connection.execute(select(watch.c.chat)).scalars())
    add(connection, [one for one in notices if one.chat in watching])
    key_values.write(connection, CURSOR, str(seen))


def told_quotes(connection: Connection, chat_id: int) -> list[Quote]:
    """The quotations that the chat has been told, or will be."""
    found = connection.execute(select(notice.c.quotes).where(notice.c.chat == chat_id)).scalars()
    return [(str(speaker), str(words)) for quotes in found for speaker, words in quotes]


def claim(connection: Connection, now: float, lease: float, limit: int) -> list[Notice]:
    """The first of what is to be sent to each chat, for `lease` seconds whoever's that asks;
    chats of which one is claimed, or where nothing can be sent, wait. Without their quotations.
    """
    first = select(func.min(notice.c.id)).where(~notice.c.sent).group_by(notice.c.chat)
    closed = select(chat.c.id).where(chat.c.closed != "")
    # Without the quotations: they are not sent, and one that is damaged would stop all.
    rows = connection.execute(
        select(*_TO_BE_SENT)
        .where(notice.c.id.in_(first), notice.c.claimed <= now, notice.c.chat.not_in(closed))
        .order_by(notice.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    ids = [row.id for row in rows]
    connection.execute(update(notice).where(notice.c.id.in_(ids)).values(claimed=now + lease))
    return [Notice(r.chat, r.thread, r.heading, r.text, message=r.message, id=r.id) for r in rows]


def placed(connection: Connection, notice_id: int, message: int) -> bool:
    """It has its message; False where it is not to be told any more."""
    these = update(notice).where(notice.c.id == notice_id).values(message=message)
    return connection.execute(these).rowcount > 0


def sent(connection: Connection, notice_id: int) -> None:
    """It has been told. Only its quotations are kept, not to be told twice."""
    done = {"sent": True, "heading": "", "text": "", "claimed": 0.0}
    connection.execute(update(notice).where(notice.c.id == notice_id).values(**done))


def unclaim(connection: Connection, notice_id: int) -> None:
    """It is to be tried again."""
    connection.execute(update(notice).where(notice.c.id == notice_id).values(claimed=0.0))


def drop(connection: Connection, chat_id: int) -> None:
    """Nothing that waits is told there any more."""
    connection.execute(delete(notice).where(notice.c.chat == chat_id, ~notice.c.sent))


def release(connection: Connection) -> None:
    """Nobody is sending anything: the process that was has ended."""
    connection.execute(update(notice).values(claimed=0.0))


def prune(connection: Connection, now: float) -> int:
    """Forgets what was told long ago; how many rows that were."""
    before = now - KEPT_DAYS * 86400
    return connection.execute(delete(notice).where(notice.c.made < before)).rowcount
