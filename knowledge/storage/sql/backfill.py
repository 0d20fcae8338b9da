"""Stories and versions among the articles of a library that knew of neither."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from knowledge.model.near_duplicates import sketch
from knowledge.storage.sql import row_mapping, schema, stories


def fill(connection: Connection) -> None:
    """Read what is there as if it came now, one after the other: for the migration to 0002.

    Names every column that it needs, since later ones are not there yet.
    """
    table = schema.article
    names = ("id", "collection", "text", "paragraphs", "headline", "outlet", "byline")
    columns = [table.c[name] for name in (*names, "published", "url", "language")]
    for number in list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars()):
        row = connection.execute(select(*columns).where(table.c.id == number)).mappings().one()
        article = row_mapping.to_article(row)
        values = stories.known_by(article)
        before = stories.shown(connection, row["collection"], values["page"], but=number)
        connection.execute(update(table).where(table.c.id == number).values(**values))
        if before is not None:
            stories.replace(connection, before, number)
            connection.execute(insert(schema.change).values(article=before, added=False))
        stories.enter(connection, row["collection"], number, sketch(article))
