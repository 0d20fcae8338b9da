"""A scope as it stands at this moment: its articles, or the sample while all of it is empty."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from knowledge import sample
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.library.repository import SHARED, ArticleRepository
from knowledge.model.answer import SearchSummary
from knowledge.model.article_set import ArticleSet
from knowledge.model.question import Scope

_SAMPLE = Scope((sample.COLLECTION,))


class ScopeResolver:
    """Scopes (None: the shared collection) as the articles of a repository. For whoever holds the
    repository's lock and has followed; `open` follows by itself.
    """

    def __init__(self, repository: ArticleRepository) -> None:
        self._repository = repository

    def resolve(self, scope: Scope | None) -> Scope:
        """The scope, or the sample where all that the scope could see is empty."""
        where, catalogue = scope or Scope((SHARED,)), self._repository.catalogue
        if len(catalogue.of(replace(where, articles=None))):
            return where
        if not len(catalogue.of(_SAMPLE)):
            self._repository.add(sample.article(), sample.COLLECTION, sample.NAME)
            self._repository.follow()
        return _SAMPLE

    def articles(self, scope: Scope | None) -> tuple[ArticleSet, bool]:
        """What is asked, and whether that is the sample."""
        where = self.resolve(scope)
        return self._repository.catalogue.of(where), where is _SAMPLE

    def preferred(self, scope: Scope, prefer: Collection[int]) -> Scope:
        """The part of the scope that is asked first; all of it where nothing is preferred. The
        longest of a story's copies answers, and the others are named: all of them are preferred.
        """
        if not prefer:
            return scope
        copies = {copy.id for article in prefer for copy in self._repository.copies(article)}
        return replace(scope, articles=frozenset(copies.union(prefer)))

    def sample(self) -> frozenset[int]:
        """The articles of the sample, which are everyone's, also when it is no longer asked."""
        return self._repository.catalogue.of(_SAMPLE).articles

    def holds(self, articles: Collection[int], scope: Scope | None) -> bool:
        """Whether all of these articles are in scope or in the sample."""
        held = self._repository.catalogue.of(scope or Scope((SHARED,))).articles
        return held | self.sample() >= set(articles)

    def summary(self, found: ArticleSet, is_sample: bool) -> SearchSummary:
        """Where a question that is asked of these articles is looked for."""
        articles = len(found.once)
        in_work = found.articles.intersection(self._repository.in_work())
        return SearchSummary(articles, is_sample, in_work=min(articles, len(in_work)))

    def context(self, found: ArticleSet, searched: SearchSummary) -> AnswerContext:
        """What a question that is asked of these articles is answered from."""
        index, views = self._repository.index, self._repository.views
        return AnswerContext(index, views, found.articles, found.languages, searched)

    def open(self, scope: Scope | None) -> AnswerContext:
        """What a question with this scope is answered from by now."""
        self._repository.follow()
        found, is_sample = self.articles(scope)
        return self.context(found, self.summary(found, is_sample))
