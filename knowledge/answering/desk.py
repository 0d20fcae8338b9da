"""The desk that one question is answered at: the index, the articles in scope, their notes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from rapidfuzz import fuzz, process

from knowledge.answer import Searched
from knowledge.answering import fusion
from knowledge.answering.notes import Notes
from knowledge.answering.weights import Weights
from knowledge.errors import UnknownArticle
from knowledge.language.terms import keys, terms
from knowledge.passage import Hit
from knowledge.shelf.records import Opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.meaning.embeddings import Embeddings
    from knowledge.meaning.likeness import Likeness
    from knowledge.ranking.index import Index
    from knowledge.shelf.shelf import Shelf

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


def of_what_is_there(look: Callable[Given, Found]) -> Callable[Given, Found]:
    """`look`, once more where somebody removed an article while it was at it."""

    @wraps(look)
    def looked(*given: Given.args, **named: Given.kwargs) -> Found:
        try:
            return look(*given, **named)
        except UnknownArticle:
            return look(*given, **named)

    return looked


class Notebook:
    """The notes on the articles last used. Any thread may use it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._notes: OrderedDict[int, Notes] = OrderedDict()
        self._forgotten = 0
        self._lock = Lock()

    def notes(self, article: int) -> Notes:
        """The notes on an article. Raises UnknownArticle."""
        return self.all([article])[0]

    def all(self, articles: Sequence[int]) -> list[Notes]:
        """The notes on articles, in this order. Raises UnknownArticle."""
        with self._lock:
            forgotten = self._forgotten
            found = {
                article: self._notes[article] for article in articles if article in self._notes
            }
        missing = [article for article in articles if article not in found]
        if missing:
            found |= {opened.id: Notes(opened) for opened in self._shelf.open_all(missing)}
        with self._lock:
            if forgotten == self._forgotten:  # else one of them may be what is to be let go of
                self._keep(found[article] for article in articles)
        return [found[article] for article in articles]

    def _keep(self, notes: Iterable[Notes]) -> None:
        for one in notes:
            if not one.opened.in_work:  # else there will be more to note
                self._notes[one.id] = one
                self._notes.move_to_end(one.id)
        while len(self._notes) > _KEPT:
            self._notes.popitem(last=False)

    def those_left(self, articles: Iterable[int]) -> Iterator[Notes]:
        """The notes on those of the articles that are still there."""
        for article in articles:
            with suppress(UnknownArticle):
                yield self.notes(article)

    def opened(self, article: int) -> Opened:
        """An article itself. Raises UnknownArticle."""
        return self.notes(article).opened

    def forget(self, article: int) -> None:
        """Let go of an article that was removed."""
        with self._lock:
            self._forgotten += 1
            self._notes.pop(article, None)


class Desk:
    """What a question is answered from. `languages` are those of the articles in scope."""

    def __init__(
        self,
        index: Index,
        notebook: Notebook,
        articles: frozenset[int],
        languages: frozenset[str],
        searched: Searched,
        embeddings: Embeddings | None = None,
    ) -> None:
        self.index = index
        self._embeddings = embeddings
        self.articles = articles
        self.languages = tuple(sorted(languages))
        self.searched = searched
        self._notebook = notebook
        self._weights: dict[tuple[str, str], Weights] = {}
        self._words: dict[str, list[str]] = {}
        self._likeness: dict[str, Likeness | None] = {}

    def notes(self, article: int) -> Notes:
        """The notes on one article."""
        return self._notebook.notes(article)

    def noted(self, hits: Iterable[Hit]) -> dict[int, Notes]:
        """The notes on the articles of these hits."""
        articles = list(dict.fromkeys(hit.article for hit in hits))
        return dict(zip(articles, self._notebook.all(articles), strict=True))

    def weights(self, text: str, language: str) -> Weights:
        """The weights of the terms of `text`, as `terms` reads them."""
        key = (text, language)
        if key not in self._weights:
            self._weights[key] = Weights(self.terms(text, language), language, self.index)
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

    def likeness(self, text: str) -> Likeness | None:
        """How alike what is in scope is to `text` in meaning; None where that cannot be told."""
        if self._embeddings is None:
            return None
        if text not in self._likeness:
            self._likeness[text] = self._embeddings.likeness(text, self.articles)
        return self._likeness[text]

    def vectors(self, article: int) -> dict[tuple[int, int], NDArray[np.float32]]:
        """The vectors of an article's sentences, by where they stand; {} where there are none."""
        return self._embeddings.index.of(article) if self._embeddings else {}

    def search(self, text: str, limit: int, whole: str = "") -> list[Hit]:
        """The best passages for `text`, over all the languages in scope, by its words and by the
        meaning of the `whole` question that they are of.
        """
        likeness = self.likeness(whole or text)
        if likeness is None:
            return self._by_words(text, limit)
        total = max(self.weights(text, language).total for language in self.languages)
        hits = self._by_words(text, max(limit, fusion.CANDIDATES))
        return fusion.fused(hits, likeness, total, limit)

    def _by_words(self, text: str, limit: int) -> list[Hit]:
        hits = [
            hit
            for language in self.languages
            for hit in self.index.search(
                keys(self.terms(text, language), language), limit=limit, articles=self.articles
            )
        ]
        return fusion.best(hits, limit)

    def about(self, *texts: str) -> Iterator[Notes]:
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
