"""The shelf: articles with all that belongs to them, kept in a database."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import ShelfError, UnknownArticle
from knowledge.listing import Spoken
from knowledge.question import Scope
from knowledge.shelf import database, migrate, rows, schema
from knowledge.shelf.records import Change, Entry, Opened, Shelved
from knowledge.statement import Attribution

_ENTRY = [
    schema.article.c[name]
    for name in (
        "id", "collection", "name", "headline", "outlet", "published", "url", "language", "added",
    )
]  # fmt: skip


_AT_ONCE = 500
"""Articles read in one query while an index is filled."""


class Shelf:
    """One database of articles. Every method is one transaction; any thread may call it, but for
    a shelf in memory, which is one thread's.

    Whatever the database refuses is raised as ShelfError.
    """

    def __init__(self, url: str) -> None:
        """Open the shelf at `url`; `database.IN_MEMORY` is kept nowhere."""
        with _translated():
            self._engine = database.engine(url)
            self._writer = database.writing(self._engine)
            if url == database.IN_MEMORY:
                schema.metadata.create_all(self._engine)
            else:
                migrate.to_head(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add(self, collection: str, name: str, shelved: Shelved) -> tuple[int, bool]:
        """Write an article and all that belongs to it: its id, and whether it is new.

        The same text in the same collection is the same article: nothing is written then.
        """
        digest = hashlib.sha256(shelved.article.text.encode()).hexdigest()
        with self._write() as connection:
            known = self._known(connection, collection, digest)
            if known is not None:
                return known, False
            columns = rows.of_article(shelved.article) | {
                "collection": collection,
                "digest": digest,
                "name": name,
                "added": datetime.now(UTC).replace(tzinfo=None),
            }
            made = connection.execute(insert(schema.article).values(columns))
            article = int(made.inserted_primary_key[0])  # type: ignore[index]
            _insert_parts(connection, article, shelved)
            connection.execute(insert(schema.change).values(article=article, added=True))
            return article, True

    def find(self, collection: str, text: str) -> int | None:
        """The id of the article with exactly this text in the collection, if it is there."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        with self._read() as connection:
            return self._known(connection, collection, digest)

    def remove(self, article: int) -> None:
        """Take an article off the shelf with all that belongs to it. Raises UnknownArticle."""
        with self._write() as connection:
            gone = connection.execute(delete(schema.article).where(schema.article.c.id == article))
            if not gone.rowcount:
                raise UnknownArticle(str(article))
            connection.execute(insert(schema.change).values(article=article, added=False))

    def entries(self, collections: Collection[str]) -> list[Entry]:
        """The articles of these collections, in the order in which they came."""
        query = select(*_ENTRY).where(schema.article.c.collection.in_(list(collections)))
        with self._read() as connection:
            found = connection.execute(query.order_by(_ENTRY[0])).mappings()
            return [_entry(row) for row in found]

    def open(self, article: int) -> Opened:
        """One article with all that belongs to it. Raises UnknownArticle."""
        with self._read() as connection:
            found = connection.execute(
                select(schema.article).where(schema.article.c.id == article)
            ).mappings()
            row = found.first()
            if row is None:
                raise UnknownArticle(str(article))
            passages, statements, profiles = (
                connection.execute(
                    select(table).where(table.c.article == article).order_by(table.c.position)
                ).mappings()
                for table in (schema.passage, schema.statement, schema.profile)
            )
            return Opened(
                id=article,
                name=row["name"],
                article=rows.to_article(row),
                passages=tuple(rows.to_passage(part) for part in passages),
                attribution=Attribution(
                    tuple(rows.to_statement(part) for part in statements),
                    tuple(rows.to_profile(part) for part in profiles),
                ),
            )

    def newcomers(self, articles: Sequence[int]) -> Iterator[tuple[Entry, list[list[str]]]]:
        """Those of the articles that are still there, each with the terms of its passages in
        order.
        """
        for at in range(0, len(articles), _AT_ONCE):
            some = list(articles[at : at + _AT_ONCE])
            terms: dict[int, list[list[str]]] = {article: [] for article in some}
            table = schema.passage
            query = select(table.c.article, table.c.terms).where(table.c.article.in_(some))
            with self._read() as connection:
                entries = connection.execute(
                    select(*_ENTRY).where(schema.article.c.id.in_(some)).order_by(_ENTRY[0])
                ).mappings()
                for article, words in connection.execute(query.order_by(*table.primary_key)):
                    terms[article].append(words.split())
                yield from ((_entry(row), terms[row["id"]]) for row in entries.all())

    def speakers(self, scope: Scope) -> list[Spoken]:
        """To whom the articles in scope put words, by name, most often first."""
        count, table = func.count(), schema.statement
        query = (
            select(
                table.c.speaker_name,
                count,
                func.count(table.c.article.distinct()),
                func.max(table.c.article),
            )
            .join(schema.article)
            .where(*_within(scope), table.c.speaker_name != "", ~table.c.negated)
            .group_by(table.c.speaker_name)
            .order_by(count.desc(), table.c.speaker_name)
        )
        with self._read() as connection:
            return [Spoken(*row) for row in connection.execute(query)]

    def quoting(self, names: Collection[str], scope: Scope) -> list[int]:
        """The articles in scope that put words to one of these names."""
        table = schema.statement
        query = (
            select(table.c.article)
            .distinct()
            .join(schema.article)
            .where(*_within(scope), table.c.speaker_name.in_(list(names)), ~table.c.negated)
        )
        with self._read() as connection:
            return list(connection.execute(query).scalars())

    def changes(self, after: int) -> list[Change]:
        """What happened since the change log's number `after`, in order."""
        query = select(schema.change).where(schema.change.c.sequence > after)
        with self._read() as connection:
            found = connection.execute(query.order_by(schema.change.c.sequence)).mappings()
            return [Change(**row) for row in found]

    @staticmethod
    def _known(connection: Connection, collection: str, digest: str) -> int | None:
        query = select(schema.article.c.id).where(
            schema.article.c.collection == collection, schema.article.c.digest == digest
        )
        known: int | None = connection.execute(query).scalar()
        return known

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with _translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with _translated(), self._writer.begin() as connection:
            yield connection


def _within(scope: Scope) -> list[ColumnElement[bool]]:
    """What an article in scope fulfils."""
    article = schema.article.c
    held = article.collection.in_(scope.collections) | article.id.in_(scope.also)
    return [held] if scope.articles is None else [held, article.id.in_(scope.articles)]


def _entry(row: rows.Row) -> Entry:
    moments = {name: rows.aware(row[name]) for name in ("published", "added")}
    return Entry(**{**row, **moments})


def _insert_parts(connection: Connection, article: int, shelved: Shelved) -> None:
    parts = (
        (
            schema.passage,
            [
                rows.of_passage(article, position, passage, terms)
                for position, (passage, terms) in enumerate(
                    zip(shelved.passages, shelved.terms, strict=True)
                )
            ],
        ),
        (
            schema.statement,
            [
                rows.of_statement(article, position, statement)
                for position, statement in enumerate(shelved.attribution.statements)
            ],
        ),
        (
            schema.profile,
            [
                rows.of_profile(article, position, profile)
                for position, profile in enumerate(shelved.attribution.profiles)
            ],
        ),
    )
    for table, values in parts:
        if values:
            connection.execute(insert(table), values)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as exc:
        raise ShelfError(str(exc).splitlines()[0]) from exc
