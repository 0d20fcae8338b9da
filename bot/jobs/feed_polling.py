"""The rounds in which feeds that are due are fetched."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.i18n.translation import use_locale
from bot.jobs.feed_import import FeedImport, FetchedFeed
from bot.jobs.intervals import JobIntervals
from bot.store.store import Store
from bot.store.tables import feeds, notices
from bot.store.tables.feeds import SHARED, DueFeed
from bot.store.tables.notices import Notice
from bot.views import templates
from knowledge import Refused, SourceError

AT_ONCE = 4
"""Feeds fetched at the same time."""

if TYPE_CHECKING:
    from sqlalchemy import Connection

log = logging.getLogger(__name__)


class FeedPolling:
    """Fetches each feed once for all who follow it, whenever it is due.

    That a feed is being fetched stands in its row, and what it said of its version is kept only
    when all of it has been dealt with: whatever ends the process, the next one begins that feed
    again, and adds what is not there yet.
    """

    def __init__(self, store: Store, intake: FeedImport, rhythm: JobIntervals) -> None:
        self._store = store
        self._intake = intake
        self._rhythm = rhythm
        self._polls: set[asyncio.Task[None]] = set()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="feeds")

    async def round(self, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Begins to fetch what is due; does not wait for it."""
        del context
        free = AT_ONCE - len(self._polls)
        if free <= 0:
            return
        for due in await self._store.run(feeds.claim, time.time(), self._rhythm.lease, free):
            poll = asyncio.create_task(self._poll_on(due))
            self._polls.add(poll)
            poll.add_done_callback(self._polls.discard)

    def cancel(self) -> None:
        """Ends what is under way; it stands in the database as due."""
        for poll in self._polls:
            poll.cancel()

    async def _poll_on(self, first: DueFeed) -> None:
        """Deals with a feed, then with what else is due, one after the other: between two rounds
        more come due than are begun in one.
        """
        due = [first]
        while due:
            await self._poll(due[0])
            due = await self._store.run(feeds.claim, time.time(), self._rhythm.lease, 1)

    async def _poll(self, due: DueFeed) -> None:
        try:
            news = await self._in_thread(self._intake.fetch, due)
            await self._deal_with(due, news)
        except SourceError as error:
            await self._failed(due, type(error).__name__, _asked_by(error))
        except Exception as error:
            log.exception("feed %s could not be dealt with", due.id)
            await self._failed(due, type(error).__name__, 0.0)

    async def _deal_with(self, due: DueFeed, news: FetchedFeed | None) -> None:
        followers = await self._store.run(feeds.followers, due.id)
        rhythm = self._rhythm
        values: dict[str, Any] = {"pause": due.pause}
        if news is not None:
            whole = await self._in_thread(
                self._intake.take_in, due, news.feed, followers, rhythm.newest
            )
            validators = news.found.validators
            values = {
                "title": news.feed.title or due.title,
                "etag": validators.etag if whole else "",
                "modified": validators.last_modified if whole else "",
                "pause": rhythm.pause(max(news.feed.refresh or 0.0, news.found.max_age or 0.0)),
            }
        now = time.time()
        values["due"] = now + rhythm.after_success(values["pause"])
        await self._store.run(feeds.succeeded, due.id, [f.chat for f in followers], now, values)

    async def _failed(self, due: DueFeed, trouble: str, asked: float) -> None:
        """Tries it again later, and gives it up when that has gone on for too long."""
        now = time.time()
        wait = self._rhythm.after_failure(due.pause, due.failures, asked)
        since = await self._store.run(feeds.failed, due.id, trouble, now, now + wait)
        if now - since < self._rhythm.patience:
            return
        log.info("feed %s is paused: it fails with %s", due.id, trouble)
        told = []
        for one in await self._store.run(feeds.followers, due.id):
            with use_locale((await chat_context.of_chat(self._store, one.chat)).preferences.tongue):
                told.append(Notice(one.chat, one.thread, *_paused(due, trouble)))
        await self._store.run(_pause, due.id, told)

    async def _in_thread(self, function: Any, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)


def _paused(due: DueFeed, trouble: str) -> tuple[str, str]:
    """What is told of a feed that is paused: the first line, and all of it, in HTML."""
    words = templates.render_macro("troubles.txt", "of", error=trouble)
    heading = templates.render("feed_paused_heading.html")
    return heading, templates.render(
        "feed_paused.html", title=due.title, url=due.url, trouble=words
    )


def _pause(connection: Connection, feed: int, told: Sequence[Notice]) -> None:
    """Pauses a feed and keeps what its followers are to be told of that: both or neither."""
    concerned = {one.chat for one in feeds.pause(connection, feed)} - {SHARED}
    notices.add(connection, [notice for notice in told if notice.chat in concerned])


def _asked_by(error: SourceError) -> float:
    """How long a server asks to be left alone (seconds)."""
    return (error.retry_after or 0.0) if isinstance(error, Refused) else 0.0
