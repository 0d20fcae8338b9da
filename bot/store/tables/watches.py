"""The watch table: what chats wait for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from bot.store.tables.schema import chat, watch


@dataclass(frozen=True, slots=True)
class Watch:
    """What a chat waits for; `since` is the number of the newest article then."""

    id: int
    chat: int
    thread: int
    words: str
    since: int


def add(connection: Connection, chat_id: int, thread: int, words: str, since: int) -> bool:
    """The chat waits for this too; False where it does already."""
    if any(known.words.casefold() == words.casefold() for known in of_chat(connection, chat_id)):
        return False
    values = {"chat": chat_id, "thread": thread, "words": words, "since": since}
    connection.execute(insert(watch).values(**values))
    return True


def remove(connection: Connection, chat_id: int, watch_id: int) -> bool:
    """The chat waits for it no longer; False where it did not."""
    gone = delete(watch).where(watch.c.id == watch_id, watch.c.chat == chat_id)
    return connection.execute(gone).rowcount > 0


def of_chat(connection: Connection, chat_id: int) -> list[Watch]:
    """What the chat waits for, the oldest first."""
    found = select(watch).where(watch.c.chat == chat_id).order_by(watch.c.id)
    return [Watch(*row) for row in connection.execute(found)]


def candidates(connection: Connection, article: int, chat_id: int | None) -> list[Watch]:
    """The watches of a chat, or of all chats for None, that are older than the article of this
    number; not of chats where nothing can be sent.
    """
    closed = select(chat.c.id).where(chat.c.closed != "")
    found = select(watch).where(watch.c.since < article, watch.c.chat.not_in(closed))
    if chat_id is not None:
        found = found.where(watch.c.chat == chat_id)
    return [Watch(*row) for row in connection.execute(found.order_by(watch.c.chat, watch.c.id))]
