"""The library: articles in, answers out. The facade of the package."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from knowledge.answering import (
    quotation,
    speaker_register,
    suggestions,
    timeline,
    watch_matching,
)
from knowledge.answering.evidence.answer_context import retry_if_removed
from knowledge.errors import UnknownArticle
from knowledge.library import preferred_articles, reply_length, scoped_answer
from knowledge.library.repository import SHARED, ArticleRepository
from knowledge.library.scope_resolver import ScopeResolver
from knowledge.model.answer import Answer, Citation, NotOnRecord, ReplyLength, SearchSummary
from knowledge.model.listings import Quotations, Speakers, StatementRef, StatementRow, Suggestion
from knowledge.model.question import NEW_CONVERSATION, Conversation, Question, QuestionKind, Scope
from knowledge.model.records import AddResult, ArticleEntry, StoredArticle
from knowledge.model.span import Span
from knowledge.model.timeline import Quotation, Timeline
from knowledge.questions import follow_up, question_parser

if TYPE_CHECKING:
    from knowledge.model.article import Article
    from knowledge.reading.worker_pool import WorkerPool


class Library:
    """Articles in collections, and what they answer; questions are answered one at a time.

    The articles themselves are the repository's. What everybody does with them is here, too.
    """

    def __init__(self, repository: ArticleRepository) -> None:
        self.repository = repository
        self._scopes = ScopeResolver(repository)
        self._lock = repository.lock
        self._views = repository.views

    @classmethod
    def open(cls, home: Path, url: str | None = None) -> Self:
        """The library kept in the folder `home`, or in the database at `url` (SQLAlchemy's form)
        with its index in `home`. Raises StorageError.
        """
        return cls(ArticleRepository.open(home, url))

    @classmethod
    def throwaway(cls) -> Self:
        """A library that is kept nowhere, for one thread."""
        return cls(ArticleRepository.throwaway())

    @staticmethod
    def schema() -> str:
        """The revision of the schema that this version of the program gives to libraries."""
        return ArticleRepository.schema()

    def close(self) -> None:
        """Write what is left to write, and let go of the database."""
        self.repository.close()

    def add(
        self,
        article: Article,
        collection: str = SHARED,
        name: str = "",
        workers: WorkerPool | None = None,
    ) -> AddResult:
        """Put an article into a collection: see `ArticleRepository.add`."""
        return self.repository.add(article, collection, name, workers)

    def articles(self, collections: Collection[str] = (SHARED,)) -> list[ArticleEntry]:
        """What is in these collections, in the order in which it came."""
        return self.repository.articles(collections)

    def read(self, article: int) -> StoredArticle:
        """An article with its passages and statements. Raises UnknownArticle."""
        return self.repository.read(article)

    def remove(self, article: int) -> None:
        """Take an article out, with all versions of its page. Raises UnknownArticle and
        StorageError.
        """
        self.repository.remove(article)

    def ask(
        self,
        text: str | Question,
        *,
        scope: Scope | None = None,
        conversation: Conversation = NEW_CONVERSATION,
        passages: int = 0,
        today: date | None = None,
        prefer: Collection[int] = (),
        length: ReplyLength = ReplyLength.USUAL,
    ) -> Answer | NotOnRecord:
        """What the articles in `scope` say to the question `text`, or to one that is read already.

        `scope` None is the shared collection. While the scope's collections are empty, the
        sample is asked instead. The articles `prefer` and their copies answer first: others do
        where they clearly do better. The answer carries the conversation as it stands afterwards,
        and as `hits` at most `passages` of the ranking behind it. `today` is what "yesterday" is
        seen from (the day it is, UTC). Raises StorageError.
        """

        def found_in(where: Scope) -> Answer | NotOnRecord:
            given = (text, where, conversation, passages, today)
            reply = scoped_answer.answer(self.repository, *given)
            return reply_length.fit_length(reply, length, partial(self.more, scope=where))

        where = scope or Scope((SHARED,))
        return preferred_articles.answer(found_in, where, self._scopes.preferred(where, prefer))

    def more(
        self,
        conversation: Conversation,
        *,
        scope: Scope | None = None,
        speaker: str = "",
        words: str = "",
    ) -> Answer | NotOnRecord:
        """What else there is to what the conversation is about, or else that `speaker` said, and
        was not shown yet. `words` are how that is put, for those who show the question.
        """
        question = follow_up.more_of(conversation, speaker, words)
        return self.ask(question, scope=scope, conversation=conversation)

    def watched(self, article: int, words: str) -> tuple[Citation, ...]:
        """The statements of an article that the watch `words` is for, the best first.

        Raises UnknownArticle and StorageError.
        """
        with self._lock:
            self.repository.follow()
            index = self.repository.index
            return watch_matching.match_watch(words, self._views.notes(article), index)

    def quotation(self, article: int, span: Span, scope: Scope | None = None) -> Quotation:
        """The words at a place that an answer with this scope has cited, and whose they are.

        Raises UnknownArticle where they are not in scope (any more), and StorageError.
        """
        with self._lock:
            self.repository.follow()
            is_sample = article in self._scopes.sample()
            if not is_sample and article not in self._scopes.articles(scope)[0].articles:
                raise UnknownArticle(str(article))
        return quotation.quotation_at(self._views.notes(article), span, sample=is_sample)

    def timeline(self, person: str, *, scope: Scope | None = None) -> Timeline | NotOnRecord:
        """When `person`, as somebody typed the name, was quoted in the articles in scope, or why
        that is not to be had. Raises StorageError.
        """
        with self._lock:
            desk = self._scopes.open(scope)
            articles = timeline.naming(person, desk)
        # Outside of the lock: many articles may have to be read.
        found = timeline.timeline(person, desk, self._views.those_left(articles))
        if found is not None:
            return found
        with self._lock:
            return timeline.not_on_record(person, desk)

    def check(
        self,
        text: str,
        speaker: str = "",
        *,
        scope: Scope | None = None,
        prefer: Collection[int] = (),
    ) -> Answer | NotOnRecord:
        """Whether the words in `text` are on record: those in quotation marks as said by whoever
        is named beside them, else all of it as said by `speaker` ("": by anybody).
        """
        return self.ask(question_parser.parse_claim(text, speaker), scope=scope, prefer=prefer)

    @retry_if_removed
    def others(
        self, conversation: Conversation, without: Collection[str], scope: Scope | None = None
    ) -> Answer | NotOnRecord:
        """Who else has words on what the conversation is about, but for those `without`."""
        with self._lock:
            return speaker_register.others(conversation, self._scopes.open(scope), without)

    @retry_if_removed
    def quotable(self, text: str, scope: Scope | None = None, most: int = 200) -> list[Citation]:
        """At most so many quotations for `text`, best first: what answers it, then what else is
        said on it. Raises StorageError.
        """
        with self._lock:
            reply = self.ask(text, scope=scope)
            if isinstance(reply, NotOnRecord):
                return []
            return speaker_register.quotable(reply, self._scopes.open(scope), most)

    @retry_if_removed
    def speakers(self, scope: Scope | None = None, first: int = 0, many: int = 10) -> Speakers:
        """Who is quoted by name in scope, most often first: `many` of them from `first` on."""
        with self._lock:
            desk, where = self._scopes.open(scope), self._scopes.resolve(scope)
        # Outside of the lock: every statement in scope is counted.
        found = self.repository.store.speakers(where)
        with self._lock:
            page = speaker_register.speakers(found[first : first + many], desk)
            return Speakers(page, len(found), desk.searched)

    @retry_if_removed
    def quotations(
        self, person: str, scope: Scope | None = None, first: int = 0, many: int = 5
    ) -> Quotations | NotOnRecord:
        """What somebody said, the newest article first: `many` citations from `first` on.
        `person` is understood as in a question: a name, a surname, misspelt, a role.
        """
        with self._lock:
            desk, page = self._scopes.open(scope), slice(first, first + many)
            where, store = self._scopes.resolve(scope), self.repository.store
            holdings = self.repository.catalogue.of(where)
            return speaker_register.quotations(person, desk, store, where, holdings, page)

    def stated(self, article: int) -> list[StatementRow]:
        """The statements of an article in words, in order. Raises UnknownArticle."""
        self.repository.follow()
        return speaker_register.stated(self._views.notes(article))

    @retry_if_removed
    def suggestions(self, scope: Scope | None = None, most: int = 3) -> tuple[Suggestion, ...]:
        """At most so many questions that the newest articles in scope answer."""
        with self._lock:
            notes = speaker_register.newest(self._scopes.open(scope))
            answered = (
                s
                for s in suggestions.suggestions(notes)
                if isinstance(self.ask(s.question, scope=scope), Answer)
            )
            return tuple(islice(answered, most))

    def suggested(
        self, asked: QuestionKind, place: StatementRef, scope: Scope | None = None
    ) -> Question | None:
        """The question that was suggested of a statement; None where it is no longer there."""
        with self._lock:
            desk = self._scopes.open(scope)
            if place.article not in desk.articles:
                return None
            return suggestions.question_of(asked, desk.notes(place.article), place.statement)

    def holds(self, articles: Collection[int], scope: Scope | None = None) -> bool:
        """Whether all of these articles are in scope, or in the sample, which is everyone's, also
        when it is no longer asked.
        """
        with self._lock:
            self.repository.follow()
            return self._scopes.holds(articles, scope)

    def visible(self, scope: Scope) -> list[ArticleEntry]:
        """What is in scope, in the order in which it came; never the sample."""
        found = self.repository.store.entries(scope.collections, scope.also)
        return [e for e in found if scope.articles is None or e.id in scope.articles]

    def searched(self, scope: Scope | None = None, prefer: Collection[int] = ()) -> SearchSummary:
        """Where a question with this scope would be looked for first. Raises StorageError."""
        where = self._scopes.preferred(scope or Scope((SHARED,)), prefer)
        with self._lock:
            self.repository.follow()
            holdings, is_sample = self._scopes.articles(where)
            return self._scopes.summary(holdings, is_sample)
