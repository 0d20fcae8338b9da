"""Feeds that are due: all of them, however many come due at once."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.chats.article_quota import ArticleQuota
from bot.jobs.feed_import import FeedImport
from bot.jobs.feed_polling import AT_ONCE, FeedPolling
from bot.jobs.intervals import JobIntervals
from bot.messaging.set_aside import Aside
from bot.store.store import Store
from bot.store.tables import feeds
from knowledge import Library, PoliteFetcher, Reader, WorkerPool
from tests.bot.feeding import fetches
from tests.web_server.feeds import MEDIA_TYPE, rss
from tests.web_server.server import WebServer

MANY = 3 * AT_ONCE
CONTEXT: Any = None
"""A round does without."""


async def _one_round(polling: FeedPolling) -> None:
    """A round, and all that it begins."""
    await polling.round(CONTEXT)
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})


def test_one_round_deals_with_all_that_is_due_also_where_that_is_more_than_is_fetched_at_once(
    tmp_path: Path,
) -> None:
    with (
        WebServer() as web,
        closing(Store.open(tmp_path)) as store,
        closing(Library.open(tmp_path)) as library,
        WorkerPool(1) as workers,
    ):
        reader = Reader(workers, web.downloader())
        way = ArticleQuota(library, store, 9)
        courtesy = PoliteFetcher(reader.downloader, pause=0.0)
        intake = FeedImport(library, store, reader, way, courtesy, Aside(store))
        for n in range(MANY):
            link = web.serve(f"/{n}", rss(title=f"Paper {n}"), MEDIA_TYPE)
            store.wait(feeds.follow, 7, 0, link, "", 0.0)
        asyncio.run(_one_round(FeedPolling(store, intake, JobIntervals())))
        assert [fetches(web, f"/{n}") for n in range(MANY)] == [1] * MANY
        titles = [one.title for one in store.wait(feeds.followed, 7)]
        assert titles == sorted(f"Paper {n}" for n in range(MANY))
