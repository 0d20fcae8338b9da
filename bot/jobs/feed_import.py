"""Items of feeds into the collections of those who follow them. Runs in threads."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from sqlalchemy.exc import DataError, IntegrityError

from bot.chats import chat_collection
from bot.chats.article_quota import ArticleQuota
from bot.errors import StoreError
from bot.messaging import set_aside
from bot.messaging.set_aside import Aside
from bot.store.store import Store
from bot.store.tables import feed_items, feeds, shares
from bot.store.tables.feeds import SHARED as SHARED_LIBRARY
from bot.store.tables.feeds import DueFeed, Follower
from knowledge import (
    SHARED,
    Article,
    Download,
    Feed,
    Item,
    Library,
    NoArticle,
    PoliteFetcher,
    Reader,
    ReadingStopped,
    Refused,
    SourceError,
    StorageError,
    TooSlow,
    UnknownArticle,
    Unreachable,
    Validators,
    canonical_url,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

TRIES = 3
"""Times that an item is tried whose server does not answer, or with which something breaks."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FetchedFeed:
    """A feed as it was just fetched; `found` tells its validators and how long it is fresh."""

    feed: Feed
    found: Download


class FeedImport:
    """Fetches feeds with manners, reads their items, and adds them, each once to each chat."""

    def __init__(
        self,
        library: Library,
        store: Store,
        reader: Reader,
        way: ArticleQuota,
        courtesy: PoliteFetcher,
        given_up: Aside,
    ) -> None:
        """`given_up` is told of items that nobody can make anything of."""
        self._aside = given_up
        self._library = library
        self._store = store
        self._reader = reader
        self._way = way
        self._courtesy = courtesy
        # One worker process at most is busy with feeds: the others are for people who wait.
        self._one_reading = threading.Lock()

    def fetch(self, due: DueFeed) -> FetchedFeed | None:
        """The feed, None where it is as it was. Raises SourceError."""
        found = self._courtesy.fetch(due.url, Validators(due.etag, due.modified))
        if found is None:
            return None
        with self._one_reading:
            return FetchedFeed(self._reader.workers.read_feed(found, due.url), found)

    def take_in(self, due: DueFeed, news: Feed, followers: Sequence[Follower], newest: int) -> bool:
        """Adds what each of the followers lacks, the oldest first, of who is new the `newest`;
        False where some of it must be tried again. Raises StorageError and StoreError.
        """
        keys = {key_of(item, due.url): item for item in news.items}
        first = list(keys)[:newest]
        new = [one.chat for one in followers if not one.served]
        for chat in new:
            self._store.wait(_skip, due.id, chat, list(keys)[newest:])
        chats = [one.chat for one in followers]
        known = self._store.wait(feed_items.known, chats, list(keys))
        whole = True
        for key, item in reversed(keys.items()):
            lacking = [c for c in chats if (c, key) not in known and (c not in new or key in first)]
            if lacking:
                whole &= self._add(due, news, item, key, lacking)
        self._store.wait(feed_items.mark_seen, chats, list(keys), time.time())
        return whole

    def _add(self, due: DueFeed, news: Feed, item: Item, key: str, chats: list[int]) -> bool:
        """Reads an item once and adds it to each of the chats that still follow the feed; False
        where it is to be tried again.
        """
        tried = {chat: self._store.wait(_begin, due.id, chat, key) for chat in chats}
        begun = {chat: one for chat, one in tried.items() if one is not None}
        if not begun:
            return True
        try:
            article = self._read(item, news)
        except Exception as error:
            if _is_of_ours(error):
                raise
            done = [self._left_out(due, c, key, tries, error) for c, (tries, _) in begun.items()]
            return all(done)
        whole = True
        for chat, (tries, before) in begun.items():
            try:
                self._keep(due, chat, key, item, article, before)
            except Exception as error:
                if _is_of_ours(error):
                    raise
                whole &= self._left_out(due, chat, key, tries, error)
        return whole

    def _left_out(self, due: DueFeed, chat: int, key: str, tries: int, error: Exception) -> bool:
        """Notes that an item could not be added; False where it is to be tried again."""
        foreseen = isinstance(error, SourceError)
        log.info("an item of feed %s is left out: %s", due.id, type(error).__name__)
        if (not foreseen or _may_pass(error)) and tries < TRIES:
            return False
        self._store.wait(feed_items.settle, chat, key)
        if not foreseen:
            self._aside.note(set_aside.ITEM, f"of feed {due.id}", error)
        return True

    def _read(self, item: Item, news: Feed) -> Article:
        """The item's article: from the feed where it is whole there, else fetched politely."""
        if item.whole:
            with self._one_reading:
                return self._reader.workers.read_item(item, news)
        if not item.url:
            raise NoArticle(item.title or item.id)
        found = self._courtesy.fetch(item.url)
        if found is None:
            raise NoArticle(item.url)
        with self._one_reading:
            article = self._reader.workers.read_download(found, item.url)
        return replace(
            article,
            headline=article.headline or item.title,
            outlet=article.outlet or news.title,
            byline=article.byline or item.byline,
            published=article.published or item.published,
            url=article.url or item.url,
        )

    def _keep(
        self, due: DueFeed, chat: int, key: str, item: Item, article: Article, before: bool
    ) -> None:
        """Adds the article to a chat's collection and notes it; if the chat has gone meanwhile,
        nothing stays there.
        """
        shared = chat == SHARED_LIBRARY
        if not shared and not self._way.make_room(chat):
            self._store.wait(feed_items.settle, chat, key)
            self._store.wait(feeds.note_trouble, due.id, chat, feeds.FULL)
            return
        collection = SHARED if shared else chat_collection.collection_of(chat)
        with self._one_reading:
            added = self._library.add(article, collection, item.url, self._reader.workers)
        page = None if shared else self._earlier(added.id)
        # What was there already was brought by a person, or by a try that ended halfway; and a
        # new version of what a person brought stays, as that does.
        ours = added.new or before
        if page is not None:
            self._store.wait(shares.follow, chat, page, added.id)
            ours = ours and page in self._store.wait(feed_items.articles, chat)
        self._store.wait(feed_items.settle, chat, key, added.id if ours else 0)
        if ours and not self._store.wait(feeds.takes, due.id, chat):
            with contextlib.suppress(UnknownArticle):
                self._library.remove(added.id)

    def _earlier(self, article: int) -> int | None:
        """The version of its page that an article has taken the place of, if there is one."""
        try:
            return self._library.read(article).before
        except UnknownArticle:  # removed just now
            return None


def _begin(connection: Connection, feed: int, chat: int, key: str) -> tuple[int, bool] | None:
    """Notes that an item is about to be added; None where the chat has let go of the feed or has
    been forgotten meanwhile: then nothing is noted of it any more.
    """
    if not feeds.follows(connection, feed, chat):
        return None
    return feed_items.begin(connection, chat, key, time.time())


def _skip(connection: Connection, feed: int, chat: int, keys: Sequence[str]) -> None:
    """Takes items as had, where the chat still follows the feed."""
    if feeds.follows(connection, feed, chat):
        feed_items.skip(connection, chat, keys, time.time())


def key_of(item: Item, feed: str) -> str:
    """What an item is known by: its page, in whichever feed it stands, else its own id."""
    words = canonical_url(item.url) or f"{feed}\n{item.id or item.title}"
    return blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _is_of_ours(error: Exception) -> bool:
    """Whether it is no item's fault, but a database's or the disk's: the feed is tried again."""
    if isinstance(error, StorageError | StoreError):
        return not isinstance(error.__cause__, DataError | IntegrityError)
    return isinstance(error, OSError)


def _may_pass(error: Exception) -> bool:
    """Whether the same may go well another time."""
    if isinstance(error, Refused):
        return error.status == 429 or error.status >= 500
    return isinstance(error, TooSlow | Unreachable | ReadingStopped)
