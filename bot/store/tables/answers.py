"""The answer table: what has been answered, for follow-ups, corrections and buttons."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Text, cast, delete, insert, select, update

from bot.store.tables.schema import answer, shown

KEPT_DAYS = 180


@dataclass(frozen=True, slots=True)
class StoredCitation:
    """Where the words of a citation stand."""

    article: int
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer. `asked` is the message that asked, `messages` are those that show it; `text` is
    the last of these in HTML; `thread` 0 is no topic. What a button asked has no message: `asked`
    is then less than 0, and of that press alone.
    """

    chat: int
    asked: int
    asker: int
    thread: int
    question: str
    speaker: str = ""
    citations: tuple[StoredCitation, ...] = ()
    conversation: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    more: bool = False
    id: int = 0
    messages: tuple[int, ...] = ()


def keep(connection: Connection, kept: StoredAnswer) -> int:
    """Keeps an answer, in the place of an earlier one to the same message; its id."""
    values: dict[str, Any] = {
        name: getattr(kept, name)
        for name in ("asker", "thread", "question", "speaker", "conversation", "text", "more")
    }
    values["citations"] = [asdict(cited) for cited in kept.citations]
    same = (answer.c.chat == kept.chat, answer.c.asked == kept.asked)
    known = connection.execute(select(answer.c.id).where(*same)).scalar()
    if known is not None:
        connection.execute(update(answer).where(answer.c.id == known).values(**values))
        return int(known)
    values |= {"chat": kept.chat, "asked": kept.asked, "given": time.time()}
    new = insert(answer).values(**values).returning(answer.c.id)
    return int(connection.execute(new).scalar_one())


def show(connection: Connection, kept: int, chat: int, messages: list[int]) -> None:
    """The answer stands in these messages."""
    connection.execute(delete(shown).where(shown.c.answer == kept))
    rows = [{"chat": chat, "message": message, "answer": kept} for message in messages]
    connection.execute(insert(shown), rows)


def by_id(connection: Connection, kept: int) -> StoredAnswer | None:
    """The answer of that id."""
    return _one(connection, answer.c.id == kept)


def by_question(connection: Connection, chat: int, asked: int) -> StoredAnswer | None:
    """The answer to a message."""
    return _one(connection, answer.c.chat == chat, answer.c.asked == asked)


def by_message(connection: Connection, chat: int, message: int) -> StoredAnswer | None:
    """The answer that stands in a message."""
    place = (shown.c.chat == chat, shown.c.message == message)
    return _one(connection, answer.c.id == select(shown.c.answer).where(*place).scalar_subquery())


def latest(
    connection: Connection, chat: int, thread: int, asker: int, before: int = 0
) -> StoredAnswer | None:
    """The last answer to a person in a topic of a chat; that before the answer `before`."""
    same = [answer.c.chat == chat, answer.c.thread == thread, answer.c.asker == asker]
    if before:
        same.append(answer.c.id < before)
    return _one(connection, *same)


def drop_article(connection: Connection, article: int) -> None:
    """The article is removed: its words are kept in no answer, of whichever chat."""
    cites = cast(answer.c.citations, Text).contains(f'"article": {article},')
    connection.execute(update(answer).where(cites).values(text=""))


def prune(connection: Connection, now: float) -> int:
    """Forgets answers older than KEPT_DAYS; how many these were."""
    before = now - KEPT_DAYS * 86400
    return connection.execute(delete(answer).where(answer.c.given < before)).rowcount


def _one(connection: Connection, *where: Any) -> StoredAnswer | None:
    found = connection.execute(
        select(answer).where(*where).order_by(answer.c.id.desc()).limit(1)
    ).first()
    return _kept(connection, found) if found is not None else None


def _kept(connection: Connection, row: Row[Any]) -> StoredAnswer:
    messages = connection.execute(
        select(shown.c.message).where(shown.c.answer == row.id).order_by(shown.c.message)
    ).scalars()
    fields = row._asdict()
    del fields["given"]
    fields["citations"] = tuple(StoredCitation(**cited) for cited in row.citations)
    return StoredAnswer(**fields, messages=tuple(messages))
