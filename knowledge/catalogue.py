"""Which articles there are, by what a scope may ask of them; kept in memory, no texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from knowledge.question import Scope
    from knowledge.shelf.records import Filed

_KEPT = 256
"""Holdings that are kept ready: one for each chat that asked lately and has articles of its own."""
_MOST = 1_000_000
"""Articles in all of these, each of which takes a hundred bytes in every set that it is in."""


class Holdings:
    """Some of the articles, in the order in which they came. Never changes."""

    def __init__(self, filed: Iterable[Filed]) -> None:
        self.filed = tuple(filed)

    def __len__(self) -> int:
        return len(self.filed)

    @cached_property
    def articles(self) -> frozenset[int]:
        """Their ids: the same set each time, which the index knows again."""
        return frozenset(one.id for one in self.filed)

    @cached_property
    def languages(self) -> frozenset[str]:
        """What they are written in."""
        return frozenset(one.language for one in self.filed)

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Where they appeared, in order."""
        return tuple(dict.fromkeys(one.outlet for one in self.filed))

    @cached_property
    def dated(self) -> Holdings:
        """Those that have a date."""
        return Holdings(one for one in self.filed if one.published is not None)

    @cached_property
    def once(self) -> Holdings:
        """Of each story's copies the longest, the first that came of equals."""
        if not self._copies:
            return self
        left_out = {
            one.id
            for copies in self._copies.values()
            for one in sorted(copies, key=lambda one: (-one.words, one.id))[1:]
        }
        return Holdings(one for one in self.filed if one.id not in left_out)

    def copies(self, article: int) -> list[int]:
        """The other copies of an article's story, in the order in which they came."""
        story = self._story.get(article, 0)
        return [one.id for one in self._copies.get(story, ()) if one.id != article]

    def of_outlets(self, outlets: Collection[str]) -> Holdings:
        """Those that appeared in one of these."""
        return Holdings(one for one in self.filed if one.outlet in outlets)

    def within(self, first: date, last: date) -> Holdings:
        """Those of these days, both included."""
        return Holdings(
            one for one in self.filed if one.published and first <= one.published.date() <= last
        )

    @cached_property
    def _copies(self) -> dict[int, list[Filed]]:
        """The stories that more than one article tells; they never reach across collections."""
        stories: dict[int, list[Filed]] = {}
        for one in self.filed:
            if one.story:
                stories.setdefault(one.story, []).append(one)
        return {story: copies for story, copies in stories.items() if len(copies) > 1}

    @cached_property
    def _story(self) -> dict[int, int]:
        return {one.id: story for story, copies in self._copies.items() for one in copies}


_Seen: TypeAlias = tuple[frozenset[str], frozenset[int]]
"""Collections that hold something, and single articles of others."""


class Catalogue:
    """All articles, each under its collection."""

    def __init__(self) -> None:
        self._filed: dict[int, Filed] = {}
        self._collections: dict[str, dict[int, Filed]] = {}
        self._kept: dict[_Seen, Holdings] = {}

    def put(self, one: Filed) -> None:
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

    def of(self, scope: Scope) -> Holdings:
        """What is in scope: the same object for the same articles, until one of them changes."""
        if scope.articles is None:
            return self._all(scope)
        some = (self._filed[article] for article in sorted(scope.articles & self._filed.keys()))
        held, also = scope.collections, scope.also
        return Holdings(one for one in some if one.collection in held or one.id in also)

    def _all(self, scope: Scope) -> Holdings:
        held = frozenset(name for name in scope.collections if self._collections.get(name))
        known = (self._filed[article] for article in scope.also & self._filed.keys())
        also = frozenset(one.id for one in known if one.collection not in held)
        if (held, also) not in self._kept:
            found = [one for name in held for one in self._collections[name].values()]
            found += (self._filed[article] for article in also)
            self._make_room(len(found))
            self._kept[held, also] = Holdings(sorted(found, key=lambda one: one.id))
        return self._kept[held, also]

    def _make_room(self, articles: int) -> None:
        kept = sum(map(len, self._kept.values()))
        if len(self._kept) >= _KEPT or kept + articles > _MOST:
            self._kept.clear()

    def _changed(self, one: Filed) -> None:
        for held, also in list(self._kept):
            if one.collection in held or one.id in also:
                del self._kept[held, also]
