"""What the bot does without being asked, by python-telegram-bot's JobQueue."""

from __future__ import annotations

import logging
from typing import Any

from telegram.ext import Application

from bot.chats.access_control import AccessControl
from bot.chats.article_quota import ArticleQuota
from bot.chats.chat_migration import ChatMigration
from bot.jobs.feed_import import FeedImport
from bot.jobs.feed_polling import FeedPolling
from bot.jobs.intervals import JobIntervals
from bot.jobs.notice_sender import NoticeSender
from bot.jobs.watch_matching import WatchMatching
from bot.messaging.set_aside import Aside
from bot.store.store import Store
from bot.store.tables import feeds, notices
from knowledge import Library, PoliteFetcher, Reader


class Jobs:
    """The jobs: feeds that are due, articles that have come, notices that wait."""

    def __init__(
        self,
        library: Library,
        store: Store,
        reader: Reader,
        way: ArticleQuota,
        rhythm: JobIntervals,
        access: AccessControl,
        moving: ChatMigration,
        aside: Aside,
    ) -> None:
        """Feeds are read by `reader`, `way` makes room for their items, all in this rhythm; told
        of them is whom `access` lets in; `aside` hears of what cannot be dealt with.
        """
        courtesy = PoliteFetcher(reader.downloader, pause=rhythm.manners)
        intake = FeedImport(library, store, reader, way, courtesy, aside)
        self._store = store
        self._rhythm = rhythm
        self._polling = FeedPolling(store, intake, rhythm)
        self._watching = WatchMatching(library, store, rhythm, aside)
        self._telling = NoticeSender(store, rhythm, access, moving, aside)
        self._jobs: list[Any] = []

    def begin(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Lets the jobs run from when the application starts."""
        queue = application.job_queue
        if queue is None:
            return
        # It tells of every run; what goes wrong is told by the handler of errors.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        rounds = (
            (self._polling.round, self._rhythm.tick),
            (self._watching.round, self._rhythm.glance),
            (self._telling.round, self._rhythm.glance),
        )
        kept = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._jobs = [
            queue.run_repeating(round_, interval, first=0.0, job_kwargs=kept)
            for round_, interval in rounds
        ]

    async def release(self) -> None:
        """At the start: what an earlier process had claimed is nobody's, unless there may be
        another one at work.
        """
        if self._store.alone:
            await self._store.run(feeds.release)
            await self._store.run(notices.release)

    def stop(self) -> None:
        """Begins nothing more, and ends what is under way: it stands in the database."""
        for job in self._jobs:
            job.schedule_removal()
        self._polling.cancel()
        self._telling.cancel()
