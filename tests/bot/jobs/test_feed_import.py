"""Items of feeds come to those who follow them still, and to nobody else."""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.chats.article_quota import ArticleQuota
from bot.jobs.feed_import import FeedImport
from bot.messaging.set_aside import Aside
from bot.store.store import Store
from bot.store.tables import feeds, schema
from knowledge import Downloader, Feed, Item, Library, PoliteFetcher, Reader, WorkerPool

LINK = "https://news.example/rss"
WORDS = "The ferry will sail in May, Ann Lee said. " + "The clerk counted boats and bricks. " * 60
ITEMS = tuple(
    Item(f"urn:{n}", f"https://news.example/{n}", f"Ferry {n}", html=f"<p>{n}. {WORDS}</p>")
    for n in range(2)
)
NEWS = Feed("The Post", LINK, ITEMS)


def _chats(connection: Connection) -> set[int]:
    return set(connection.execute(select(schema.item.c.chat)).scalars())


def test_nothing_is_noted_or_kept_for_a_chat_that_was_forgotten_while_its_feed_was_fetched(
    library: Library, store: Store
) -> None:
    for chat in (7, 8):
        store.wait(feeds.follow, chat, 0, LINK, "The Post", 100.0)
    (due,) = store.wait(feeds.claim, 100.0, 60.0, 1)
    followers = store.wait(feeds.followers, due.id)
    store.wait(feeds.unfollow_all, 8)
    with WorkerPool(1) as workers:
        intake = FeedImport(
            library,
            store,
            Reader(workers),
            ArticleQuota(library, store, 9),
            PoliteFetcher(Downloader()),
            Aside(store),
        )
        assert intake.take_in(due, NEWS, followers, newest=1)
    assert [e.headline for e in library.articles(("chat:7",))] == ["Ferry 0"]
    assert library.articles(("chat:8",)) == []
    assert store.wait(_chats) == {7}
