"""What a library holds: articles put in, read, listed and taken out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from threading import Event, RLock, Thread
from typing import TYPE_CHECKING, Self

from knowledge.answer import Revision
from knowledge.answering import revisions
from knowledge.answering.desk import Notebook
from knowledge.errors import UnknownArticle
from knowledge.meaning import encoder
from knowledge.shelf.records import Added, Entry, Opened, Shelved
from knowledge.upkeep import Upkeep

if TYPE_CHECKING:
    from knowledge.article import Article
    from knowledge.meaning.embeddings import Embeddings
    from knowledge.ranking.index import Index
    from knowledge.reading.worker import Workers
    from knowledge.shelf.shelf import Shelf
    from knowledge.statement import Attribution

SHARED = "shared"
"""The collection of the articles that everyone may search."""
DATABASE, INDEX = "library.db", "index"
"""What is kept in the library's folder. The index may be deleted: it is made anew."""
_SLOWER = 3
"""A word takes so many times as long to encode as to parse."""
MANY = 50_000
"""With fewer passages than these, ranking takes no time that anybody would notice."""


class Stock:
    """Articles in collections, with what they say and who said it, on a shelf and in an index.

    Any thread may call any method.
    """

    def __init__(self, shelf: Shelf, index: Index, embeddings: Embeddings) -> None:
        self._shelf = shelf
        self._index = index
        self._embeddings = embeddings
        self._notebook = Notebook(shelf)
        self._upkeep = Upkeep(shelf, index, embeddings)
        self._lock = RLock()
        self.to_encode = Event()
        """Set whenever this process has more to `encode`, for whoever waits for that."""

    @classmethod
    def open(cls, home: Path, url: str | None = None) -> Self:
        """The library kept in the folder `home`, or in the database at `url` (SQLAlchemy's form)
        with its index in `home`.

        Raises ShelfError.
        """
        from knowledge.meaning.embeddings import Embeddings
        from knowledge.ranking.index import Index
        from knowledge.shelf.shelf import Shelf

        shelf = Shelf(url or f"sqlite:///{home / DATABASE}")
        origin = shelf.origin()
        index = Index.open(home / INDEX, origin, shelf.sequence()) if origin else Index()
        return cls(shelf, index, Embeddings())

    @staticmethod
    def schema() -> str:
        """The revision of the schema that this version of the program gives to libraries."""
        from knowledge.shelf.schema import HEAD

        return HEAD

    @classmethod
    def throwaway(cls) -> Self:
        """A library that is kept nowhere, for one thread."""
        from knowledge.shelf.database import IN_MEMORY

        return cls.open(Path(), IN_MEMORY)

    def hasten(self) -> None:
        """Rank by machine code soon, where numba is installed and there are passages enough to be
        worth it: for a process that stays.
        """
        from knowledge.ranking import hastening

        if len(self._index) >= MANY:
            Thread(target=hastening.load, name="hastening", daemon=True).start()

    def close(self) -> None:
        """Write what is left to write, and let go of the shelf."""
        with self._lock:
            self._upkeep.close()
        self._shelf.close()

    def add(
        self,
        article: Article,
        collection: str = SHARED,
        name: str = "",
        workers: Workers | None = None,
    ) -> Added:
        """Put an article with all that belongs to it into a collection.

        With `workers` it is searched before who said what is found in one of them: then it can
        raise ReadingStopped. The same text of the same page, or of none, is one article; another
        text of a known page is its new version: see `revision`. Raises ShelfError.
        """
        from knowledge.preparing import prepare, searchable  # reads grammar: not needed to answer

        known = self._shelf.find(collection, article)
        if known is not None:
            added = Added(known, new=False)
        elif workers is None:
            return self.put(prepare(article), collection, name)
        else:
            words = article.text.count(" ")
            shelved = workers.call(searchable, article, name=name, words=words)
            added = self.put(shelved, collection, name)
        self.attribute(added.id, workers)
        return added

    def put(
        self, shelved: Shelved, collection: str = SHARED, name: str = "", source: str = ""
    ) -> Added:
        """Put on the shelf what `prepare` or `searchable` made; `source` is the digest of the
        bytes that it was read of. Without its statements it stays in work until `attribute`
        writes them, be it after a restart. Raises ShelfError.
        """
        added = Added(*self._shelf.add(collection, name, shelved, source))
        with self._lock:
            self._follow()  # so that the next question need not wait for it
        return added

    def attribute(self, article: int, workers: Workers | None = None) -> bool:
        """Find who said what in an article in work; False where it is in work no more.

        Raises ShelfError, and ReadingStopped where it could not be found this time.
        """
        try:
            opened = self._shelf.open(article)
        except UnknownArticle:
            return False
        done = opened.in_work and self._shelf.attributed(
            article, self._attribution(opened, workers)
        )
        if done:
            self.to_encode.set()
        return done

    def _attribution(self, opened: Opened, workers: Workers | None) -> Attribution:
        from knowledge.attribution.statements import attribute  # reads grammar

        if workers is None:
            return attribute(opened.article)
        words = opened.article.text.count(" ")
        return workers.call(attribute, opened.article, name=opened.name, words=words)

    def encode(self, article: int, workers: Workers | None = None, *, whole: bool = True) -> bool:
        """Find what the words of an article mean, so that it is found by other words too; False
        where there is nothing to find it with, or the article is gone. Not as a `whole`, sentence
        by sentence, it takes a third of the time, and answers a little worse.

        Raises ShelfError, and ReadingStopped where it could not be found this time.
        """
        from knowledge.meaning.encoding import encoded

        try:
            opened = self._shelf.open(article)
        except UnknownArticle:
            return False
        values = (opened.article, opened.passages, whole)
        if workers is None:
            found = encoded(*values)
        else:
            words = _SLOWER * opened.article.text.count(" ")
            found = workers.call(encoded, *values, name=opened.name, words=words)
        return found is not None and self._shelf.encoded(article, *found, whole=whole)

    def not_encoded(self, collection: str | None = None, *, whole: bool = False) -> list[int]:
        """The articles, of one collection or of all, that are found by their words only so far,
        or whose words were not read as a `whole`; none where there is nothing to find more with.
        Raises ShelfError.
        """
        name = encoder.encoder_name()
        return self._shelf.not_encoded(name, collection, whole=whole) if name else []

    def in_work(self, collection: str | None = None) -> list[int]:
        """The articles, of one collection or of all, in which who said what is still to be found,
        in the order in which they came. Raises ShelfError.
        """
        return self._shelf.in_work(collection)

    def read_before(self, source: str, collection: str = SHARED) -> Entry | None:
        """The article of the collection that was read of bytes with the digest `source`."""
        return self._shelf.read_before(collection, source)

    def remove(self, article: int) -> None:
        """Take an article out, with all versions of its page. Raises UnknownArticle and
        ShelfError.
        """
        self._shelf.remove(article)

    def forget(self, collection: str) -> None:
        """Forget all of a collection, to the last byte in the files. Raises ShelfError."""
        self._shelf.forget(collection)
        with self._lock:
            self._follow()

    def hand_over(self, collection: str, to: str) -> None:
        """Let all articles of a collection belong to another one from now on, under their numbers;
        a text that is there already stays there once. Again does no harm. Raises ShelfError.
        """
        self._shelf.hand_over(collection, to)

    def articles(self, collections: Collection[str] = (SHARED,)) -> list[Entry]:
        """What is in these collections, in the order in which it came."""
        return self._shelf.entries(collections)

    def size(self) -> tuple[int, int]:
        """How many articles there are in all collections, and how many passages. Raises
        ShelfError.
        """
        return self._shelf.size()

    def read(self, article: int) -> Opened:
        """An article with its passages and statements. Raises UnknownArticle."""
        with self._lock:
            self._follow()  # what another process removed is not to be had from memory
        return self._notebook.notes(article).opened

    def revision(self, article: int) -> Revision | None:
        """What changed in the quotations of an article since its page was read before; None where
        it was not. Raises UnknownArticle.
        """
        return revisions.revision(self.read(article), self.read)

    def copies(self, article: int) -> list[Entry]:
        """The other articles of the same collection that tell the same story."""
        return self._shelf.copies(article)

    def newest(self) -> int:
        """The number of the newest article in any collection; 0 where there is none. Numbers grow
        and are never used again. Raises ShelfError.
        """
        return self._shelf.newest()

    def arrivals(self, after: int, limit: int = 50) -> list[Entry]:
        """The first articles, `limit` at most, with higher numbers than `after`, whichever
        process added them. Raises ShelfError.
        """
        return self._shelf.arrivals(after, limit)

    def _follow(self) -> None:
        """Know what is on the shelf by now."""
        for article in self._upkeep.follow():
            self._notebook.forget(article)
