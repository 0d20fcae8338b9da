"""One bad item, watch, notice, row or article is set aside alone; the others go on."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

from telegram.ext import ExtBot

from bot.app.resume_ingest import finish
from bot.chats.access_control import AccessControl
from bot.chats.article_quota import ArticleQuota
from bot.chats.chat_migration import ChatMigration
from bot.jobs.feed_import import TRIES, FeedImport
from bot.jobs.feed_polling import FeedPolling
from bot.jobs.intervals import JobIntervals
from bot.jobs.notice_sender import NoticeSender
from bot.jobs.watch_matching import WatchMatching
from bot.messaging.intake_pulse import Pulse
from bot.messaging.rate_limiter import ChatRateLimiter
from bot.messaging.set_aside import Aside
from bot.messaging.update_queue import UpdateQueue
from bot.ops.health import STALLED, Health
from bot.receiving.telegram_http import Wire
from bot.store.store import Store
from bot.store.tables import daily_counts, feeds, notices, updates, watches
from bot.store.tables.notices import Notice
from knowledge import (
    SHARED,
    Answer,
    Citation,
    Library,
    PoliteFetcher,
    Reader,
    WorkerPool,
    read_text,
)
from knowledge.library.preparation import prepare_passages
from tests.bot.jobs.test_watch_matching import look
from tests.bot.messaging.test_update_queue import KNOWN, queued, update
from tests.telegram_server.client import Telegram
from tests.telegram_server.world import TOKEN
from tests.web_server.feeds import MEDIA_TYPE, rss, whole
from tests.web_server.server import WebServer

ADMIN = 13
CONTEXT: Any = None
"""A round does without."""
ITEMS = [
    whole(n, f"Ferry {n}", f"The ferry number {n} sank at noon in shallow water, Ann Lee said.")
    for n in (1, 2, 3)
]
STORY = "A headline\n\nBy Jane Roe\n\n“The {} is late,” Ann Lee said.\n"


def damage(home: Path, database: str, *statements: str) -> None:
    """Does to a database what no program of ours does."""
    with closing(sqlite3.connect(home / database)) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def told(store: Store, kind: str, many: int = 1) -> str:
    """What the administrator is told, once, of this kind, of which so many were counted."""
    assert store.wait(daily_counts.of_days, time.time(), 1)[f"aside {kind}"] == many
    waiting = store.wait(notices.claim, time.time(), 0.0, 9)
    (words,) = [one.text for one in waiting if one.chat == ADMIN]
    assert kind in words
    return words


def test_a_row_of_the_inbox_that_cannot_be_read_leaves_the_others(
    tmp_path: Path, store: Store
) -> None:
    async def run() -> list[int]:
        box = UpdateQueue(store, given_up)
        for number in (1, 2, 3):
            await box.put(update(number))
        damage(tmp_path, "bot.db", "UPDATE inbox SET payload = '{\"update_id\"' WHERE id = 2")
        again = UpdateQueue(store, given_up)
        await again.replay(KNOWN)
        return [found.update_id for found in queued(again)]  # type: ignore[attr-defined]

    given_up = Aside(store, [ADMIN])
    assert asyncio.run(run()) == [1, 3]
    assert "JSONDecodeError" in told(store, "update")
    assert store.wait(updates.queue_depth)[:2] == (2, 1)


def test_an_item_that_breaks_something_leaves_the_others_of_its_feed(
    tmp_path: Path, store: Store, library: Library
) -> None:
    given_up = Aside(store, [ADMIN])
    refuse = (
        "CREATE TRIGGER refuse BEFORE INSERT ON article WHEN new.headline = 'Ferry 2' "
        "BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    damage(tmp_path, "library.db", refuse)
    with WebServer() as web, WorkerPool(1) as workers:
        reader = Reader(workers, web.downloader())
        courtesy = PoliteFetcher(reader.downloader, pause=0.0)
        way = ArticleQuota(library, store, 9)
        intake = FeedImport(library, store, reader, way, courtesy, given_up)
        link = web.serve("/feed", rss(*ITEMS), MEDIA_TYPE)
        store.wait(feeds.follow, 7, 0, link, "", 0.0)
        for _ in range(TRIES + 1):
            damage(tmp_path, "bot.db", "UPDATE feed SET due = 0")
            asyncio.run(_one_round(FeedPolling(store, intake, JobIntervals())))
            headlines = [e.headline for e in library.articles(("chat:7",))]
            assert sorted(headlines) == ["Ferry 1", "Ferry 3"]
        (feed,) = store.wait(feeds.followed, 7)
        assert feed.trouble == ""
    assert given_up.counts == {"item": 1}
    assert "StorageError" in told(store, "item")


async def _one_round(polling: FeedPolling) -> None:
    await polling.round(CONTEXT)
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})


class Breaking(Library):
    """A library that stumbles over one watch."""

    def watched(self, article: int, words: str) -> tuple[Citation, ...]:
        if words == "stumble":
            raise KeyError(words)
        return super().watched(article, words)


def test_a_watch_that_breaks_something_leaves_the_others(tmp_path: Path, store: Store) -> None:
    given_up = Aside(store, [ADMIN])
    with closing(Breaking.open(tmp_path)) as library:
        look(library, store)
        for chat, words in ((7, "stumble"), (7, "ferry"), (8, "ferry")):
            store.wait(watches.add, chat, 0, words, 0)
        library.add(read_text(STORY.format("ferry")), SHARED)
        watching = WatchMatching(library, store, JobIntervals(), given_up)
        asyncio.run(watching.round(CONTEXT))
    for chat in (7, 8):
        assert store.wait(notices.told_quotes, chat) == [("Ann Lee", "“The ferry is late,”")]
    assert "KeyError" in told(store, "watch")


def test_an_article_whose_row_is_damaged_leaves_the_others(tmp_path: Path, store: Store) -> None:
    given_up = Aside(store, [ADMIN])
    with closing(Library.open(tmp_path)) as library:
        look(library, store)
        store.wait(watches.add, 7, 0, "is late", 0)
        for word in ("ferry", "tram", "bus"):
            library.add(read_text(STORY.format(word)), SHARED)
        damage(tmp_path, "library.db", "UPDATE article SET published = 'never' WHERE id = 2")
        look(library, store)
        assert [entry.id for entry in library.articles()] == [1, 3]
        assert isinstance(library.ask("What did Ann Lee say of the bus?"), Answer)
    assert [words for _, words in store.wait(notices.told_quotes, 7)] == [
        "“The ferry is late,”",
        "“The bus is late,”",
    ]
    assert given_up.counts == {}


def test_a_change_of_the_library_that_cannot_be_followed_leaves_the_others(
    tmp_path: Path, store: Store
) -> None:
    given_up = Aside(store, [ADMIN])
    with closing(Library.open(tmp_path)) as library:
        for word in ("ferry", "tram", "bus"):
            library.add(read_text(STORY.format(word)), SHARED)
        damage(
            tmp_path,
            "library.db",
            "UPDATE passage SET terms = CAST(x'ff' AS TEXT) WHERE article = 2",
        )
        for word in ("ferry", "bus"):
            answer = library.ask(f"What did Ann Lee say of the {word}?")
            assert isinstance(answer, Answer)
            assert word in answer.citations[0].quote
        assert library.repository.left_out() == {2}
        library.add(read_text(STORY.format("zeppelin")), SHARED)
        assert isinstance(library.ask("What did Ann Lee say of the zeppelin?"), Answer)
        watching = WatchMatching(library, store, JobIntervals(), given_up)
        for _ in range(2):
            asyncio.run(watching.round(CONTEXT))
    assert given_up.counts == {"article": 1}
    assert "Damaged" in told(store, "article")


def test_an_article_in_work_that_cannot_be_read_leaves_the_others(
    tmp_path: Path, store: Store
) -> None:
    given_up = Aside(store, [ADMIN])
    with closing(Library.open(tmp_path)) as library, WorkerPool(1, parser=True) as workers:
        for word in ("ferry", "tram", "bus"):
            library.repository.put(prepare_passages(read_text(STORY.format(word))), SHARED)
        damage(tmp_path, "library.db", "UPDATE article SET paragraphs = 'no' WHERE id = 2")
        finish(library, workers, Event(), given_up)
        assert library.repository.in_work() == [2]
    assert "JSONDecodeError" in told(store, "article")


def test_where_nothing_can_be_written_no_article_is_at_fault(tmp_path: Path, store: Store) -> None:
    given_up = Aside(store, [ADMIN])
    with closing(Library.open(tmp_path)) as library, WorkerPool(1, parser=True) as workers:
        for word in ("ferry", "tram"):
            library.repository.put(prepare_passages(read_text(STORY.format(word))), SHARED)
        broken = "BEFORE INSERT ON statement BEGIN SELECT RAISE(ABORT, 'out of order'); END"
        damage(tmp_path, "library.db", f"CREATE TRIGGER broken {broken}")
        finish(library, workers, Event(), given_up)
        assert library.repository.in_work() == [1, 2]
    assert not given_up.counts


def test_an_article_that_is_damaged_later_leaves_the_others_also_after_a_restart(
    tmp_path: Path,
) -> None:
    with closing(Library.open(tmp_path)) as library:
        for word in ("ferry", "tram", "bus"):
            library.add(read_text(STORY.format(word)), SHARED)
        assert isinstance(library.ask("What did Ann Lee say of the tram?"), Answer)
    damage(tmp_path, "library.db", "UPDATE article SET paragraphs = 'no' WHERE id = 2")
    for _ in range(2):
        with closing(Library.open(tmp_path)) as library:
            answer = library.ask("What did Ann Lee say of the tram?")
            found = answer.citations if isinstance(answer, Answer) else answer.offers
            assert {c.source.article for c in found} <= {1, 3}
            assert isinstance(library.ask("What did Ann Lee say of the bus?"), Answer)


def test_a_notice_that_cannot_be_sent_leaves_the_others(
    telegram: Telegram, library: Library, store: Store, tmp_path: Path
) -> None:
    given_up = Aside(store, [ADMIN])
    for chat in (7, 8):
        telegram.chat(chat).say("hello")
        for words in ("first", "second"):
            store.wait(notices.add, [Notice(chat, 0, words, words, (("Ann Lee", "words"),))])
    damage(tmp_path, "bot.db", "UPDATE notice SET heading = x'ff', quotes = 'no' WHERE id = 1")

    async def run() -> None:
        access, moving = AccessControl(store, (), (), 9), ChatMigration(library, store)
        sender = NoticeSender(store, JobIntervals(lease=0.0), access, moving, given_up)
        api = f"{telegram.url}/bot"
        async with ExtBot(TOKEN, api, request=Wire(8, 5.0), rate_limiter=ChatRateLimiter()) as bot:
            for _ in range(3):
                await sender.round(SimpleNamespace(bot=bot))  # type: ignore[arg-type]
                await asyncio.gather(*sender._sending.values())

    asyncio.run(run())
    assert [m["text"] for m in telegram.chat(7).from_bot()] == ["second"]
    assert [m["text"] for m in telegram.chat(8).from_bot()] == ["first", "second"]
    assert given_up.counts == {"notice": 1}


def test_an_attempt_that_lasts_for_a_minute_makes_the_bot_not_ready(store: Store) -> None:
    now = [0.0]
    box, given_up = UpdateQueue(store), Aside(store)
    box.pulse = Pulse(lambda: now[0])
    health = Health(store, box, given_up, listening=True)

    def ready() -> bool:
        return asyncio.run(health.state()).ready

    now[0] = 10 * STALLED
    assert ready()  # nobody has tried
    box.pulse.begin()
    now[0] += STALLED - 1
    box.pulse.begin()
    assert ready()
    now[0] += 2
    assert not ready()
    box.pulse.end()
    assert ready()
