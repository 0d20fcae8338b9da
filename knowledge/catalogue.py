"""Which articles there are, by what a scope may ask of them; kept in memory, no texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.question import Scope
    from knowledge.shelf.records import Filed

_KEPT = 256
"""Sets of collections whose holdings are kept ready: one for each chat that asked lately."""


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


class Catalogue:
    """All articles, each under its collection."""

    def __init__(self) -> None:
        self._filed: dict[int, Filed] = {}
        self._collections: dict[str, dict[int, Filed]] = {}
        self._kept: dict[frozenset[str], Holdings] = {}

    def put(self, one: Filed) -> None:
        """Enter an article, or what is known of it now."""
        if self._filed.get(one.id) != one:
            self._filed[one.id] = one
            self._collections.setdefault(one.collection, {})[one.id] = one
            self._changed(one.collection)

    def drop(self, article: int) -> None:
        """Strike an article out; one that is not there is no error."""
        if (one := self._filed.pop(article, None)) is not None:
            del self._collections[one.collection][article]
            self._changed(one.collection)

    def of(self, scope: Scope) -> Holdings:
        """What is in scope."""
        if scope.articles is None and not scope.also:
            return self._of(scope.collections)
        also = scope.also & self._filed.keys()
        some = self._of(scope.collections).articles | also
        if scope.articles is not None:
            some &= scope.articles
        return Holdings(self._filed[article] for article in sorted(some))

    def _of(self, collections: Collection[str]) -> Holdings:
        wanted = frozenset(collections)
        if wanted not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            held = [one for name in wanted for one in self._collections.get(name, {}).values()]
            self._kept[wanted] = Holdings(sorted(held, key=lambda one: one.id))
        return self._kept[wanted]

    def _changed(self, collection: str) -> None:
        for known in [known for known in self._kept if collection in known]:
            del self._kept[known]
