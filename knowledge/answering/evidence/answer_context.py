"""The desk that one question is answered at: the index, the articles in scope, their notes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from rapidfuzz import fuzz, process

from knowledge.answering.evidence.article_view import ArticleView
from knowledge.answering.evidence.term_weights import TermWeights
from knowledge.errors import UnknownArticle
from knowledge.language.terms import keys, terms
from knowledge.model.answer import SearchSummary
from knowledge.model.passage import Hit
from knowledge.model.records import StoredArticle

if TYPE_CHECKING:
    from knowledge.ranking.index import Index
    from knowledge.storage.article_store import ArticleStore

_KEPT = 256
"""Articles whose notes are kept, some thousand objects each: Python looks through all objects that
live every now and then, while a question waits.
"""
_FEW = 12
"""Articles that are simply all read."""
_MISSPELT = 84
"""Least similarity (rapidfuzz ratio, 0 to 100) of a misspelt term."""
_LONG_ENOUGH = 5
_DEEP = 40
"""Passages of a search for the articles that may speak of somebody or something."""

Given = ParamSpec("Given")
Found = TypeVar("Found")


def retry_if_removed(look: Callable[Given, Found]) -> Callable[Given, Found]:
    """`look`, once more where somebody removed an article while it was at it."""

    @wraps(look)
    def looked(*given: Given.args, **named: Given.kwargs) -> Found:
        try:
            return look(*given, **named)
        except UnknownArticle:
            return look(*given, **named)

    return looked


class ArticleViewCache:
    """The notes on the articles last used. Any thread may use it."""

    def __init__(
        self, shelf: ArticleStore, leave_out: Callable[[int], None] = lambda _: None
    ) -> None:
        """`leave_out` is told of articles that are so damaged that they cannot be read."""
        self._shelf = shelf
        self._leave_out = leave_out
        self._notes: OrderedDict[int, ArticleView] = OrderedDict()
        self._forgotten = 0
        self._lock = Lock()

    def notes(self, article: int) -> ArticleView:
        """The notes on an article. Raises UnknownArticle."""
        return self.all([article])[0]

    def all(self, articles: Sequence[int]) -> list[ArticleView]:
        """The notes on articles, in this order. Raises UnknownArticle."""
        with self._lock:
            forgotten = self._forgotten
            found = {
                article: self._notes[article] for article in articles if article in self._notes
            }
        missing = [article for article in articles if article not in found]
        if missing:
            found |= {opened.id: ArticleView(opened) for opened in self._opened(missing)}
        with self._lock:
            if forgotten == self._forgotten:  # else one of them may be what is to be let go of
                self._keep(found[article] for article in articles)
        return [found[article] for article in articles]

    def _opened(self, articles: Sequence[int]) -> list[StoredArticle]:
        """Articles with all that belongs to them; one that is damaged is as one that is gone."""
        try:
            return self._shelf.open_all(articles)
        except UnknownArticle:
            raise
        except Exception as error:
            damaged = self._shelf.damaged(articles)
            if not damaged:
                raise
            for article in damaged:
                self._leave_out(article)
            raise UnknownArticle(str(damaged[0])) from error

    def _keep(self, notes: Iterable[ArticleView]) -> None:
        for one in notes:
            if not one.opened.in_work:  # else there will be more to note
                self._notes[one.id] = one
                self._notes.move_to_end(one.id)
        while len(self._notes) > _KEPT:
            self._notes.popitem(last=False)

    def those_left(self, articles: Iterable[int]) -> Iterator[ArticleView]:
        """The notes on those of the articles that are still there."""
        for article in articles:
            with suppress(UnknownArticle):
                yield self.notes(article)

    def opened(self, article: int) -> StoredArticle:
        """An article itself. Raises UnknownArticle."""
        return self.notes(article).opened

    def forget(self, article: int) -> None:
        """Let go of an article that was removed."""
        with self._lock:
            self._forgotten += 1
            self._notes.pop(article, None)


class AnswerContext:
    """What a question is answered from. `languages` are those of the articles in scope."""

    def __init__(
        self,
        index: Index,
        notebook: ArticleViewCache,
        articles: frozenset[int],
        languages: frozenset[str],
        searched: SearchSummary,
    ) -> None:
        self.index = index
        self.articles = articles
        self.languages = tuple(sorted(languages))
        self.searched = searched
        self._notebook = notebook
        self._weights: dict[tuple[str, str], TermWeights] = {}
        self._words: dict[str, list[str]] = {}

    def notes(self, article: int) -> ArticleView:
        """The notes on one article."""
        return self._notebook.notes(article)

    def noted(self, hits: Iterable[Hit]) -> dict[int, ArticleView]:
        """The notes on the articles of these hits."""
        articles = list(dict.fromkeys(hit.article for hit in hits))
        return dict(zip(articles, self._notebook.all(articles), strict=True))

    def weights(self, text: str, language: str) -> TermWeights:
        """The weights of the terms of `text`, as `terms` reads them."""
        key = (text, language)
        if key not in self._weights:
            self._weights[key] = TermWeights(self.terms(text, language), language, self.index)
        return self._weights[key]

    def terms(self, text: str, language: str) -> list[str]:
        """The terms of `text`; a long one that no article knows is read as the one it is likest
        to, where the articles in scope are few enough to look: a slip of the keyboard.
        """
        found = terms(text, language)
        if len(self.articles) > _FEW:
            return found
        return [self._spelt(term, language) for term in found]

    def _spelt(self, term: str, language: str) -> str:
        if len(term) < _LONG_ENOUGH or self.index.frequency(*keys([term], language)):
            return term
        best = process.extractOne(
            term, self._vocabulary(language), scorer=fuzz.ratio, score_cutoff=_MISSPELT
        )
        return best[0] if best is not None and best[0][0] == term[0] else term

    def _vocabulary(self, language: str) -> list[str]:
        if language not in self._words:
            noted = self._notebook.all(sorted(self.articles))
            held = [n.vocabulary for n in noted if n.article.language == language]
            self._words[language] = sorted(frozenset[str]().union(*held))
        return self._words[language]

    def search(self, text: str, limit: int) -> list[Hit]:
        """The best passages for `text`, over all the languages in scope."""
        hits = [
            hit
            for language in self.languages
            for hit in self.index.search(
                keys(self.terms(text, language), language), limit=limit, articles=self.articles
            )
        ]
        hits.sort(key=lambda hit: -hit.score)
        return hits[:limit]

    def about(self, *texts: str) -> Iterator[ArticleView]:
        """The notes on the articles that may tell of these texts, the likeliest first; on all
        articles where they are few, and on those that came last where there is no text.
        """
        if len(self.articles) <= _FEW or not any(texts):
            yield from self._notebook.all(sorted(self.articles)[-_FEW:])
            return
        found = dict.fromkeys(self._interleaved(text for text in texts if text))
        yield from self._notebook.all(list(found)[:_FEW])

    def _interleaved(self, texts: Iterable[str]) -> Iterator[int]:
        for text in texts:
            yield from dict.fromkeys(hit.article for hit in self.search(text, _DEEP))
