"""The room that a chat has for articles: feed items give way, what a person brought never does."""

from __future__ import annotations

import contextlib

from bot.chats import chat_collection
from bot.store.store import Store
from bot.store.tables import feed_items
from knowledge import Library, UnknownArticle


class ArticleQuota:
    """Makes room in a chat's collection of at most `most` articles.

    Its methods wait for the disk: they are called in threads, never on the event loop's.
    """

    def __init__(self, library: Library, store: Store, most: int) -> None:
        self._library = library
        self._store = store
        self.most = most

    def make_room(self, chat: int, most: int = 0) -> bool:
        """Whether there is room for one article more, after the oldest feed items have gone;
        `most` is for once another number than usual.
        """
        most = most or self.most
        there = [
            entry.id for entry in self._library.articles((chat_collection.collection_of(chat),))
        ]
        if len(there) < most:
            return True
        fed = self._store.wait(feed_items.articles, chat)
        gone = fed.difference(there)
        for article in [one for one in there if one in fed][: len(there) - most + 1]:
            with contextlib.suppress(UnknownArticle):
                self._library.remove(article)
            gone.add(article)
        if gone:
            self._store.wait(feed_items.drop_articles, chat, gone)
        return len(set(there) - gone) < most

    def keep(self, chat: int, article: int) -> None:
        """A person has brought this article: it does not give way, even if a feed had it first."""
        self._store.wait(feed_items.drop_articles, chat, [article])
