"""The library: articles in, answers out. The facade of the package."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from knowledge import sample
from knowledge.answer import Answer, NotOnRecord, Revision, Searched
from knowledge.answering import answers, copies, revisions
from knowledge.answering.desk import Desk, Notebook
from knowledge.answering.narrowing import narrowed
from knowledge.catalogue import Holdings
from knowledge.errors import UnknownArticle
from knowledge.question import NEW_CONVERSATION, Conversation, Scope
from knowledge.shelf.records import Added, Entry, Opened, Shelved
from knowledge.upkeep import Upkeep

if TYPE_CHECKING:
    from knowledge.article import Article
    from knowledge.ranking.index import Index
    from knowledge.reading.worker import Workers
    from knowledge.shelf.shelf import Shelf
    from knowledge.statement import Attribution

SHARED = "shared"
"""The collection of the articles that everyone may search."""
DATABASE, INDEX = "library.db", "index"
"""What is kept in the library's folder. The index may be deleted: it is made anew."""


class Library:
    """Articles in collections, what they say and who said it, on a shelf and in an index.

    Any thread may call any method; questions are answered one at a time.
    """

    def __init__(self, shelf: Shelf, index: Index) -> None:
        self._shelf = shelf
        self._index = index
        self._notebook = Notebook(shelf)
        self._upkeep = Upkeep(shelf, index)
        self._lock = RLock()

    @classmethod
    def open(cls, home: Path, url: str | None = None) -> Library:
        """The library kept in the folder `home`, or in the database at `url` (SQLAlchemy's form)
        with its index in `home`.

        Raises ShelfError.
        """
        from knowledge.ranking.index import Index
        from knowledge.shelf.shelf import Shelf

        shelf = Shelf(url or f"sqlite:///{home / DATABASE}")
        origin = shelf.origin()
        return cls(shelf, Index.open(home / INDEX, origin, shelf.sequence()) if origin else Index())

    @staticmethod
    def schema() -> str:
        """The revision of the schema that this version of the program gives to libraries."""
        from knowledge.shelf.schema import HEAD

        return HEAD

    @classmethod
    def throwaway(cls) -> Library:
        """A library that is kept nowhere, for one thread."""
        from knowledge.shelf.database import IN_MEMORY

        return cls.open(Path(), IN_MEMORY)

    def close(self) -> None:
        """Write what is left to write, and let go of the shelf."""
        with self._lock:
            self._upkeep.close()
        self._shelf.close()

    def add_file(self, path: Path, collection: str = SHARED) -> Added:
        """Read a file and add it. Raises what `read_file` and `add` raise."""
        from knowledge.reading.text import read_file

        return self.add(read_file(path), collection, str(path))

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
        return opened.in_work and self._shelf.attributed(
            article, self._attribution(opened, workers)
        )

    def _attribution(self, opened: Opened, workers: Workers | None) -> Attribution:
        from knowledge.attribution.statements import attribute  # reads grammar

        if workers is None:
            return attribute(opened.article)
        words = opened.article.text.count(" ")
        return workers.call(attribute, opened.article, name=opened.name, words=words)

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

    def ask(
        self,
        text: str,
        *,
        scope: Scope | None = None,
        conversation: Conversation = NEW_CONVERSATION,
        passages: int = 0,
        today: date | None = None,
    ) -> Answer | NotOnRecord:
        """What the articles in `scope` say to the question `text`.

        `scope` None is the shared collection. While the scope's collections are empty, the
        sample is asked instead. The answer carries the conversation as it stands afterwards, and
        as `hits` at most `passages` of the ranking behind it. `today` is what "yesterday" is seen
        from (the day it is, UTC). Raises ShelfError.
        """
        with self._lock:
            self._follow()
            holdings, is_sample = self._in_scope(scope)
            question, too_long = answers.read(text)
            day = today or datetime.now(UTC).date()
            near = narrowed(question.text, question, holdings, day)
            if near.text != question.text:
                question = answers.read(near.text)[0]
            searched = replace(
                self._looked_in(near.holdings, is_sample), period=near.period, outlet=near.outlet
            )

            def found_in(some: Holdings) -> Answer | NotOnRecord:
                desk = Desk(self._index, self._notebook, some.articles, some.languages, searched)
                return answers.answer(question, desk, conversation, passages, too_long=too_long)

            reply = copies.told_once(near.holdings, found_in)
            reply = copies.merged(reply, holdings, self._notebook.notes)
            return revisions.marked(reply, self._notebook.opened)

    def searched(self, scope: Scope | None = None) -> Searched:
        """Where a question with this scope would be looked for. Raises ShelfError."""
        with self._lock:
            self._follow()
            holdings, is_sample = self._in_scope(scope)
            return self._looked_in(holdings, is_sample)

    def _in_scope(self, scope: Scope | None) -> tuple[Holdings, bool]:
        """What is asked, and whether that is the sample."""
        if scope is None:
            scope = Scope((SHARED,))
        catalogue = self._upkeep.catalogue
        if len(catalogue.of(scope.collections)):
            return catalogue.of(scope.collections, scope.articles), False
        if not len(catalogue.of((sample.COLLECTION,))):
            self.add(sample.article(), sample.COLLECTION, sample.NAME)
        return catalogue.of((sample.COLLECTION,)), True

    def _looked_in(self, holdings: Holdings, is_sample: bool) -> Searched:
        articles = len(holdings.once)
        in_work = holdings.articles.intersection(self._shelf.in_work())
        return Searched(articles, is_sample, in_work=min(articles, len(in_work)))

    def _follow(self) -> None:
        """Know what is on the shelf by now."""
        for article in self._upkeep.follow():
            self._notebook.forget(article)
