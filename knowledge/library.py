"""The library: articles in, answers out. The facade of the package."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from knowledge import sample
from knowledge.answer import Answer, Citation, NotOnRecord, Searched
from knowledge.answering import answers, asked, register, suggestions
from knowledge.answering.desk import Desk, Notebook
from knowledge.answering.narrowing import narrowed
from knowledge.article import Article
from knowledge.language.terms import keys
from knowledge.listing import Place, Quotations, Speakers, Stated, Suggestion
from knowledge.preparing import prepare
from knowledge.question import NEW_CONVERSATION, Asked, Conversation, Question, Scope
from knowledge.reading.text import read_file
from knowledge.reading.worker import Workers
from knowledge.shelf.records import Added, Entry, Opened

if TYPE_CHECKING:
    from knowledge.ranking.index import Index
    from knowledge.shelf.shelf import Shelf

SHARED = "shared"
"""The collection of the articles that everyone may search."""
DATABASE = "library.db"
_SAMPLE = Scope((sample.COLLECTION,))


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
        ReadingStopped. The same text twice in a collection is one article. Raises ShelfError.
        """
        known = self._shelf.find(collection, article.text)
        if known is not None:
            return Added(known, new=False)
        if workers is None:
            shelved = prepare(article)
        else:
            words = article.text.count(" ")
            shelved = workers.call(prepare, article, name=name, words=words)
        return Added(*self._shelf.add(collection, name, shelved))

    def remove(self, article: int) -> None:
        """Take an article out. Raises UnknownArticle and ShelfError."""
        self._shelf.remove(article)

    def articles(self, collections: Collection[str] = (SHARED,)) -> list[Entry]:
        """What is in these collections, in the order in which it came."""
        return self._shelf.entries(collections)

    def read(self, article: int) -> Opened:
        """An article with its passages and statements. Raises UnknownArticle."""
        with self._lock:
            self._follow()  # what another process removed is not to be had from memory
        return self._notebook.notes(article).opened

    def ask(
        self,
        text: str | Question,
        *,
        scope: Scope | None = None,
        conversation: Conversation = NEW_CONVERSATION,
        passages: int = 0,
        today: date | None = None,
    ) -> Answer | NotOnRecord:
        """What the articles in `scope` say to the question `text`, or to one that is read already.

        `scope` None is the shared collection. While the scope's collections are empty, the
        sample is asked instead. The answer carries the conversation as it stands afterwards, and
        as `hits` at most `passages` of the ranking behind it. `today` is what "yesterday" is seen
        from (the day it is, UTC). Raises ShelfError.
        """
        with self._lock:
            self._follow()
            articles, searched = self._in_scope(scope)
            question, too_long = answers.read(text)
            if isinstance(text, str):
                entries = [self._entries[article] for article in articles]
                near = narrowed(question.text, question, entries, today or datetime.now(UTC).date())
                if near.text != question.text:
                    question, articles = answers.read(near.text)[0], near.articles
                    searched = Searched(len(articles), searched.sample, near.period, near.outlet)
            desk = self._desk(articles, searched)
            return answers.answer(question, desk, conversation, passages, too_long=too_long)

    def check(
        self, text: str, speaker: str = "", *, scope: Scope | None = None
    ) -> Answer | NotOnRecord:
        """Whether the words in `text` are on record: those in quotation marks as said by whoever
        is named beside them, else all of it as said by `speaker` ("": by anybody).
        """
        return self.ask(asked.claim(text, speaker), scope=scope)

    def others(
        self, conversation: Conversation, without: Collection[str], scope: Scope | None = None
    ) -> Answer | NotOnRecord:
        """Who else has words on what the conversation is about, but for those `without`."""
        with self._lock:
            return register.others(conversation, self._opened_desk(scope), without)

    def quotable(self, text: str, scope: Scope | None = None, most: int = 200) -> list[Citation]:
        """At most so many quotations for `text`, best first: what answers it, then what else is
        said on it. Raises ShelfError.
        """
        with self._lock:
            reply = self.ask(text, scope=scope)
            if isinstance(reply, NotOnRecord):
                return []
            return register.quotable(reply, self._opened_desk(scope), most)

    def speakers(self, scope: Scope | None = None, first: int = 0, many: int = 10) -> Speakers:
        """Who is quoted by name in scope, most often first: `many` of them from `first` on."""
        with self._lock:
            desk = self._opened_desk(scope)
            found = self._shelf.speakers(self._resolved(scope))
            page = register.speakers(found[first : first + many], desk)
            return Speakers(page, len(found), desk.searched)

    def quotations(
        self, person: str, scope: Scope | None = None, first: int = 0, many: int = 5
    ) -> Quotations | NotOnRecord:
        """What somebody said, the newest article first: `many` citations from `first` on.
        `person` is understood as in a question: a name, a surname, misspelt, a role.
        """
        with self._lock:
            desk, page = self._opened_desk(scope), slice(first, first + many)
            where = self._resolved(scope)
            return register.quotations(person, desk, self._shelf, where, self._entries, page)

    def stated(self, article: int) -> list[Stated]:
        """The statements of an article in words, in order. Raises UnknownArticle."""
        with self._lock:
            self._follow()
        return register.stated(self._notebook.notes(article))

    def suggestions(self, scope: Scope | None = None, most: int = 3) -> tuple[Suggestion, ...]:
        """At most so many questions that the newest articles in scope answer."""
        with self._lock:
            notes = register.newest(self._opened_desk(scope), self._entries)
            answered = (
                s
                for s in suggestions.suggestions(notes)
                if isinstance(self.ask(s.question, scope=scope), Answer)
            )
            return tuple(islice(answered, most))

    def suggested(self, asked: Asked, place: Place, scope: Scope | None = None) -> Question | None:
        """The question that was suggested of a statement; None where it is no longer there."""
        with self._lock:
            desk = self._opened_desk(scope)
            here = place.article in desk.articles
            return (
                suggestions.made(asked, desk.notes(place.article), place.statement)
                if here
                else None
            )

    def holds(self, articles: Collection[int], scope: Scope | None = None) -> bool:
        """Whether all of these articles are in scope, or in the sample where that is asked; so is
        the sample later, when it is no longer asked: it is everyone's.
        """
        with self._lock:
            self._follow()
            return self._found(scope or Scope((SHARED,))) | self._of(_SAMPLE.collections) >= set(
                articles
            )

    def visible(self, scope: Scope) -> list[Entry]:
        """What is in scope, in the order in which it came; never the sample."""
        with self._lock:
            self._follow()
            articles = self._found(scope)
            return [entry for entry in self._entries.values() if entry.id in articles]

    def searched(self, scope: Scope | None = None) -> Searched:
        """Where a question with this scope would be looked for. Raises ShelfError."""
        with self._lock:
            self._follow()
            return self._in_scope(scope)[1]

    def _opened_desk(self, scope: Scope | None) -> Desk:
        self._follow()
        return self._desk(*self._in_scope(scope))

    def _desk(self, articles: frozenset[int], searched: Searched) -> Desk:
        languages = frozenset(self._entries[article].language for article in articles)
        return Desk(self._index, self._notebook, articles, languages, searched)

    def _in_scope(self, scope: Scope | None) -> tuple[frozenset[int], Searched]:
        where = self._resolved(scope)
        articles = self._found(where)
        return articles, Searched(len(articles), sample=where.collections == _SAMPLE.collections)

    def _resolved(self, scope: Scope | None) -> Scope:
        """The scope, or the sample where all that the scope could see is empty."""
        where = scope or Scope((SHARED,))
        if self._found(replace(where, articles=None)):
            return where
        self._add_sample()
        return _SAMPLE

    def _found(self, scope: Scope) -> frozenset[int]:
        articles = self._of(scope.collections) | (scope.also & self._entries.keys())
        return articles if scope.articles is None else articles & scope.articles

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
            self._notebook.forget(article)
        came = [change.article for change in changes if change.added and change.article not in gone]
        for entry, terms in self._shelf.newcomers(came):
            self._index.add(entry.id, [keys(words, entry.language) for words in terms])
            self._entries[entry.id] = entry
        self._sequence = changes[-1].sequence
