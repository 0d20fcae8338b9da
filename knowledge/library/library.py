"""The library: articles in, answers out. The facade of the package."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice

from knowledge import sample
from knowledge.answering import (
    answerer,
    quotation,
    revisions,
    speaker_register,
    story_copies,
    suggestions,
    timeline,
    watch_matching,
)
from knowledge.answering.evidence.answer_context import AnswerContext, retry_if_removed
from knowledge.errors import UnknownArticle
from knowledge.library import preferred_articles, reply_length
from knowledge.library.repository import SHARED, ArticleRepository
from knowledge.model.answer import Answer, Citation, NotOnRecord, ReplyLength, SearchSummary
from knowledge.model.article_set import ArticleSet
from knowledge.model.listings import Quotations, Speakers, StatementRef, StatementRow, Suggestion
from knowledge.model.question import NEW_CONVERSATION, Conversation, Question, QuestionKind, Scope
from knowledge.model.records import ArticleEntry
from knowledge.model.span import Span
from knowledge.model.timeline import Quotation, Timeline
from knowledge.questions import follow_up, question_parser
from knowledge.questions.filters import FilteredQuestion, apply_filters

_SAMPLE = Scope((sample.COLLECTION,))


class Library(ArticleRepository):
    """Articles in collections, and what they answer; questions are answered one at a time."""

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
        seen from (the day it is, UTC). Raises ShelfError.
        """

        def found_in(where: Scope) -> Answer | NotOnRecord:
            reply = self._ask(text, where, conversation, passages, today)
            return reply_length.fit_length(reply, length, partial(self.more, scope=where))

        where = scope or Scope((SHARED,))
        return preferred_articles.answer(found_in, where, self._preferred(where, prefer))

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

    @retry_if_removed
    def _ask(
        self,
        text: str | Question,
        scope: Scope,
        conversation: Conversation,
        passages: int,
        today: date | None,
    ) -> Answer | NotOnRecord:
        with self._lock:
            self._follow()
            holdings, is_sample = self._in_scope(scope)
            question, too_long = answerer.read(text)
            day = today or datetime.now(UTC).date()
            near = FilteredQuestion(question.text, holdings)
            if isinstance(text, str):  # else nothing is left in its words to narrow by
                near = apply_filters(question.text, question, holdings, day)
            if near.text != question.text:
                question = answerer.read(near.text)[0]
            searched = replace(
                self._looked_in(near.holdings, is_sample), period=near.period, outlet=near.outlet
            )

            def found_in(some: ArticleSet) -> Answer | NotOnRecord:
                desk = AnswerContext(
                    self._index, self._notebook, some.articles, some.languages, searched
                )
                return answerer.answer(question, desk, conversation, passages, too_long=too_long)

            reply = story_copies.one_copy_each(near.holdings, found_in)
            reply = story_copies.merge_copies(reply, holdings, self._notebook.notes)
            return revisions.with_revisions(reply, self._notebook.opened)

    def watched(self, article: int, words: str) -> tuple[Citation, ...]:
        """The statements of an article that the watch `words` is for, the best first.

        Raises UnknownArticle and ShelfError.
        """
        with self._lock:
            self._follow()
            return watch_matching.match_watch(words, self._notebook.notes(article), self._index)

    def quotation(self, article: int, span: Span, scope: Scope | None = None) -> Quotation:
        """The words at a place that an answer with this scope has cited, and whose they are.

        Raises UnknownArticle where they are not in scope (any more), and ShelfError.
        """
        with self._lock:
            self._follow()
            is_sample = article in self._upkeep.catalogue.of(_SAMPLE).articles
            if not is_sample and article not in self._in_scope(scope)[0].articles:
                raise UnknownArticle(str(article))
        return quotation.quotation_at(self._notebook.notes(article), span, sample=is_sample)

    def timeline(self, person: str, *, scope: Scope | None = None) -> Timeline | NotOnRecord:
        """When `person`, as somebody typed the name, was quoted in the articles in scope, or why
        that is not to be had. Raises ShelfError.
        """
        with self._lock:
            self._follow()
            desk = self._opened_desk(scope)
            articles = timeline.naming(person, desk)
        # Outside of the lock: many articles may have to be read.
        found = timeline.timeline(person, desk, self._notebook.those_left(articles))
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
            return speaker_register.others(conversation, self._opened_desk(scope), without)

    @retry_if_removed
    def quotable(self, text: str, scope: Scope | None = None, most: int = 200) -> list[Citation]:
        """At most so many quotations for `text`, best first: what answers it, then what else is
        said on it. Raises ShelfError.
        """
        with self._lock:
            reply = self.ask(text, scope=scope)
            if isinstance(reply, NotOnRecord):
                return []
            return speaker_register.quotable(reply, self._opened_desk(scope), most)

    @retry_if_removed
    def speakers(self, scope: Scope | None = None, first: int = 0, many: int = 10) -> Speakers:
        """Who is quoted by name in scope, most often first: `many` of them from `first` on."""
        with self._lock:
            desk, where = self._opened_desk(scope), self._resolved(scope)
        # Outside of the lock: every statement in scope is counted.
        found = self._shelf.speakers(where)
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
            desk, page = self._opened_desk(scope), slice(first, first + many)
            where = self._resolved(scope)
            holdings = self._upkeep.catalogue.of(where)
            return speaker_register.quotations(person, desk, self._shelf, where, holdings, page)

    def stated(self, article: int) -> list[StatementRow]:
        """The statements of an article in words, in order. Raises UnknownArticle."""
        with self._lock:
            self._follow()
        return speaker_register.stated(self._notebook.notes(article))

    @retry_if_removed
    def suggestions(self, scope: Scope | None = None, most: int = 3) -> tuple[Suggestion, ...]:
        """At most so many questions that the newest articles in scope answer."""
        with self._lock:
            notes = speaker_register.newest(self._opened_desk(scope))
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
            desk = self._opened_desk(scope)
            if place.article not in desk.articles:
                return None
            return suggestions.question_of(asked, desk.notes(place.article), place.statement)

    def holds(self, articles: Collection[int], scope: Scope | None = None) -> bool:
        """Whether all of these articles are in scope, or in the sample, which is everyone's, also
        when it is no longer asked.
        """
        with self._lock:
            self._follow()
            held = (self._upkeep.catalogue.of(s) for s in (scope or Scope((SHARED,)), _SAMPLE))
            return frozenset[int]().union(*(h.articles for h in held)) >= set(articles)

    def visible(self, scope: Scope) -> list[ArticleEntry]:
        """What is in scope, in the order in which it came; never the sample."""
        found = self._shelf.entries(scope.collections, scope.also)
        return [e for e in found if scope.articles is None or e.id in scope.articles]

    def searched(self, scope: Scope | None = None, prefer: Collection[int] = ()) -> SearchSummary:
        """Where a question with this scope would be looked for first. Raises ShelfError."""
        where = self._preferred(scope or Scope((SHARED,)), prefer)
        with self._lock:
            self._follow()
            holdings, is_sample = self._in_scope(where)
            return self._looked_in(holdings, is_sample)

    def _preferred(self, scope: Scope, prefer: Collection[int]) -> Scope:
        """The part of the scope that is asked first; all of it where nothing is preferred. The
        longest of a story's copies answers, and the others are named: all of them are preferred.
        """
        if not prefer:
            return scope
        copies = {copy.id for article in prefer for copy in self.copies(article)}
        return replace(scope, articles=frozenset(copies.union(prefer)))

    def _opened_desk(self, scope: Scope | None) -> AnswerContext:
        self._follow()
        holdings, is_sample = self._in_scope(scope)
        searched = self._looked_in(holdings, is_sample)
        return AnswerContext(
            self._index, self._notebook, holdings.articles, holdings.languages, searched
        )

    def _in_scope(self, scope: Scope | None) -> tuple[ArticleSet, bool]:
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

    def _looked_in(self, holdings: ArticleSet, is_sample: bool) -> SearchSummary:
        articles = len(holdings.once)
        in_work = holdings.articles.intersection(self._shelf.in_work())
        return SearchSummary(articles, is_sample, in_work=min(articles, len(in_work)))
