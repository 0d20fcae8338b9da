"""Articles taken off the shelf, several at once: four queries, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, Select, Table, bindparam, select

from knowledge.shelf import rows, schema
from knowledge.shelf.records import Opened
from knowledge.statement import Attribution

T = TypeVar("T")

_ARTICLES: BindParameter[list[int]] = bindparam("articles", expanding=True)
_ARTICLE = select(schema.article).where(schema.article.c.id.in_(_ARTICLES))


def _parts(table: Table, *left_out: str) -> Select[Any]:
    columns = [column for column in table.c if column.name not in ("position", *left_out)]
    query = select(*columns).where(table.c.article.in_(_ARTICLES))
    return query.order_by(table.c.article, table.c.position)


_PASSAGES = _parts(schema.passage, "terms")
_STATEMENTS = _parts(schema.statement)
_PROFILES = _parts(schema.profile)


def opened(connection: Connection, articles: Sequence[int]) -> list[Opened]:
    """Those of the articles that are there, with all that belongs to them, in no order."""
    asked = {"articles": list(articles)}
    passages = _made(connection, _PASSAGES, asked, rows.to_passage)
    statements = _made(connection, _STATEMENTS, asked, rows.to_statement)
    profiles = _made(connection, _PROFILES, asked, rows.to_profile)
    return [
        Opened(
            id=row["id"],
            name=row["name"],
            added=rows.aware(row["added"]),
            before=row["before"],
            article=rows.to_article(row),
            passages=tuple(passages[row["id"]]),
            attribution=Attribution(tuple(statements[row["id"]]), tuple(profiles[row["id"]])),
        )
        for row in connection.execute(_ARTICLE, asked).mappings()
    ]


def _made(
    connection: Connection,
    query: Select[Any],
    asked: dict[str, list[int]],
    make: Callable[[Any], T],
) -> defaultdict[int, list[T]]:
    """What is made of the rows, by article."""
    found: defaultdict[int, list[T]] = defaultdict(list)
    for row in connection.execute(query, asked):
        found[row[0]].append(make(row))
    return found
