"""The library: articles in, answers out. The facade of the package."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice

from knowledge import sample
from knowledge.answer import Answer, Citation, NotOnRecord, Searched
from knowledge.answering import (
    answers,
    asked,
    copies,
    occasions,
    quoting,
    register,
    revisions,
    suggestions,
    watching,
)
from knowledge.answering.desk import Desk, of_what_is_there
from knowledge.answering.narrowing import Narrowed, narrowed
from knowledge.catalogue import Holdings
from knowledge.errors import UnknownArticle
from knowledge.listing import Place, Quotations, Speakers, Stated, Suggestion
from knowledge.question import NEW_CONVERSATION, Asked, Conversation, Question, Scope
from knowledge.record import Quotation, Timeline
from knowledge.shelf.records import Entry
from knowledge.span import Span
from knowledge.stock import SHARED, Stock

_SAMPLE = Scope((sample.COLLECTION,))


class Library(Stock):
    """Articles in collections, and what they answer; questions are answered one at a time."""

    @of_what_is_there
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
            near = Narrowed(question.text, holdings)
            if isinstance(text, str):  # else nothing is left in its words to narrow by
                near = narrowed(question.text, question, holdings, day)
            if near.text != question.text:
                question = answers.read(near.text)[0]
            searched = replace(
                self._looked_in(near.holdings, is_sample), period=near.period, outlet=near.outlet
            )

            def found_in(some: Holdings) -> Answer | NotOnRecord:
                desk = self._desk(some, searched)
                return answers.answer(question, desk, conversation, passages, too_long=too_long)

            reply = copies.told_once(near.holdings, found_in)
            reply = copies.merged(reply, holdings, self._notebook.notes)
            return revisions.marked(reply, self._notebook.opened)

    def watched(self, article: int, words: str) -> tuple[Citation, ...]:
        """The statements of an article that the watch `words` is for, the best first.

        Raises UnknownArticle and ShelfError.
        """
        with self._lock:
            self._follow()
            return watching.watched(words, self._notebook.notes(article), self._index)

    def quotation(self, article: int, span: Span, scope: Scope | None = None) -> Quotation:
        """The words at a place that an answer with this scope has cited, and whose they are.

        Raises UnknownArticle where they are not in scope (any more), and ShelfError.
        """
        with self._lock:
            self._follow()
            is_sample = article in self._upkeep.catalogue.of(_SAMPLE).articles
            if not is_sample and article not in self._in_scope(scope)[0].articles:
                raise UnknownArticle(str(article))
        return quoting.quotation(self._notebook.notes(article), span, sample=is_sample)

    def timeline(self, person: str, *, scope: Scope | None = None) -> Timeline | NotOnRecord:
        """When `person`, as somebody typed the name, was quoted in the articles in scope, or why
        that is not to be had. Raises ShelfError.
        """
        with self._lock:
            self._follow()
            desk = self._opened_desk(scope)
            articles = occasions.naming(person, desk)
        # Outside of the lock: many articles may have to be read.
        found = occasions.timeline(person, desk, self._notebook.those_left(articles))
        if found is not None:
            return found
        with self._lock:
            return occasions.not_on_record(person, desk)

    def check(
        self, text: str, speaker: str = "", *, scope: Scope | None = None
    ) -> Answer | NotOnRecord:
        """Whether the words in `text` are on record: those in quotation marks as said by whoever
        is named beside them, else all of it as said by `speaker` ("": by anybody).
        """
        return self.ask(asked.claim(text, speaker), scope=scope)

    @of_what_is_there
    def others(
        self, conversation: Conversation, without: Collection[str], scope: Scope | None = None
    ) -> Answer | NotOnRecord:
        """Who else has words on what the conversation is about, but for those `without`."""
        with self._lock:
            return register.others(conversation, self._opened_desk(scope), without)

    @of_what_is_there
    def quotable(self, text: str, scope: Scope | None = None, most: int = 200) -> list[Citation]:
        """At most so many quotations for `text`, best first: what answers it, then what else is
        said on it. Raises ShelfError.
        """
        with self._lock:
            reply = self.ask(text, scope=scope)
            if isinstance(reply, NotOnRecord):
                return []
            return register.quotable(reply, self._opened_desk(scope), most)

    @of_what_is_there
    def speakers(self, scope: Scope | None = None, first: int = 0, many: int = 10) -> Speakers:
        """Who is quoted by name in scope, most often first: `many` of them from `first` on."""
        with self._lock:
            desk, where = self._opened_desk(scope), self._resolved(scope)
        # Outside of the lock: every statement in scope is counted.
        found = self._shelf.speakers(where)
        with self._lock:
            page = register.speakers(found[first : first + many], desk)
            return Speakers(page, len(found), desk.searched)

    @of_what_is_there
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

    @of_what_is_there
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
            return self._looked_in(holdings, is_sample)

    def _opened_desk(self, scope: Scope | None) -> Desk:
        self._follow()
        holdings, is_sample = self._in_scope(scope)
        searched = self._looked_in(holdings, is_sample)
        return self._desk(holdings, searched)

    def _desk(self, some: Holdings, searched: Searched) -> Desk:
        return Desk(
            self._index,
            self._notebook,
            some.articles,
            some.languages,
            searched,
            self._embeddings,
        )

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

    def _looked_in(self, holdings: Holdings, is_sample: bool) -> Searched:
        articles = len(holdings.once)
        in_work = holdings.articles.intersection(self._shelf.in_work())
        return Searched(articles, is_sample, in_work=min(articles, len(in_work)))
