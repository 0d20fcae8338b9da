"""The feed and follower tables: what is fetched, when, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from bot.store.tables.schema import chat, feed, follower

SHARED = 0
"""The follower that is the shared library."""
FULL = "Full"
"""The trouble of a chat that is full of what people brought."""


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed that is due, with what is known of it; `failing` is since when it fails."""

    id: int
    url: str
    title: str
    etag: str
    modified: str
    pause: float
    failures: int
    failing: float


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who follows a feed; `served` is whether the first items have come."""

    chat: int
    thread: int
    served: bool


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """A feed as the list of a chat shows it. `fetched` 0.0 is not yet; `trouble` names an error."""

    id: int
    url: str
    title: str
    fetched: float
    trouble: str
    paused: bool


def follow(
    connection: Connection, chat_id: int, thread: int, url: str, title: str, now: float
) -> bool:
    """The chat follows a feed, which is due at once; False where it did already and does not have
    to begin again.
    """
    known = connection.execute(select(feed.c.id).where(feed.c.url == url)).scalar()
    whole = {"etag": "", "modified": "", "due": now}
    if known is None:
        made = insert(feed).values(
            url=url, title=title, pause=0.0, claimed=0.0, failures=0, failing=0.0, **whole
        )
        known = connection.execute(made.returning(feed.c.id)).scalar_one()
    same = (follower.c.feed == known, follower.c.chat == chat_id)
    paused = connection.execute(select(follower.c.paused).where(*same)).scalar()
    if paused is False:
        return False
    if paused is None:
        new = {"served": False, "fetched": 0.0, "trouble": "", "paused": False}
        connection.execute(insert(follower).values(feed=known, chat=chat_id, thread=thread, **new))
    else:
        connection.execute(update(follower).where(*same).values(paused=False, trouble=""))
    # Whole, and not only what is newer: it must come even where others have had it.
    connection.execute(
        update(feed).where(feed.c.id == known).values(failures=0, failing=0, **whole)
    )
    return True


def unfollow(connection: Connection, chat_id: int, feed_id: int) -> bool:
    """The chat follows it no longer; False where it did not."""
    gone = delete(follower).where(follower.c.feed == feed_id, follower.c.chat == chat_id)
    found = connection.execute(gone).rowcount > 0
    _drop_unfollowed(connection)
    return found


def unfollow_all(connection: Connection, chat_id: int) -> None:
    """The chat follows nothing any more."""
    connection.execute(delete(follower).where(follower.c.chat == chat_id))
    _drop_unfollowed(connection)


def followed(connection: Connection, chat_id: int) -> list[FollowedFeed]:
    """What the chat follows, by title."""
    mine = follower.c
    found = connection.execute(
        select(feed.c.id, feed.c.url, feed.c.title, mine.fetched, mine.trouble, mine.paused)
        .join_from(feed, follower)
        .where(mine.chat == chat_id)
        .order_by(feed.c.title, feed.c.url)
    )
    return [FollowedFeed(*row) for row in found]


def claim(connection: Connection, now: float, lease: float, limit: int) -> list[DueFeed]:
    """Feeds that are due and nobody's, for `lease` seconds whoever's that asks; another process
    that asks at the same time gets others.
    """
    heard = exists().where(follower.c.feed == feed.c.id, *_open())
    columns = [feed.c[name] for name in DueFeed.__slots__]
    rows = connection.execute(
        select(*columns)
        .where(feed.c.due <= now, feed.c.claimed <= now, heard)
        .order_by(feed.c.due)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    ids = [row.id for row in rows]
    connection.execute(update(feed).where(feed.c.id.in_(ids)).values(claimed=now + lease))
    return [DueFeed(*row) for row in rows]


def followers(connection: Connection, feed_id: int) -> list[Follower]:
    """For whom a feed is fetched: not where it is paused, or nothing can be sent to."""
    found = select(follower.c.chat, follower.c.thread, follower.c.served)
    rows = connection.execute(found.where(follower.c.feed == feed_id, *_open()))
    return [Follower(*row) for row in rows]


def follows(connection: Connection, feed_id: int, chat_id: int) -> bool:
    """Whether the chat follows the feed."""
    same = (follower.c.feed == feed_id, follower.c.chat == chat_id)
    return connection.execute(select(follower.c.chat).where(*same)).first() is not None


def takes(connection: Connection, feed_id: int, chat_id: int) -> bool:
    """An item has found its place with a chat; False where that does not follow it any more."""
    same = (follower.c.feed == feed_id, follower.c.chat == chat_id)
    return connection.execute(update(follower).where(*same).values(trouble="")).rowcount > 0


def succeeded(
    connection: Connection, feed_id: int, served: list[int], now: float, values: dict[str, Any]
) -> None:
    """It was fetched, and all that is new has been dealt with for the chats `served`. `values`
    are the feed's own: title, etag, modified, pause, due.
    """
    fresh = {"claimed": 0.0, "failures": 0, "failing": 0.0, **values}
    connection.execute(update(feed).where(feed.c.id == feed_id).values(**fresh))
    theirs = update(follower).where(follower.c.feed == feed_id, follower.c.chat.in_(served))
    connection.execute(theirs.values(served=True))
    # That it was fetched before its time, for another chat that is new, is nobody's business.
    in_time = theirs.where(follower.c.fetched <= now - values["pause"] / 2)
    connection.execute(in_time.values(fetched=now))
    connection.execute(theirs.where(follower.c.trouble != FULL).values(trouble=""))
    unserved = exists().where(follower.c.feed == feed_id, ~follower.c.served, *_open())
    # Who has come meanwhile gets it whole, at once.
    again = update(feed).where(feed.c.id == feed_id, unserved)
    connection.execute(again.values(etag="", modified="", due=now))


def failed(connection: Connection, feed_id: int, trouble: str, now: float, due: float) -> float:
    """It could not be fetched or read; since when that is so (seconds of the epoch)."""
    since = connection.execute(select(feed.c.failing).where(feed.c.id == feed_id)).scalar() or now
    values = {"claimed": 0.0, "due": due, "failures": feed.c.failures + 1, "failing": since}
    connection.execute(update(feed).where(feed.c.id == feed_id).values(**values))
    theirs = update(follower).where(follower.c.feed == feed_id)
    connection.execute(theirs.values(trouble=trouble))
    return float(since)


def pause(connection: Connection, feed_id: int) -> list[Follower]:
    """It is fetched no longer until somebody asks for it; whom that concerns."""
    concerned = followers(connection, feed_id)
    theirs = update(follower).where(follower.c.feed == feed_id)
    connection.execute(theirs.values(paused=True))
    return concerned


def note_trouble(connection: Connection, feed_id: int, chat_id: int, trouble: str) -> None:
    """What is wrong for one chat alone."""
    same = (follower.c.feed == feed_id, follower.c.chat == chat_id)
    connection.execute(update(follower).where(*same).values(trouble=trouble))


def release(connection: Connection) -> None:
    """Nobody is fetching anything: the process that was has ended."""
    connection.execute(update(feed).values(claimed=0.0))


def _open() -> tuple[Any, ...]:
    closed = select(chat.c.id).where(chat.c.closed != "")
    return ~follower.c.paused, follower.c.chat.not_in(closed)


def _drop_unfollowed(connection: Connection) -> None:
    connection.execute(delete(feed).where(~exists().where(follower.c.feed == feed.c.id)))
