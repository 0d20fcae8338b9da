"""The library: articles in, answers out. The facade of the package."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from knowledge import sample
from knowledge.answer import Answer, Citation, NotOnRecord, Searched
from knowledge.answering import answers, copies, occasions, quoting, revisions, watching
from knowledge.answering.desk import Desk
from knowledge.answering.narrowing import narrowed
from knowledge.catalogue import Holdings
from knowledge.errors import UnknownArticle
from knowledge.question import NEW_CONVERSATION, Conversation, Scope
from knowledge.record import Quotation, Timeline
from knowledge.span import Span
from knowledge.stock import SHARED, Stock


class Library(Stock):
    """Articles in collections, and what they answer; questions are answered one at a time."""

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
            is_sample = article in self._upkeep.catalogue.of((sample.COLLECTION,)).articles
            if not is_sample and article not in self._in_scope(scope)[0].articles:
                raise UnknownArticle(str(article))
        return quoting.quotation(self._notebook.notes(article), span, sample=is_sample)

    def timeline(self, person: str, *, scope: Scope | None = None) -> Timeline | NotOnRecord:
        """When `person`, as somebody typed the name, was quoted in the articles in scope, or why
        that is not to be had. Raises ShelfError.
        """
        with self._lock:
            self._follow()
            holdings, is_sample = self._in_scope(scope)
            held = holdings.once
            searched = Searched(len(held), is_sample)
            desk = Desk(self._index, self._notebook, held.articles, held.languages, searched)
            articles = occasions.naming(person, desk)
        # Outside of the lock: many articles may have to be read.
        found = occasions.timeline(person, desk, self._notebook.those_left(articles))
        if found is not None:
            return found
        with self._lock:
            return occasions.not_on_record(person, desk)

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
