"""Articles taken off the shelf, several at once: four queries, however many they are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    select,
)

from knowledge.model.records import StoredArticle
from knowledge.model.statement import Attribution
from knowledge.storage.sql import row_mapping, schema

T = TypeVar("T")

_ARTICLES: BindParameter[list[int]] = bindparam("articles", expanding=True)


def _plain(column: Column[Any]) -> ColumnElement[Any]:
    """The column, JSON as it stands: all of a query's is read in one go, see `_made`."""
    return cast(column, Text).label(column.name) if _is_json(column) else column


def _is_json(column: Column[Any]) -> bool:
    return isinstance(column.type, JSON)


_ARTICLE = select(*map(_plain, schema.article.c)).where(schema.article.c.id.in_(_ARTICLES))
_UNREAD = select(schema.in_work.c.article).where(schema.in_work.c.article.in_(_ARTICLES))


def _parts(table: Table, *left_out: str) -> tuple[Select[Any], list[int]]:
    """The query for what belongs to articles, and which of its columns are JSON."""
    columns = [column for column in table.c if column.name not in ("position", *left_out)]
    query = select(*map(_plain, columns)).where(table.c.article.in_(_ARTICLES))
    packed = [at for at, column in enumerate(columns) if _is_json(column)]
    return query.order_by(table.c.article, table.c.position), packed


_PASSAGES = _parts(schema.passage)
_STATEMENTS = _parts(schema.statement)
_PROFILES = _parts(schema.profile)


def load_articles(connection: Connection, articles: Sequence[int]) -> list[StoredArticle]:
    """Those of the articles that are there, with all that belongs to them, in no order."""
    asked = {"articles": list(articles)}
    unread = set(connection.execute(_UNREAD, asked).scalars())  # first: later it might be done
    passages = _made(connection, _PASSAGES, asked, row_mapping.to_passage)
    statements = _made(connection, _STATEMENTS, asked, row_mapping.to_statement)
    profiles = _made(connection, _PROFILES, asked, row_mapping.to_profile)
    return [
        StoredArticle(
            id=row["id"],
            name=row["name"],
            added=row_mapping.aware(row["added"]),
            before=row["before"],
            article=row_mapping.to_article({**row, "paragraphs": json.loads(row["paragraphs"])}),
            passages=tuple(passage for passage, _ in passages[row["id"]]),
            attribution=Attribution(tuple(statements[row["id"]]), tuple(profiles[row["id"]])),
            in_work=row["id"] in unread,
            terms=tuple(terms for _, terms in passages[row["id"]]),
        )
        for row in connection.execute(_ARTICLE, asked).mappings()
    ]


def _made(
    connection: Connection,
    parts: tuple[Select[Any], list[int]],
    asked: dict[str, list[int]],
    make: Callable[[Any], T],
) -> defaultdict[int, list[T]]:
    """What is made of the rows, by article."""
    query, packed = parts
    columns = [*zip(*connection.execute(query, asked).all(), strict=True)]
    found: defaultdict[int, list[T]] = defaultdict(list)
    if columns:
        for at in packed:
            columns[at] = json.loads(f"[{','.join(cell or 'null' for cell in columns[at])}]")
        for row in zip(*columns, strict=True):
            found[row[0]].append(make(row))
    return found
