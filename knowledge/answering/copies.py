"""One story in several outlets: told once, with where else the same words stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from knowledge.answer import Answer, Citation, Copy, NotOnRecord
from knowledge.answering.notes import Notes
from knowledge.reading.fragment import text_link
from knowledge.shelf.records import Entry
from knowledge.span import Span


class Stories:
    """Which articles are copies of one story. Stories never reach across collections."""

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}
        self._copies: dict[int, set[int]] = {}
        self._several: set[int] = set()  # the stories that more than one article tells

    def note(self, entry: Entry) -> None:
        """An article has come, or its story is another now."""
        self.forget(entry.id)
        self._entries[entry.id] = entry
        copies = self._copies.setdefault(entry.story, set())
        copies.add(entry.id)
        if len(copies) > 1:
            self._several.add(entry.story)

    def forget(self, article: int) -> None:
        """An article has gone; one that is not known is no error."""
        entry = self._entries.pop(article, None)
        if entry is not None:
            copies = self._copies[entry.story]
            copies.discard(article)
            if len(copies) < 2:
                self._several.discard(entry.story)
            if not copies:
                del self._copies[entry.story]

    def once(self, articles: frozenset[int]) -> frozenset[int]:
        """Of each story's copies among `articles` the longest, the first that came of equals."""
        several = [self._copies[story] & articles for story in self._several]
        left_out = [ids - {self._longest(ids)} for ids in several if len(ids) > 1]
        return articles.difference(*left_out)

    def told_once(
        self, articles: frozenset[int], find: Callable[[frozenset[int]], Answer | NotOnRecord]
    ) -> Answer | NotOnRecord:
        """What `find` finds in one copy of each story; where that is nothing, in all of them: what
        stands only in a shorter copy is not kept back.
        """
        once = self.once(articles)
        reply = find(once)
        if isinstance(reply, Answer) or once == articles:
            return reply
        wide = find(articles)
        return wide if isinstance(wide, Answer) else reply

    def copies(self, article: int, among: Collection[int]) -> list[int]:
        """The other copies of an article's story among these, in the order in which they came."""
        entry = self._entries.get(article)
        ids = self._copies[entry.story] if entry else set()
        return sorted(other for other in ids if other != article and other in among)

    def same(self, one: int, other: int) -> bool:
        """Whether two articles are copies of one story, or one and the same."""
        return one == other or other in self.copies(one, {other})

    def _longest(self, ids: Iterable[int]) -> int:
        return max(ids, key=lambda article: (self._entries[article].words, -article))


def merged(
    reply: Answer | NotOnRecord,
    stories: Stories,
    among: Collection[int],
    notes: Callable[[int], Notes],
) -> Answer | NotOnRecord:
    """The reply with each story's words cited once, and in which other copies they stand too:
    only those `among` the articles that the asker may see.
    """
    if isinstance(reply, NotOnRecord):
        return replace(reply, offers=_once(reply.offers, stories, among, notes))
    return replace(reply, citations=_once(reply.citations, stories, among, notes))


def _once(
    citations: Iterable[Citation],
    stories: Stories,
    among: Collection[int],
    notes: Callable[[int], Notes],
) -> tuple[Citation, ...]:
    kept: list[Citation] = []
    for citation in citations:
        article, words = citation.source.article, _words(citation.quote)
        if any(stories.same(k.source.article, article) and _words(k.quote) == words for k in kept):
            continue
        others = (notes(other) for other in stories.copies(article, among))
        also = (_copy(other, citation.quote) for other in others)
        kept.append(replace(citation, also=tuple(copy for copy in also if copy is not None)))
    return tuple(kept)


def _copy(notes: Notes, quote: str) -> Copy | None:
    """The copy, opened at the words, if they stand in it; signs and spaces make no difference."""
    article = notes.article
    pattern = r"\W+".join(map(re.escape, _words(quote)))
    for wanted in (re.escape(quote), rf"(?<!\w){pattern}(?!\w)"):
        found = re.search(wanted, article.text, re.IGNORECASE)
        if found is not None:
            link = text_link(article.url, article.text, Span(*found.span()))
            return Copy(notes.id, article.outlet, article.headline, link)
    return None


def _words(quote: str) -> list[str]:
    return re.findall(r"\w+", quote.casefold())
