"""Which articles of a collection are one story, and which are one page at different times.

Never across collections: what somebody else has brought decides nothing. A story's candidates
are found by the smallest fingerprints of their sketches (A. Broder, "Identifying and filtering
near-duplicate documents", 2000), so that adding an article does not look at all that are there.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from knowledge.model.article import Article
from knowledge.model.near_duplicates import canonical_url, containment, same_story
from knowledge.storage.sql.schema import article as table
from knowledge.storage.sql.schema import shingle, sketch

_SMALLEST = 32
"""Fingerprints by which an article is found: of a copy cut to a quarter still some eight."""
_COMPARED = 8
"""Candidates whose sketches are compared whole: those with most fingerprints in common."""


def known_by(article: Article) -> dict[str, Any]:
    """The columns by which an article is known again: how long its body is, its page, and what
    two articles of a collection share that are one and the same, text and page.
    """
    page = canonical_url(article.url) if article.url.startswith(("http://", "https://")) else ""
    return {
        "words": sum(p.span.of(article.text).count(" ") for p in article.body),
        "page": page,
        "digest": hashlib.sha256(f"{article.text}\0{page}".encode()).hexdigest(),
    }


def known(connection: Connection, collection: str, digest: str) -> int | None:
    """The article of the collection that has this digest, if there is one."""
    query = select(table.c.id).where(table.c.collection == collection, table.c.digest == digest)
    found: int | None = connection.execute(query).scalar()
    return found


def enter(connection: Connection, collection: str, article: int, prints: frozenset[int]) -> None:
    """Find the story of an article that has come, and keep what others will be found by."""
    if prints:
        connection.execute(insert(sketch).values(article=article, prints=_packed(prints)))
        smallest = sorted(prints)[:_SMALLEST]
        rows = [{"collection": collection, "fingerprint": p, "article": article} for p in smallest]
        connection.execute(insert(shingle), rows)
    story = _likest(connection, collection, article, prints) or article
    connection.execute(update(table).where(table.c.id == article).values(story=story))


def leave(connection: Connection, article: int) -> list[int]:
    """An article is no longer told: those of its story whose story is another now.

    What was one story only by way of this article is none any more.
    """
    story = connection.execute(select(table.c.story).where(table.c.id == article)).scalar()
    for of_article in (shingle, sketch):
        connection.execute(delete(of_article).where(of_article.c.article == article))
    others = connection.execute(
        select(table.c.id, sketch.c.prints)
        .join(sketch, sketch.c.article == table.c.id)
        .where(table.c.story == story, table.c.id != article)
        .order_by(table.c.id)
    ).all()
    moved, seen = [], list[tuple[int, frozenset[int]]]()
    now: dict[int, int] = {}
    for other, packed in others:
        prints = _unpacked(packed)
        like = next((known for known, theirs in seen if same_story(theirs, prints)), other)
        now[other] = now.get(like, other)
        seen.append((other, prints))
    if len(set(now.values())) > 1:
        for other, its_story in now.items():
            connection.execute(update(table).where(table.c.id == other).values(story=its_story))
            moved.append(other)
    return moved


def shown(connection: Connection, collection: str, page: str, but: int = 0) -> int | None:
    """The article that a page reads as now, apart from `but`; None where it was never read."""
    if not page:
        return None
    found: int | None = connection.execute(
        select(table.c.id).where(
            table.c.collection == collection,
            table.c.page == page,
            table.c.current,
            table.c.id != but,
        )
    ).scalar()
    return found


def replace(connection: Connection, before: int, after: int) -> list[int]:
    """The page of `before` reads as `after` now: those whose story is another by that.

    The old version can still be opened, but is searched and found by nobody; it gives its digest
    away, since the page may come to read the same again.
    """
    moved = leave(connection, before)
    old = {"current": False, "digest": f"until {after}"}
    connection.execute(update(table).where(table.c.id == before).values(**old))
    connection.execute(update(table).where(table.c.id == after).values(before=before))
    return moved


def versions(connection: Connection, article: int) -> list[int]:
    """All versions of the page that an article is one of, the newest last: itself alone where it
    is of no page; empty where there is no such article.
    """
    one = connection.execute(
        select(table.c.collection, table.c.page).where(table.c.id == article)
    ).first()
    if one is None:
        return []
    same = table.c.id == article
    if one.page:
        same = and_(table.c.collection == one.collection, table.c.page == one.page)
    return list(connection.execute(select(table.c.id).where(same).order_by(table.c.id)).scalars())


def _likest(
    connection: Connection, collection: str, article: int, prints: frozenset[int]
) -> int | None:
    """The story of the article that is likest, if one is like enough."""
    candidates = connection.execute(
        select(shingle.c.article)
        .where(
            shingle.c.collection == collection,
            shingle.c.fingerprint.in_(sorted(prints)[:_SMALLEST]),
            shingle.c.article != article,
        )
        .group_by(shingle.c.article)
        .order_by(func.count().desc(), shingle.c.article)
        .limit(_COMPARED)
    ).scalars()
    found = list(candidates)
    if not found:
        return None
    rows: Sequence[tuple[int, bytes]] = [
        (row.story, row.prints)
        for row in connection.execute(
            select(table.c.story, sketch.c.prints)
            .join(sketch, sketch.c.article == table.c.id)
            .where(table.c.id.in_(found))
            .order_by(table.c.id)
        )
    ]
    alike = [
        (story, theirs) for story, packed in rows if same_story(prints, theirs := _unpacked(packed))
    ]
    best = max(alike, key=lambda one: containment(prints, one[1]), default=None)
    return best[0] if best else None


def _packed(prints: frozenset[int]) -> bytes:
    return struct.pack(f"<{len(prints)}q", *sorted(prints))


def _unpacked(packed: bytes) -> frozenset[int]:
    return frozenset(struct.unpack(f"<{len(packed) // 8}q", packed))
