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
from knowledge.answer import Answer, Citation, NotOnRecord, Revision, Searched
from knowledge.answering import answers, asked, copies, register, revisions, suggestions
from knowledge.answering.desk import Desk, Notebook
from knowledge.answering.narrowing import Narrowed, narrowed
from knowledge.article import Article
from knowledge.catalogue import Holdings
from knowledge.listing import Place, Quotations, Speakers, Stated, Suggestion
from knowledge.question import NEW_CONVERSATION, Asked, Conversation, Question, Scope
from knowledge.shelf.records import Added, Entry, Opened
from knowledge.upkeep import Upkeep

if TYPE_CHECKING:
    from knowledge.ranking.index import Index
    from knowledge.reading.worker import Workers
    from knowledge.shelf.shelf import Shelf

SHARED = "shared"
"""The collection of the articles that everyone may search."""
_SAMPLE = Scope((sample.COLLECTION,))
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

        Who said what is found in one of `workers` where they are given: then it can raise
        ReadingStopped. The same text of the same page, or of none, is one article; another text
        of a known page is its new version: see `revision`. Raises ShelfError.
        """
        from knowledge.preparing import prepare  # reads grammar: not needed to answer

        known = self._shelf.find(collection, article)
        if known is not None:
            return Added(known, new=False)
        if workers is None:
            shelved = prepare(article)
        else:
            words = article.text.count(" ")
            shelved = workers.call(prepare, article, name=name, words=words)
        added = Added(*self._shelf.add(collection, name, shelved))
        with self._lock:
            self._follow()  # so that the next question need not wait for it
        return added

    def remove(self, article: int) -> None:
        """Take an article out, with all versions of its page. Raises UnknownArticle and
        ShelfError.
        """
        self._shelf.remove(article)

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
            holdings, is_sample = self._in_scope(scope)
            question, too_long = answers.read(text)
            day = today or datetime.now(UTC).date()
            near = narrowed(question.text, question, holdings, day)
            if isinstance(text, Question):  # nothing is left in its words to narrow by
                near = Narrowed(question.text, holdings)
            if near.text != question.text:
                question = answers.read(near.text)[0]
            searched = Searched(len(near.holdings.once), is_sample, near.period, near.outlet)

            def found_in(some: Holdings) -> Answer | NotOnRecord:
                desk = Desk(self._index, self._notebook, some.articles, some.languages, searched)
                return answers.answer(question, desk, conversation, passages, too_long=too_long)

            reply = copies.told_once(near.holdings, found_in)
            reply = copies.merged(reply, holdings, self._notebook.notes)
            return revisions.marked(reply, self._notebook.opened)

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
            holdings = self._upkeep.catalogue.of(where)
            return register.quotations(person, desk, self._shelf, where, holdings, page)

    def stated(self, article: int) -> list[Stated]:
        """The statements of an article in words, in order. Raises UnknownArticle."""
        with self._lock:
            self._follow()
        return register.stated(self._notebook.notes(article))

    def suggestions(self, scope: Scope | None = None, most: int = 3) -> tuple[Suggestion, ...]:
        """At most so many questions that the newest articles in scope answer."""
        with self._lock:
            notes = register.newest(self._opened_desk(scope))
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
            if place.article not in desk.articles:
                return None
            return suggestions.made(asked, desk.notes(place.article), place.statement)

    def holds(self, articles: Collection[int], scope: Scope | None = None) -> bool:
        """Whether all of these articles are in scope, or in the sample, which is everyone's, also
        when it is no longer asked.
        """
        with self._lock:
            self._follow()
            held = (self._upkeep.catalogue.of(s) for s in (scope or Scope((SHARED,)), _SAMPLE))
            return frozenset[int]().union(*(h.articles for h in held)) >= set(articles)

    def visible(self, scope: Scope) -> list[Entry]:
        """What is in scope, in the order in which it came; never the sample."""
        found = self._shelf.entries(scope.collections, scope.also)
        return [e for e in found if scope.articles is None or e.id in scope.articles]

    def searched(self, scope: Scope | None = None) -> Searched:
        """Where a question with this scope would be looked for. Raises ShelfError."""
        with self._lock:
            self._follow()
            holdings, is_sample = self._in_scope(scope)
            return Searched(len(holdings.once), is_sample)

    def _opened_desk(self, scope: Scope | None) -> Desk:
        self._follow()
        holdings, is_sample = self._in_scope(scope)
        searched = Searched(len(holdings.once), is_sample)
        return Desk(self._index, self._notebook, holdings.articles, holdings.languages, searched)

    def _in_scope(self, scope: Scope | None) -> tuple[Holdings, bool]:
        """What is asked, and whether that is the sample."""
        where = self._resolved(scope)
        return self._upkeep.catalogue.of(where), where is _SAMPLE

    def _resolved(self, scope: Scope | None) -> Scope:
        """The scope, or the sample where all that the scope could see is empty."""
        where, catalogue = scope or Scope((SHARED,)), self._upkeep.catalogue
        if len(catalogue.of(replace(where, articles=None))):
            return where
        if not len(catalogue.of(_SAMPLE)):
            self.add(sample.article(), sample.COLLECTION, sample.NAME)
            self._follow()
        return _SAMPLE

    def _follow(self) -> None:
        """Know what is on the shelf by now."""
        for article in self._upkeep.follow():
            self._notebook.forget(article)
