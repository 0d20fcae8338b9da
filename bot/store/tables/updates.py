"""The inbox table: updates from their arrival until they are dealt with."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.store.tables.schema import inbox, part

WAITING, DONE, SET_ASIDE = "waiting", "done", "aside"
KEPT_DAYS = 7
ONCE = 1000
"""From this number on parts are what can be sent only once: a message of UNDER_WAY until known."""
PICTURE, UNDER_WAY = 1000, 0
"""The number of the part that is a picture, and the message of a part that may have been sent."""
ACTION = 1001
"""The number of the part that is no message: what an update has done that is done only once."""


@dataclass(slots=True)
class UpdateRow:
    """An update in the inbox. `tries` counts work that was begun and never came back; `begun` is
    whether something may have been sent in reply.
    """

    id: int
    payload: str = ""
    tries: int = 0
    begun: bool = False


def receive(connection: Connection, bot: int, update_id: int, payload: str) -> UpdateRow | None:
    """Keeps an update; None where it is here already."""
    known = select(inbox.c.id).where(inbox.c.bot == bot, inbox.c.update_id == update_id)
    if connection.execute(known).first() is not None:
        return None
    values = {"bot": bot, "update_id": update_id, "payload": payload, "received": time.time()}
    found = connection.execute(insert(inbox).values(tries=0, state=WAITING, **values))
    key = found.inserted_primary_key
    return UpdateRow(int(key[0])) if key else None


def receive_aside(
    connection: Connection, bot: int, update_id: int, payload: str, error: str
) -> bool:
    """Keeps an update that cannot be dealt with, and why; False where it is here already."""
    row = receive(connection, bot, update_id, payload)
    if row is not None:
        settle(connection, row.id, SET_ASIDE, error)
    return row is not None


def waiting(connection: Connection, bot: int) -> list[UpdateRow]:
    """What has come and is not dealt with, in the order in which it came."""
    rows = connection.execute(
        select(inbox.c.id, inbox.c.payload, inbox.c.tries)
        .where(inbox.c.bot == bot, inbox.c.state == WAITING)
        .order_by(inbox.c.id)
    )
    return [UpdateRow(*row, begun=True) for row in rows]


def awaits_words_of(connection: Connection, chat: int, album: str) -> bool:
    """Whether a message of that album waits which has a caption."""
    waits = select(inbox.c.payload).where(inbox.c.state == WAITING)
    rows = connection.execute(waits.where(inbox.c.payload.contains(album, autoescape=True)))
    return any(_is_caption(payload, chat, album) for payload in rows.scalars())


def _is_caption(payload: str, chat: int, album: str) -> bool:
    try:
        message = json.loads(payload)["message"]
        together = (message["chat"]["id"], message["media_group_id"]) == (chat, album)
    except (ValueError, TypeError, KeyError):
        return False
    return together and bool(message.get("caption"))


def tried(connection: Connection, row: int, more: int) -> None:
    """Counts a try more, or takes it back with -1."""
    connection.execute(update(inbox).where(inbox.c.id == row).values(tries=inbox.c.tries + more))


def settle(connection: Connection, row: int, state: str, error: str = "") -> None:
    """The update is dealt with, or set aside because of an error. Of what is done, only that it
    came is kept.
    """
    values: dict[str, object] = {"state": state, "settled": time.time(), "error": error[:60]}
    if state == DONE:
        values["payload"] = ""
    connection.execute(update(inbox).where(inbox.c.id == row).values(**values))


def queue_depth(connection: Connection) -> tuple[int, int, float]:
    """How many updates wait, how many were set aside, and when the oldest that waits came
    (seconds of the epoch; 0 where none waits).
    """
    found = select(inbox.c.state, func.count(), func.min(inbox.c.received))
    of_interest = inbox.c.state.in_((WAITING, SET_ASIDE))
    rows = connection.execute(found.where(of_interest).group_by(inbox.c.state))
    by_state = {state: (int(count), float(oldest)) for state, count, oldest in rows}
    waiting, oldest = by_state.get(WAITING, (0, 0.0))
    return waiting, by_state.get(SET_ASIDE, (0, 0.0))[0], oldest


def prune(connection: Connection, now: float) -> int:
    """Forgets what was settled more than KEPT_DAYS ago; how many rows that were."""
    before = now - KEPT_DAYS * 86400
    found = connection.execute(
        delete(inbox).where(inbox.c.state != WAITING, inbox.c.settled < before)
    )
    return found.rowcount


def forget(connection: Connection, chat: int) -> None:
    """Forgets what was set aside of a chat: of what is done, no words are kept."""
    rows = connection.execute(select(inbox.c.id, inbox.c.payload).where(inbox.c.state == SET_ASIDE))
    # What cannot be read cannot be asked for its chat: whatever has the number in it goes.
    names_it = re.compile(rf"(?<![\d-]){chat}(?!\d)")
    gone = [row for row, payload in rows.all() if names_it.search(payload)]
    connection.execute(delete(inbox).where(inbox.c.id.in_(gone)))


def parts(connection: Connection, row: int) -> list[int]:
    """The messages of text that have been sent for an update, by the number of the part."""
    texts = (part.c.inbox == row, part.c.number < ONCE)
    rows = connection.execute(select(part.c.message).where(*texts).order_by(part.c.number))
    return list(rows.scalars())


def place(connection: Connection, row: int, number: int, message_id: int) -> None:
    """A part of the reply has its message."""
    connection.execute(insert(part).values(inbox=row, number=number, message=message_id))


def message(connection: Connection, row: int, number: int) -> int | None:
    """The message of a part: UNDER_WAY where nobody knows whether it was sent, None where it was
    not.
    """
    same = (part.c.inbox == row, part.c.number == number)
    return connection.execute(select(part.c.message).where(*same)).scalar()


def attempt(connection: Connection, row: int, number: int) -> int | None:
    """Notes that a part is about to be sent; where that was noted before, the part's message:
    UNDER_WAY where nobody knows whether it was sent.
    """
    known = message(connection, row, number)
    if known is None:
        place(connection, row, number, UNDER_WAY)
    return known


def arrived(connection: Connection, row: int, number: int, message_id: int) -> None:
    """The part that was about to be sent has its message."""
    same = (part.c.inbox == row, part.c.number == number)
    connection.execute(update(part).where(*same).values(message=message_id))
