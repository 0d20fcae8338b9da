"""Which articles there are, by what a scope may ask of them; kept in memory, no texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from knowledge.model.question import Scope
    from knowledge.model.records import CatalogueEntry

from knowledge.model.article_set import ArticleSet

_KEPT = 256
"""Holdings that are kept ready: one for each chat that asked lately and has articles of its own."""
_MOST = 1_000_000
"""Articles in all of these, each of which takes a hundred bytes in every set that it is in."""


_Seen: TypeAlias = tuple[frozenset[str], frozenset[int]]
"""Collections that hold something, and single articles of others."""


class Catalogue:
    """All articles, each under its collection."""

    def __init__(self) -> None:
        self._filed: dict[int, CatalogueEntry] = {}
        self._collections: dict[str, dict[int, CatalogueEntry]] = {}
        self._kept: dict[_Seen, ArticleSet] = {}

    def put(self, one: CatalogueEntry) -> None:
        """Enter an article, or what is known of it now."""
        if self._filed.get(one.id) != one:
            self._filed[one.id] = one
            self._collections.setdefault(one.collection, {})[one.id] = one
            self._changed(one)

    def drop(self, article: int) -> None:
        """Strike an article out; one that is not there is no error."""
        if (one := self._filed.pop(article, None)) is not None:
            del self._collections[one.collection][article]
            self._changed(one)

    def of(self, scope: Scope) -> ArticleSet:
        """What is in scope: the same object for the same articles, until one of them changes."""
        if scope.articles is None:
            return self._all(scope)
        some = (self._filed[article] for article in sorted(scope.articles & self._filed.keys()))
        held, also = scope.collections, scope.also
        return ArticleSet(one for one in some if one.collection in held or one.id in also)

    def _all(self, scope: Scope) -> ArticleSet:
        held = frozenset(name for name in scope.collections if self._collections.get(name))
        known = (self._filed[article] for article in scope.also & self._filed.keys())
        also = frozenset(one.id for one in known if one.collection not in held)
        if (held, also) not in self._kept:
            found = [one for name in held for one in self._collections[name].values()]
            found += (self._filed[article] for article in also)
            self._make_room(len(found))
            self._kept[held, also] = ArticleSet(sorted(found, key=lambda one: one.id))
        return self._kept[held, also]

    def _make_room(self, articles: int) -> None:
        kept = sum(map(len, self._kept.values()))
        if len(self._kept) >= _KEPT or kept + articles > _MOST:
            self._kept.clear()

    def _changed(self, one: CatalogueEntry) -> None:
        for held, also in list(self._kept):
            if one.collection in held or one.id in also:
                del self._kept[held, also]
