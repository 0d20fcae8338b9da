"""What a catalogue and an index are made of: what a scope may ask, and the passages' terms."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, select

from knowledge.model.records import CatalogueEntry
from knowledge.storage.sql import row_mapping, schema

_COLUMNS = [
    schema.article.c[name]
    for name in ("id", "collection", "language", "outlet", "published", "words", "story")
]


def catalogue_entries(connection: Connection, *where: ColumnElement[bool]) -> list[CatalogueEntry]:
    """What a scope may ask of the articles of which this holds, in the order in which they came;
    of a page only the newest version.
    """
    # Not sorted by the database: then it reads its index alone and no article's text.
    query = select(*_COLUMNS).where(*where, schema.article.c.current)
    return sorted(
        row_mapping.each(connection, query, schema.article.c.id, _filed), key=lambda one: one.id
    )


def newcomers(
    connection: Connection, articles: Sequence[int]
) -> list[tuple[CatalogueEntry, list[list[str]]]]:
    """Those of the articles that are there, each with the terms of its passages in order."""
    table = schema.passage
    query = select(table.c.article, table.c.terms).where(table.c.article.in_(articles))
    terms: dict[int, list[list[str]]] = {article: [] for article in articles}
    found = catalogue_entries(connection, schema.article.c.id.in_(articles))
    for article, words in connection.execute(query.order_by(*table.primary_key)):
        terms[article].append(words.split())
    return [(one, terms[one.id]) for one in found]


def _filed(row: row_mapping.Row) -> CatalogueEntry:
    return CatalogueEntry(**{**row, "published": row_mapping.aware(row["published"])})
