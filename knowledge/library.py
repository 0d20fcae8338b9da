"""The library: articles in, answers out. The facade of the package."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from knowledge import sample
from knowledge.answer import Answer, NotOnRecord, Revision, Searched
from knowledge.answering import answers, copies, revisions
from knowledge.answering.copies import Stories
from knowledge.answering.desk import Desk, Notebook
from knowledge.answering.narrowing import narrowed
from knowledge.article import Article
from knowledge.language.terms import keys
from knowledge.preparing import prepare
from knowledge.question import NEW_CONVERSATION, Conversation, Scope
from knowledge.reading.text import read_file
from knowledge.reading.worker import Workers
from knowledge.shelf.records import Added, Entry, Opened

if TYPE_CHECKING:
    from knowledge.ranking.index import Index
    from knowledge.shelf.shelf import Shelf

SHARED = "shared"
"""The collection of the articles that everyone may search."""
DATABASE = "library.db"


class Library:
    """Articles in collections, what they say and who said it, on a shelf and in an index.

    Any thread may call any method; questions are answered one at a time.
    """

    def __init__(self, shelf: Shelf, index: Index) -> None:
        self._shelf = shelf
        self._index = index
        self._notebook = Notebook(shelf)
        self._lock = RLock()
        self._sequence = 0
        self._entries: dict[int, Entry] = {}
        self._stories = Stories()

    @classmethod
    def open(cls, home: Path, url: str | None = None) -> Library:
        """The library kept in the folder `home`, or in the database at `url` (SQLAlchemy's form).

        Raises ShelfError.
        """
        from knowledge.ranking.index import Index
        from knowledge.shelf.shelf import Shelf

        return cls(Shelf(url or f"sqlite:///{home / DATABASE}"), Index())

    @classmethod
    def throwaway(cls) -> Library:
        """A library that is kept nowhere, for one thread."""
        from knowledge.shelf.database import IN_MEMORY

        return cls.open(Path(), IN_MEMORY)

    def close(self) -> None:
        """Let go of the shelf."""
        self._shelf.close()

    def add_file(self, path: Path, collection: str = SHARED) -> Added:
        """Read a file and add it. Raises what `read_file` and `add` raise."""
        return self.add(read_file(path), collection, str(path))

    def add(
        self,
        article: Article,
        collection: str = SHARED,
        name: str = "",
        workers: Workers | None = None,
    ) -> Added:
        """Put an article with all that belongs to it into a collection.

        Who said what is found in one of `workers` where they are given: then it can raise
        ReadingStopped. The same text of the same page, or of none, is one article; another text
        of a known page is its new version: see `revision`. Raises ShelfError.
        """
        known = self._shelf.find(collection, article)
        if known is not None:
            return Added(known, new=False)
        if workers is None:
            shelved = prepare(article)
        else:
            words = article.text.count(" ")
            shelved = workers.call(prepare, article, name=name, words=words)
        return Added(*self._shelf.add(collection, name, shelved))

    def remove(self, article: int) -> None:
        """Take an article out, with all versions of its page. Raises UnknownArticle and
        ShelfError.
        """
        self._shelf.remove(article)

    def move(self, collection: str, to: str) -> None:
        """All of a collection is another's from now on. Raises ShelfError."""
        self._shelf.move(collection, to)

    def forget(self, collection: str) -> None:
        """Forget all of a collection, to the last byte in the files. Raises ShelfError."""
        self._shelf.forget(collection)
        with self._lock:
            self._follow()

    def articles(self, collections: Collection[str] = (SHARED,)) -> list[Entry]:
        """What is in these collections, in the order in which it came."""
        return self._shelf.entries(collections)

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
        with self._lock:
            self._follow()
            return [self._entries[n] for n in self._stories.copies(article, self._entries)]

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
            articles, searched = self._in_scope(scope)
            question, too_long = answers.read(text)
            among = articles
            near = narrowed(
                question.text,
                question,
                [self._entries[article] for article in articles],
                today or datetime.now(UTC).date(),
            )
            if near.text != question.text:
                question, among = answers.read(near.text)[0], near.articles
                many = len(self._stories.once(among))
                searched = Searched(many, searched.sample, near.period, near.outlet)

            def found_in(some: frozenset[int]) -> Answer | NotOnRecord:
                languages = frozenset(self._entries[article].language for article in some)
                desk = Desk(self._index, self._notebook, some, languages, searched)
                return answers.answer(question, desk, conversation, passages, too_long=too_long)

            reply = self._stories.told_once(among, found_in)
            reply = copies.merged(reply, self._stories, articles, self._notebook.notes)
            return revisions.marked(reply, self._notebook.opened)

    def searched(self, scope: Scope | None = None) -> Searched:
        """Where a question with this scope would be looked for. Raises ShelfError."""
        with self._lock:
            self._follow()
            return self._in_scope(scope)[1]

    def _in_scope(self, scope: Scope | None) -> tuple[frozenset[int], Searched]:
        if scope is None:
            scope = Scope((SHARED,))
        articles = self._of(scope.collections)
        if articles:
            if scope.articles is not None:
                articles &= scope.articles
            return articles, Searched(len(self._stories.once(articles)))
        self._add_sample()
        articles = self._of((sample.COLLECTION,))
        return articles, Searched(len(articles), sample=True)

    def _of(self, collections: Collection[str]) -> frozenset[int]:
        return frozenset(e.id for e in self._entries.values() if e.collection in collections)

    def _add_sample(self) -> None:
        if not self._of((sample.COLLECTION,)):
            self.add(sample.article(), sample.COLLECTION, sample.NAME)
            self._follow()

    def _follow(self) -> None:
        """Take into the index what the shelf's change log tells since the last time."""
        changes = self._shelf.changes(self._sequence)
        if not changes:
            return
        gone = {change.article for change in changes if not change.added}
        for article in gone:
            self._index.remove(article)
            self._entries.pop(article, None)
            self._stories.forget(article)
            self._notebook.forget(article)
        came = [change.article for change in changes if change.added and change.article not in gone]
        for entry, terms in self._shelf.newcomers(came):
            self._index.add(entry.id, [keys(words, entry.language) for words in terms])
            self._entries[entry.id] = entry
            self._stories.note(entry)
        self._sequence = changes[-1].sequence
