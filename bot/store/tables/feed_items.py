"""The item table: what of its feeds a chat has had, so that nothing comes twice."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select, update

from bot.store.tables.schema import item

KEPT_DAYS = 90
"""Days for which an item is known that stands in no feed any more and is no article."""
_AT_ONCE = 500


def known(
    connection: Connection, chats: Collection[int], keys: Collection[str]
) -> set[tuple[int, str]]:
    """Which of these items these chats have had, as (chat, key)."""
    found: set[tuple[int, str]] = set()
    for some in _parts(list(chats)):
        rows = connection.execute(
            select(item.c.chat, item.c.key).where(
                item.c.chat.in_(some), item.c.key.in_(list(keys)), item.c.done
            )
        )
        found |= {(row.chat, row.key) for row in rows}
    return found


def begin(connection: Connection, chat: int, key: str, now: float) -> tuple[int, bool]:
    """An item is about to be added: how often that was tried before, this time counted, and
    whether it may be there already, from a time that ended halfway.
    """
    same = (item.c.chat == chat, item.c.key == key)
    tries = connection.execute(select(item.c.tries).where(*same)).scalar()
    if tries is None:
        fresh = {"article": 0, "tries": 1, "done": False, "seen": now}
        connection.execute(insert(item).values(chat=chat, key=key, **fresh))
        return 1, False
    connection.execute(update(item).where(*same).values(tries=tries + 1, seen=now))
    return tries + 1, True


def settle(connection: Connection, chat: int, key: str, article: int = 0) -> None:
    """The item has become this article, or none and is not tried again."""
    same = (item.c.chat == chat, item.c.key == key)
    connection.execute(update(item).where(*same).values(article=article, done=True))


def skip(connection: Connection, chat: int, keys: Collection[str], now: float) -> None:
    """These items are taken as had."""
    had = known(connection, [chat], keys)
    begun = select(item.c.key).where(item.c.chat == chat, item.c.key.in_(list(keys)))
    there = set(connection.execute(begun).scalars())
    fresh = {"article": 0, "tries": 0, "done": True, "seen": now}
    new = [{"chat": chat, "key": key, **fresh} for key in keys if key not in there]
    if new:
        connection.execute(insert(item), new)
    for key in there - {key for _, key in had}:
        settle(connection, chat, key)


def mark_seen(
    connection: Connection, chats: Collection[int], keys: Collection[str], now: float
) -> None:
    """These items stand in a feed of these chats."""
    for some in _parts(list(chats)):
        these = update(item).where(item.c.chat.in_(some), item.c.key.in_(list(keys)))
        connection.execute(these.values(seen=now))


def articles(connection: Connection, chat: int) -> set[int]:
    """The chat's articles that came from feeds alone, some of which may be gone."""
    found = select(item.c.article).where(item.c.chat == chat, item.c.article != 0)
    return set(connection.execute(found).scalars())


def drop_articles(connection: Connection, chat: int, gone: Collection[int]) -> None:
    """These articles are feed items no longer: removed, or brought by a person too."""
    for some in _parts(list(gone)):
        these = update(item).where(item.c.chat == chat, item.c.article.in_(some))
        connection.execute(these.values(article=0))


def prune(connection: Connection, now: float) -> int:
    """Forgets items that have long been in no feed and are no article; how many these were."""
    before = now - KEPT_DAYS * 86400
    gone = delete(item).where(item.c.seen < before, item.c.article == 0)
    return connection.execute(gone).rowcount


def _parts(values: list[int]) -> list[list[int]]:
    return [values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE)]
