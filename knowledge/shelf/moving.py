"""The change log, and a collection that becomes another chat's."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select, update

from knowledge.shelf import schema


def log(connection: Connection, articles: Collection[int], *, added: bool) -> None:
    """Tell who follows the change log that these articles have come, or left."""
    if articles:
        changes = [{"article": article, "added": added} for article in articles]
        connection.execute(insert(schema.change), changes)


def hand_over(connection: Connection, collection: str, to: str) -> None:
    """Put all articles of a collection into another one; what is there already is removed."""
    articles = schema.article.c
    here = select(articles.id).where(articles.collection == collection)
    there = select(articles.digest).where(articles.collection == to)
    left = list(connection.execute(here).scalars())
    double = articles.digest.in_(list(connection.execute(there).scalars()))
    connection.execute(delete(schema.article).where(articles.collection == collection, double))
    for table in (schema.article, schema.shingle):
        moved = update(table).where(table.c.collection == collection)
        connection.execute(moved.values(collection=to))
    log(connection, left, added=False)
