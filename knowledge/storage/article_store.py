"""The shelf: articles with all that belongs to them, kept in a database."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import NewerLibrary, StorageError, UnknownArticle
from knowledge.model.article import Article
from knowledge.model.listings import SpeakerCount
from knowledge.model.question import Scope
from knowledge.model.records import (
    ArticleEntry,
    CatalogueEntry,
    LogEntry,
    PreparedArticle,
    StoredArticle,
)
from knowledge.model.statement import Attribution
from knowledge.storage.sql import (
    change_log,
    engine,
    index_rows,
    listings,
    loading,
    migrate,
    pending_statements,
    row_mapping,
    schema,
    speakers,
    stories,
)

_AT_ONCE = 500  # articles read in one query while an index is filled


class ArticleStore:
    """One database of articles. Every method is one transaction; any thread may call it, but for
    a shelf in memory, which is one thread's.

    Whatever the database refuses is raised as StorageError.
    """

    def __init__(self, url: str) -> None:
        """Open the shelf at `url`; `database.IN_MEMORY` is kept nowhere."""
        with _translated():
            self._engine = engine.open_engine(url)
            self._writer = engine.for_writing(self._engine)
            if url == engine.IN_MEMORY:
                schema.metadata.create_all(self._engine)
            else:
                migrate.migrate_to_head(self._engine, schema.MIGRATIONS, schema.HEAD, NewerLibrary)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add(
        self, collection: str, name: str, shelved: PreparedArticle, source: str = ""
    ) -> tuple[int, bool]:
        """Write an article and all that belongs to it: its id, and whether it is new.

        The same text of the same page, or of none, in the same collection is the same article:
        nothing is written then but `source`, the digest of the bytes that it was read of. Another
        text of a known page is its new version. An article without its statements is in work
        until `attributed`.
        """
        columns = row_mapping.of_article(shelved.article) | {
            "collection": collection,
            "name": name.encode("utf-8", "replace").decode(),  # a file's may be no text
            "added": datetime.now(UTC).replace(tzinfo=None),
            **stories.known_by(shelved.article),
        }
        with self._write() as connection:
            known = stories.known(connection, collection, columns["digest"])
            article = known or change_log.enter(connection, columns, shelved)
            if source:
                pending_statements.note_source(connection, article, source)
            return article, known is None

    def find(self, collection: str, article: Article) -> int | None:
        """The id of the article with exactly this text, of this page, in the collection, if it
        is there.
        """
        with self._read() as connection:
            return stories.known(connection, collection, stories.known_by(article)["digest"])

    def attributed(self, article: int, attribution: Attribution) -> bool:
        """Write who said what in an article that was in work; False where it is so no more."""
        with self._write() as connection:
            return pending_statements.finish(connection, article, attribution)

    def in_work(self, collection: str | None = None) -> list[int]:
        """The articles in work, of one collection or of all, in the order in which they came."""
        with self._read() as connection:
            return pending_statements.all_open(connection, collection)

    def read_before(self, collection: str, source: str) -> ArticleEntry | None:
        """The article of the collection that was read of bytes with the digest `source`."""
        with self._read() as connection:
            return listings.read_before(connection, collection, source)

    def remove(self, article: int) -> None:
        """Take an article off the shelf with all that belongs to it, earlier versions of its page
        included. Raises UnknownArticle.
        """
        with self._write() as connection:
            change_log.leave(connection, article)

    def forget(self, collection: str) -> None:
        """Take all of a collection off the shelf, and out of every page of its files."""
        with self._write() as connection:
            change_log.forget(connection, collection)
        with _translated():
            engine.compact(self._engine)

    def hand_over(self, collection: str, to: str) -> None:
        """Put all articles of a collection into another one; what is there already is removed.

        The change log tells of either that it left: an index looks whether it is still there.
        """
        with self._write() as connection:
            change_log.hand_over(connection, collection, to)

    def size(self) -> tuple[int, int]:
        """How many articles there are, and how many passages."""
        with self._read() as connection:
            articles, passages = (
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (schema.article, schema.passage)
            )
            return articles, passages

    def entries(
        self, collections: Collection[str], also: Collection[int] = ()
    ) -> list[ArticleEntry]:
        """The articles of these collections and those `also`, as they came; no old versions."""
        with self._read() as connection:
            return listings.held(connection, collections, also)

    def copies(self, article: int) -> list[ArticleEntry]:
        """The other articles of the same collection that tell the same story."""
        with self._read() as connection:
            return listings.copies(connection, article)

    def open(self, article: int) -> StoredArticle:
        """One article with all that belongs to it. Raises UnknownArticle."""
        return self.open_all([article])[0]

    def open_all(self, articles: Sequence[int]) -> list[StoredArticle]:
        """Articles with all that belongs to them, in the order asked. Raises UnknownArticle."""
        with self._read() as connection:
            found = {each.id: each for each in loading.load_articles(connection, articles)}
        for article in articles:
            if article not in found:
                raise UnknownArticle(str(article))
        return [found[article] for article in articles]

    def damaged(self, articles: Sequence[int]) -> list[int]:
        """Those of the articles that cannot be read because something in their rows is damaged.
        Raises StorageError where it is the database that cannot be read.
        """
        found = []
        for article in articles:
            try:
                with self._read() as connection:
                    loading.load_articles(connection, [article])
            except Exception as error:
                if not row_mapping.is_of_a_row(error):
                    raise
                found.append(article)
        return found

    def filed(self) -> list[CatalogueEntry]:
        """What a scope may ask of each article, in the order in which they came; of a page only
        the newest version.
        """
        with self._read() as connection:
            return index_rows.catalogue_entries(connection)

    def newcomers(
        self, articles: Sequence[int]
    ) -> Iterator[tuple[CatalogueEntry, list[list[str]]]]:
        """Those of the articles that are still there and the newest of their page, each with the
        terms of its passages in order.
        """
        for at in range(0, len(articles), _AT_ONCE):
            with self._read() as connection:
                some = index_rows.newcomers(connection, articles[at : at + _AT_ONCE])
            yield from some

    def speakers(self, scope: Scope) -> list[SpeakerCount]:
        """To whom the articles in scope put words, by name, most often first."""
        with self._read() as read:
            return speakers.speakers(read, scope)

    def quoting(self, names: Collection[str], scope: Scope) -> list[int]:
        """The articles in scope that put words to one of these names."""
        with self._read() as connection:
            return speakers.quoting(connection, names, scope)

    def changes(self, after: int) -> list[LogEntry]:
        """What happened since the change log's number `after`, in order."""
        query = select(schema.change).where(schema.change.c.sequence > after)
        with self._read() as connection:
            found = connection.execute(query.order_by(schema.change.c.sequence)).mappings()
            return [LogEntry(**row) for row in found]

    def arrivals(self, after: int, limit: int) -> list[ArticleEntry]:
        """The first `limit` articles with a higher number than `after`, in order."""
        with self._read() as connection:
            return listings.arrivals(connection, after, limit)

    def newest(self) -> int:
        """The highest number of an article that is there; 0 where none is."""
        with self._read() as connection:
            return connection.execute(select(func.max(schema.article.c.id))).scalar() or 0

    def sequence(self) -> int:
        """The change log's last number; 0 while nothing has happened."""
        with self._read() as connection:
            return int(connection.execute(select(func.max(schema.change.c.sequence))).scalar() or 0)

    def origin(self) -> str:
        """A name for this database that no other has; "" for one that is kept nowhere."""
        with self._read() as connection:
            return str(connection.execute(select(schema.origin.c.token)).scalar() or "")

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with _translated(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with _translated(), self._writer.begin() as connection:
            yield connection


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as exc:
        raise StorageError(str(exc).partition("\n")[0]) from exc
