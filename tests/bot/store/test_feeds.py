"""Feeds, watches and notices in bot.db: claimed once, forgotten whole, moved with their chat."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from bot.jobs.intervals import JobIntervals
from bot.store.store import Store
from bot.store.tables import chats, feed_items, feeds, notices, schema, watches
from bot.store.tables.notices import Notice

LINK = "https://news.example/rss"
TABLES = (schema.feed, schema.follower, schema.item, schema.watch, schema.notice)


def _rows(connection: Connection) -> list[int]:
    return [connection.execute(select(func.count()).select_from(t)).scalar_one() for t in TABLES]


def fill(store: Store, chat: int) -> None:
    store.wait(feeds.follow, chat, 0, LINK, "Post", 100.0)
    store.wait(feed_items.begin, chat, "key", 100.0)
    store.wait(feed_items.settle, chat, "key", 5)
    store.wait(watches.add, chat, 0, "Lavrov", 0)
    store.wait(notices.add, [Notice(chat, 0, "New", "New: x", (("Ann", "x"),))])


def test_a_due_feed_is_claimed_by_one_until_its_lease_ends(store: Store) -> None:
    fill(store, 7)
    assert [one.url for one in store.wait(feeds.claim, 100.0, 60.0, 5)] == [LINK]
    assert store.wait(feeds.claim, 150.0, 60.0, 5) == []
    assert len(store.wait(feeds.claim, 161.0, 60.0, 5)) == 1
    store.wait(feeds.release)
    assert len(store.wait(feeds.claim, 162.0, 60.0, 5)) == 1


def test_what_is_told_goes_to_a_chat_in_order_one_at_a_time_and_not_where_it_is_closed(
    store: Store,
) -> None:
    store.wait(notices.add, [Notice(c, 0, "h", f"{c} {n}") for n in range(2) for c in (7, 8)])
    store.wait(chats.close, 8, "blocked")
    (first,) = store.wait(notices.claim, 100.0, 60.0, 9)
    assert first.text == "7 0"
    assert store.wait(notices.claim, 101.0, 60.0, 9) == []
    assert store.wait(notices.placed, first.id, 33)
    store.wait(notices.sent, first.id)
    assert [one.text for one in store.wait(notices.claim, 102.0, 60.0, 9)] == ["7 1"]


def test_a_chat_with_much_to_be_told_does_not_keep_the_others_waiting(store: Store) -> None:
    store.wait(notices.add, [Notice(7, 0, "h", f"7 {n}") for n in range(9)])
    store.wait(notices.add, [Notice(8, 0, "h", "8 0")])
    claimed = store.wait(notices.claim, 100.0, 60.0, 2)
    assert [one.text for one in claimed] == ["7 0", "8 0"]


def test_forgetting_a_chat_leaves_nothing_of_it_and_another_chats_untouched(store: Store) -> None:
    fill(store, 7)
    fill(store, 8)
    store.wait(chats.forget, 7)
    assert store.wait(_rows) == [1, 1, 1, 1, 1]
    assert [one.url for one in store.wait(feeds.followed, 8)] == [LINK]
    store.wait(chats.forget, 8)
    assert store.wait(_rows) == [0, 0, 0, 0, 0]


def test_a_group_takes_what_it_follows_along_however_often_that_is_told(store: Store) -> None:
    fill(store, -7)
    for _ in range(2):
        store.wait(chats.move, -7, -1007)
    assert store.wait(feeds.followed, -7) == []
    assert [one.url for one in store.wait(feeds.followed, -1007)] == [LINK]
    assert [one.words for one in store.wait(watches.of_chat, -1007)] == ["Lavrov"]
    assert store.wait(feed_items.articles, -1007) == {5}
    assert store.wait(notices.told_quotes, -1007) == [("Ann", "x")]


def test_a_feed_is_fetched_as_rarely_as_it_asks_and_ever_more_rarely_while_it_fails() -> None:
    rhythm = JobIntervals(jitter=0.0)
    assert rhythm.pause(0.0) == rhythm.every
    assert rhythm.pause(7200.0) == 7200.0
    assert rhythm.pause(1e9) == rhythm.rarest
    waits = [rhythm.after_failure(0.0, failures, 0.0) for failures in range(20)]
    assert waits == sorted(waits)
    assert (waits[0], waits[1], waits[-1]) == (1800.0, 3600.0, 86_400.0)
    assert rhythm.after_failure(0.0, 0, 9000.0) == 9000.0
    assert all(1620 <= JobIntervals().after_success(1800.0) <= 1980 for _ in range(50))
