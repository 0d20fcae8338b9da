"""Articles that come onto the shelf, move on it or leave it, and the log of such changes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from knowledge.errors import UnknownArticle
from knowledge.model.records import PreparedArticle
from knowledge.storage.sql import pending_statements, schema, stories


def log_change(connection: Connection, articles: Collection[int], *, added: bool) -> None:
    """Tell who follows the change log that these articles have come, or left."""
    if articles:
        changes = [{"article": article, "added": added} for article in articles]
        connection.execute(insert(schema.change), changes)


def enter(connection: Connection, columns: dict[str, Any], shelved: PreparedArticle) -> int:
    """Write an article that has come with all that belongs to it: its id.

    Where its page was read before, that version is replaced.
    """
    made = connection.execute(insert(schema.article).values(columns))
    article = int(made.inserted_primary_key[0])  # type: ignore[index]
    pending_statements.put(connection, article, shelved)
    collection = columns["collection"]
    before = stories.shown(connection, collection, columns["page"], but=article)
    if before is not None:
        log_change(connection, stories.replace(connection, before, article), added=True)
        log_change(connection, [before], added=False)
    stories.enter(connection, collection, article, shelved.sketch)
    log_change(connection, [article], added=True)
    return article


def leave(connection: Connection, article: int) -> None:
    """Remove an article with all versions of its page. Raises UnknownArticle."""
    gone = stories.versions(connection, article)
    if not gone:
        raise UnknownArticle(str(article))
    for version in gone:
        log_change(connection, stories.leave(connection, version), added=True)
    connection.execute(delete(schema.article).where(schema.article.c.id.in_(gone)))
    log_change(connection, gone, added=False)


def forget(connection: Connection, collection: str) -> None:
    """Remove all articles of a collection."""
    articles = schema.article.c
    of_it = select(articles.id).where(articles.collection == collection)
    gone = list(connection.execute(of_it).scalars())
    connection.execute(delete(schema.article).where(articles.collection == collection))
    log_change(connection, gone, added=False)


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
    log_change(connection, left, added=False)
