"""What is still to be done on the shelf: articles without their statements, and what was read."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from knowledge.model.records import PreparedArticle
from knowledge.model.statement import Attribution
from knowledge.storage.sql import row_mapping, schema

IN_WORK, SOURCE, ARTICLE = schema.in_work, schema.source, schema.article


def put(connection: Connection, article: int, shelved: PreparedArticle) -> None:
    """Write the passages of an article, and who said what; where that comes later, note it."""
    parts = enumerate(zip(shelved.passages, shelved.terms, strict=True))
    values = [row_mapping.of_passage(article, at, passage, terms) for at, (passage, terms) in parts]
    if values:
        connection.execute(insert(schema.passage), values)
    if shelved.attribution is None:
        connection.execute(insert(IN_WORK).values(article=article))
    else:
        write(connection, article, shelved.attribution)


def finish(connection: Connection, article: int, attribution: Attribution) -> bool:
    """Write who said what; False where that has been done already, or the article is gone."""
    done = connection.execute(delete(IN_WORK).where(IN_WORK.c.article == article))
    if done.rowcount:
        write(connection, article, attribution)
    return bool(done.rowcount)


def write(connection: Connection, article: int, attribution: Attribution) -> None:
    """Write an article's statements and profiles."""
    statements = [
        row_mapping.of_statement(article, at, statement)
        for at, statement in enumerate(attribution.statements)
    ]
    profiles = [
        row_mapping.of_profile(article, at, profile)
        for at, profile in enumerate(attribution.profiles)
    ]
    for table, values in ((schema.statement, statements), (schema.profile, profiles)):
        if values:
            connection.execute(insert(table), values)


def all_open(connection: Connection, collection: str | None) -> list[int]:
    """The articles in work, of one collection or of all, in the order in which they came."""
    query = select(IN_WORK.c.article).order_by(IN_WORK.c.article)
    if collection is not None:
        query = query.join(ARTICLE).where(ARTICLE.c.collection == collection)
    return list(connection.execute(query).scalars())


def note_source(connection: Connection, article: int, digest: str) -> None:
    """Note of which bytes an article was read."""
    known = select(SOURCE).where(SOURCE.c.digest == digest, SOURCE.c.article == article)
    if connection.execute(known).first() is None:
        connection.execute(insert(SOURCE).values(digest=digest, article=article))


def read_of(collection: str, digest: str) -> ColumnElement[bool]:
    """What holds of the article of the collection that was read of these bytes."""
    read = select(SOURCE.c.article).where(SOURCE.c.digest == digest)
    return and_(ARTICLE.c.id.in_(read), ARTICLE.c.collection == collection)
