"""Some of the articles of the library, in order, with what their catalogue tells of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.model.records import CatalogueEntry


class ArticleSet:
    """Some of the articles, in the order in which they came. Never changes."""

    def __init__(self, filed: Iterable[CatalogueEntry]) -> None:
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
    def dated(self) -> ArticleSet:
        """Those that have a date."""
        return ArticleSet(one for one in self.filed if one.published is not None)

    @cached_property
    def once(self) -> ArticleSet:
        """Of each story's copies the longest, the first that came of equals."""
        if not self._copies:
            return self
        left_out = {
            one.id
            for copies in self._copies.values()
            for one in sorted(copies, key=lambda one: (-one.words, one.id))[1:]
        }
        return ArticleSet(one for one in self.filed if one.id not in left_out)

    def copies(self, article: int) -> list[int]:
        """The other copies of an article's story, in the order in which they came."""
        story = self._story.get(article, 0)
        return [one.id for one in self._copies.get(story, ()) if one.id != article]

    def of_outlets(self, outlets: Collection[str]) -> ArticleSet:
        """Those that appeared in one of these."""
        return ArticleSet(one for one in self.filed if one.outlet in outlets)

    def within(self, first: date, last: date) -> ArticleSet:
        """Those of these days, both included."""
        return ArticleSet(
            one for one in self.filed if one.published and first <= one.published.date() <= last
        )

    @cached_property
    def _copies(self) -> dict[int, list[CatalogueEntry]]:
        """The stories that more than one article tells; they never reach across collections."""
        stories: dict[int, list[CatalogueEntry]] = {}
        for one in self.filed:
            if one.story:
                stories.setdefault(one.story, []).append(one)
        return {story: copies for story, copies in stories.items() if len(copies) > 1}

    @cached_property
    def _story(self) -> dict[int, int]:
        return {one.id: story for story, copies in self._copies.items() for one in copies}
