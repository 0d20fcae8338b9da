"""The vectors of articles on the shelf: which are there, which are still to be made."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, delete, exists, insert, select

from knowledge.shelf import schema
from knowledge.shelf.records import Encoded

ARTICLE, VECTORS = schema.article, schema.vectors


def put(connection: Connection, article: int, encoder: str, data: bytes, *, whole: bool) -> bool:
    """Write the vectors of an article instead of those it has; False where it is gone."""
    if connection.execute(select(ARTICLE.c.id).where(ARTICLE.c.id == article)).first() is None:
        return False
    connection.execute(delete(VECTORS).where(VECTORS.c.article == article))
    values = {"article": article, "encoder": encoder, "data": data, "whole": whole}
    connection.execute(insert(VECTORS).values(values))
    return True


def missing(
    connection: Connection, encoder: str, collection: str | None, *, whole: bool
) -> list[int]:
    """The articles without vectors of this encoder, or without `whole` ones, of one collection or
    of all, in the order in which they came. Those in work come later, and old versions of a page
    need none.
    """
    made = exists().where(and_(VECTORS.c.article == ARTICLE.c.id, VECTORS.c.encoder == encoder))
    if whole:
        made = made.where(VECTORS.c.whole)
    read = exists().where(schema.in_work.c.article == ARTICLE.c.id)
    query = select(ARTICLE.c.id).where(ARTICLE.c.current, ~made, ~read).order_by(ARTICLE.c.id)
    if collection is not None:
        query = query.where(ARTICLE.c.collection == collection)
    return list(connection.execute(query).scalars())


def newer(connection: Connection, encoder: str, after: int, most: int) -> Sequence[Encoded]:
    """The first `most` vectors of this encoder with a higher number than `after`, in order."""
    columns = (VECTORS.c.sequence, VECTORS.c.article, VECTORS.c.data)
    query = select(*columns).where(VECTORS.c.sequence > after, VECTORS.c.encoder == encoder)
    query = query.join(ARTICLE).where(ARTICLE.c.current)
    found = connection.execute(query.order_by(VECTORS.c.sequence).limit(most))
    return [Encoded(*row) for row in found]
