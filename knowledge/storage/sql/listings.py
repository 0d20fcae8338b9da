"""Articles as they stand in lists."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Select, select

from knowledge.model.question import Scope
from knowledge.model.records import ArticleEntry
from knowledge.storage.sql import pending_statements, row_mapping, schema, speakers

_COLUMNS = [
    schema.article.c[name]
    for name in (
        "id", "collection", "name", "headline", "outlet", "published", "url", "language", "added",
        "words", "story", "before",
    )
]  # fmt: skip


def held(
    connection: Connection, collections: Collection[str], also: Collection[int]
) -> list[ArticleEntry]:
    """The articles of these collections and those `also`, as they came; no old versions."""
    where = speakers.within(Scope(tuple(collections), also=frozenset(also)))
    unread = frozenset(pending_statements.all_open(connection, None))
    return row_mapping.each(
        connection,
        _those(*where),
        schema.article.c.id,
        lambda row: _entry(row, in_work=row["id"] in unread),
    )


def copies(connection: Connection, article: int) -> list[ArticleEntry]:
    """The other articles of the same collection that tell the same story."""
    table, one = schema.article, schema.article.alias()
    same = (table.c.story == one.c.story, table.c.collection == one.c.collection)
    query = _those(*same, table.c.story > 0, table.c.current, table.c.id != article)
    query = query.join(one, one.c.id == article)
    return [_entry(row) for row in connection.execute(query).mappings()]


def arrivals(connection: Connection, after: int, limit: int) -> list[ArticleEntry]:
    """The first `limit` articles with a higher number than `after`, in order."""
    query = _those(schema.article.c.id > after, schema.article.c.current).limit(limit)
    return row_mapping.each(connection, query, schema.article.c.id, _entry)


def read_before(connection: Connection, collection: str, source: str) -> ArticleEntry | None:
    """The article of the collection that was read of bytes with the digest `source`; not an old
    version: the page reads as it did then once more, and that is news.
    """
    query = _those(pending_statements.read_of(collection, source), schema.article.c.current)
    row = connection.execute(query).mappings().first()
    return _entry(row) if row else None


def _those(*where: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """The query for the articles of which this holds, as they came."""
    return select(*_COLUMNS).where(*where).order_by(schema.article.c.id)


def _entry(row: row_mapping.Row, *, in_work: bool = False) -> ArticleEntry:
    moments = {name: row_mapping.aware(row[name]) for name in ("published", "added")}
    return ArticleEntry(**{**row, **moments}, in_work=in_work)
