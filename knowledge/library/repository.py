"""What a library holds: articles put in, read, listed and taken out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from threading import RLock, Thread
from typing import TYPE_CHECKING, Self

from knowledge.answering import revisions
from knowledge.answering.evidence.answer_context import ArticleViewCache
from knowledge.errors import UnknownArticle
from knowledge.library.index_sync import IndexSync
from knowledge.model.answer import Revision
from knowledge.model.records import AddResult, ArticleEntry, PreparedArticle, StoredArticle

if TYPE_CHECKING:
    from knowledge.library.catalogue import Catalogue
    from knowledge.model.article import Article
    from knowledge.model.statement import Attribution
    from knowledge.ranking.index import Index
    from knowledge.reading.worker_pool import WorkerPool
    from knowledge.storage.article_store import ArticleStore

SHARED = "shared"
"""The collection of the articles that everyone may search."""
DATABASE, INDEX = "library.db", "index"
"""What is kept in the library's folder. The index may be deleted: it is made anew."""
WORTH_COMPILING = 50_000
"""With fewer passages than these, ranking takes no time that anybody would notice."""


class ArticleRepository:
    """Articles in collections, with what they say and who said it, in a store and in an index.

    Any thread may call any method. Who looks at several of its parts at once (`catalogue`, `index`
    and `views` know what `follow` has told them) holds its `lock` for as long.
    """

    def __init__(self, store: ArticleStore, index: Index) -> None:
        self.store = store
        self.index = index
        self.lock = RLock()
        self._sync = IndexSync(store, index)
        self.views = ArticleViewCache(store, self._leave_out)

    @classmethod
    def open(cls, home: Path, url: str | None = None) -> Self:
        """The articles kept in the folder `home`, or in the database at `url` (SQLAlchemy's form)
        with its index in `home`.

        Raises StorageError.
        """
        from knowledge.ranking.index import Index
        from knowledge.storage.article_store import ArticleStore

        store = ArticleStore(url or f"sqlite:///{home / DATABASE}")
        origin = store.origin()
        return cls(store, Index.open(home / INDEX, origin, store.sequence()) if origin else Index())

    @staticmethod
    def schema() -> str:
        """The revision of the schema that this version of the program gives to libraries."""
        from knowledge.storage.sql.schema import HEAD

        return HEAD

    @classmethod
    def throwaway(cls) -> Self:
        """Articles that are kept nowhere, for one thread."""
        from knowledge.storage.sql.engine import IN_MEMORY

        return cls.open(Path(), IN_MEMORY)

    @property
    def catalogue(self) -> Catalogue:
        """Which articles are in which collection."""
        return self._sync.catalogue

    def accelerate(self) -> None:
        """Rank by machine code soon, where numba is installed and there are passages enough to be
        worth it: for a process that stays.
        """
        if len(self.index) >= WORTH_COMPILING:
            Thread(target=self.index.accelerate, name="acceleration", daemon=True).start()

    def close(self) -> None:
        """Write what is left to write, and let go of the store."""
        with self.lock:
            self._sync.close()
        self.store.close()

    def add(
        self,
        article: Article,
        collection: str = SHARED,
        name: str = "",
        workers: WorkerPool | None = None,
    ) -> AddResult:
        """Put an article with all that belongs to it into a collection.

        With `workers` it is searched before who said what is found in one of them: then it can
        raise ReadingStopped. The same text of the same page, or of none, is one article; another
        text of a known page is its new version: see `revision`. Raises StorageError.
        """
        from knowledge.library.preparation import (  # reads grammar: not needed to answer
            prepare_article,
            prepare_passages,
        )

        known = self.store.find(collection, article)
        if known is not None:
            added = AddResult(known, new=False)
        elif workers is None:
            return self.put(prepare_article(article), collection, name)
        else:
            words = article.text.count(" ")
            shelved = workers.call(prepare_passages, article, name=name, words=words)
            added = self.put(shelved, collection, name)
        self.attribute(added.id, workers)
        return added

    def put(
        self, shelved: PreparedArticle, collection: str = SHARED, name: str = "", source: str = ""
    ) -> AddResult:
        """Put on the shelf what `prepare` or `searchable` made; `source` is the digest of the
        bytes that it was read of. Without its statements it stays in work until `attribute`
        writes them, be it after a restart. Raises StorageError.
        """
        added = AddResult(*self.store.add(collection, name, shelved, source))
        self.follow()  # so that the next question need not wait for it
        return added

    def attribute(self, article: int, workers: WorkerPool | None = None) -> bool:
        """Find who said what in an article in work; False where it is in work no more.

        Raises StorageError, and ReadingStopped where it could not be found this time.
        """
        try:
            opened = self.store.open(article)
        except UnknownArticle:
            return False
        return opened.in_work and self.store.attributed(article, self._attribution(opened, workers))

    def _attribution(self, opened: StoredArticle, workers: WorkerPool | None) -> Attribution:
        from knowledge.attribution.statements import attribute  # reads grammar

        if workers is None:
            return attribute(opened.article)
        words = opened.article.text.count(" ")
        return workers.call(attribute, opened.article, name=opened.name, words=words)

    def in_work(self, collection: str | None = None) -> list[int]:
        """The articles, of one collection or of all, in which who said what is still to be found,
        in the order in which they came. Raises StorageError.
        """
        return self.store.in_work(collection)

    def read_before(self, source: str, collection: str = SHARED) -> ArticleEntry | None:
        """The article of the collection that was read of bytes with the digest `source`."""
        return self.store.read_before(collection, source)

    def remove(self, article: int) -> None:
        """Take an article out, with all versions of its page. Raises UnknownArticle and
        StorageError.
        """
        self.store.remove(article)

    def forget(self, collection: str) -> None:
        """Forget all of a collection, to the last byte in the files. Raises StorageError."""
        self.store.forget(collection)
        self.follow()

    def hand_over(self, collection: str, to: str) -> None:
        """Let all articles of a collection belong to another one from now on, under their numbers;
        a text that is there already stays there once. Again does no harm. Raises StorageError.
        """
        self.store.hand_over(collection, to)

    def articles(self, collections: Collection[str] = (SHARED,)) -> list[ArticleEntry]:
        """What is in these collections, in the order in which it came."""
        return self.store.entries(collections)

    def size(self) -> tuple[int, int]:
        """How many articles there are in all collections, and how many passages. Raises
        StorageError.
        """
        return self.store.size()

    def read(self, article: int) -> StoredArticle:
        """An article with its passages and statements. Raises UnknownArticle."""
        self.follow()  # what another process removed is not to be had from memory
        return self.views.notes(article).opened

    def revision(self, article: int) -> Revision | None:
        """What changed in the quotations of an article since its page was read before; None where
        it was not. Raises UnknownArticle.
        """
        return revisions.revision(self.read(article), self.read)

    def copies(self, article: int) -> list[ArticleEntry]:
        """The other articles of the same collection that tell the same story."""
        return self.store.copies(article)

    def newest(self) -> int:
        """The number of the newest article in any collection; 0 where there is none. Numbers grow
        and are never used again. Raises StorageError.
        """
        return self.store.newest()

    def arrivals(self, after: int, limit: int = 50) -> list[ArticleEntry]:
        """The first articles, `limit` at most, with higher numbers than `after`, whichever
        process added them. Raises StorageError.
        """
        return self.store.arrivals(after, limit)

    def _leave_out(self, article: int) -> None:
        with self.lock:
            self._sync.leave_out(article)

    def left_out(self) -> frozenset[int]:
        """The articles that came since the start and are so damaged that they are not found."""
        return frozenset(self._sync.left_out)

    def follow(self) -> None:
        """Know what is in the store by now, by whichever process. Raises StorageError."""
        with self.lock:
            for article in self._sync.follow():
                self.views.forget(article)
