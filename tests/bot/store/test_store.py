"""The store: committed before it says so, one process at a time, one schema."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, MetaData, create_engine, select, text

from bot.errors import StoreError, StoreInUse
from bot.store.store import DATABASE, Store
from bot.store.tables import chats, schema, shares, updates
from bot.views import templates


def test_the_migrations_end_at_the_schema_that_the_code_uses(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / DATABASE}")
    found = MetaData()
    found.reflect(engine)
    found.remove(found.tables["alembic_version"])
    assert set(found.tables) == set(schema.metadata.tables)
    for name, table in schema.metadata.tables.items():
        assert {(c.name, str(c.type), c.nullable) for c in found.tables[name].columns} == {
            (c.name, str(c.type.compile(engine.dialect)), c.nullable) for c in table.columns
        }
        assert {i.name for i in found.tables[name].indexes} == {i.name for i in table.indexes}
    engine.dispose()


def test_what_is_committed_is_on_the_disk_and_what_is_deleted_is_zeroed(store: Store) -> None:
    def read(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert store.wait(read) == ["wal", 2, 1, 1]


@pytest.mark.usefixtures("store")
def test_a_second_process_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreInUse) as refused:
        Store.open(tmp_path)
    assert "Another bot is running" in templates.error_text(refused.value)


def test_the_next_process_may_have_it_once_the_first_has_ended(tmp_path: Path) -> None:
    first = Store.open(tmp_path)
    first.wait(updates.receive, 1, 99, "{}")
    first.close()
    with closing(Store.open(tmp_path)) as second:
        count = "SELECT count(*) FROM inbox"
        assert second.wait(lambda connection: connection.exec_driver_sql(count).scalar()) == 1


def test_a_file_that_is_no_database_is_left_as_it_is_and_refused(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_text("my letters, not a database\n" * 100)
    with pytest.raises(StoreError) as refused:
        Store.open(tmp_path)
    assert templates.error_text(refused.value).count("\n") == 0
    assert (tmp_path / "bot.db").read_text().startswith("my letters")


def test_works_share_a_commit_and_a_failing_one_harms_no_other(store: Store) -> None:
    def failing(connection: Connection) -> None:
        updates.receive(connection, 1, 99, "{}")
        raise ValueError("no")

    async def run() -> list[object]:
        works = [store.run(updates.receive, 1, n, "{}") for n in range(50)]
        works.insert(25, store.run(failing))
        return list(await asyncio.gather(*works, return_exceptions=True))

    results = asyncio.run(run())
    assert [isinstance(r, ValueError) for r in results] == [n == 25 for n in range(51)]
    assert len(asyncio.run(store.run(updates.waiting, 1))) == 50


def test_an_update_is_kept_once_for_each_bot(store: Store) -> None:
    async def run() -> list[bool]:
        places = [(1, 5), (1, 5), (2, 5), (1, 6)]
        return [await store.run(updates.receive, *place, "{}") is not None for place in places]

    assert asyncio.run(run()) == [True, False, True, True]


def test_of_what_is_done_only_that_it_came_is_kept(store: Store) -> None:
    async def run() -> tuple[str, bool]:
        row = await store.run(updates.receive, 1, 5, '{"text": "private"}')
        assert row is not None
        await store.run(updates.settle, row.id, updates.DONE)
        again = await store.run(updates.receive, 1, 5, "{}")
        payload = await store.run(lambda c: c.execute(select(schema.inbox.c.payload)).scalar_one())
        return str(payload), again is None

    assert asyncio.run(run()) == ("", True)


def test_old_rows_are_forgotten_and_waiting_ones_never(store: Store) -> None:
    async def run() -> tuple[int, int]:
        for update, state in ((1, updates.DONE), (2, updates.SET_ASIDE), (3, updates.WAITING)):
            row = await store.run(updates.receive, 1, update, "{}")
            assert row is not None
            await store.run(updates.settle, row.id, state)
        return await store.run(updates.prune, 10**11), (await store.run(updates.queue_depth))[0]

    assert asyncio.run(run()) == (2, 1)


def test_a_chat_that_is_closed_can_be_opened_and_keeps_its_settings(store: Store) -> None:
    async def run() -> tuple[set[int], set[int], dict[str, object]]:
        await store.run(chats.change_settings, 7, {"language": "uk"})
        await store.run(chats.close, 7, "Forbidden: bot was blocked by the user")
        shut = await store.run(chats.closed)
        await store.run(chats.close, 7, "")
        return shut, await store.run(chats.closed), await store.run(chats.settings, 7)

    assert asyncio.run(run()) == ({7}, set(), {"language": "uk"})


def test_an_error_of_the_database_holds_nothing_of_what_was_asked(store: Store) -> None:
    def fail(connection: Connection) -> None:
        connection.execute(text("INSERT INTO nowhere VALUES (:asked)"), {"asked": "zeppelin"})

    with pytest.raises(StoreError) as failed:
        asyncio.run(store.run(fail))
    assert failed.value.__cause__ is not None
    assert "nowhere" in str(failed.value.__cause__)
    assert "zeppelin" not in str(failed.value.__cause__)


def test_the_inbox_tells_what_waits_what_is_aside_and_since_when(store: Store) -> None:
    async def fill() -> tuple[tuple[int, int, float], ...]:
        empty = await store.run(updates.queue_depth)
        rows = [await store.run(updates.receive, 1, number, "{}") for number in range(4)]
        for row, state in zip(rows, (updates.DONE, updates.SET_ASIDE), strict=False):
            assert row is not None
            await store.run(updates.settle, row.id, state)
        return empty, await store.run(updates.queue_depth)

    began = time.time()
    empty, (waiting, aside, oldest) = asyncio.run(fill())
    assert empty == (0, 0, 0.0)
    assert (waiting, aside) == (2, 1)
    assert began <= oldest <= time.time()


def test_a_link_opens_the_newest_version_of_the_page_that_is_shared(store: Store) -> None:
    token = store.wait(shares.share_out, 7, 3)
    store.wait(shares.follow, 8, 3, 4)
    assert store.wait(shares.owner_of, token) == (7, 3)
    store.wait(shares.follow, 7, 3, 4)
    assert store.wait(shares.owner_of, token) == (7, 4)


def test_what_nobody_waits_for_is_committed_with_what_comes_next_and_before_it(
    store: Store,
) -> None:
    async def run() -> list[str]:
        store.later(chats.change_settings, 7, {"length": "long"})
        before = await store.run(chats.settings, 7)
        store.later(chats.change_settings, 7, {"length": "short"})
        await store.run(chats.change_settings, 7, {"zone": "UTC"})
        after = await store.run(chats.settings, 7)
        return [before["length"], after["length"], after["zone"]]

    assert asyncio.run(run()) == ["long", "short", "UTC"]


def test_what_nobody_waits_for_is_done_at_the_end_though_nothing_comes_next(
    tmp_path: Path,
) -> None:
    first = Store.open(tmp_path)
    first.later(chats.change_settings, 7, {"length": "long"})
    first.close()
    with closing(Store.open(tmp_path)) as second:
        assert second.wait(chats.settings, 7) == {"length": "long"}


def test_what_nobody_waits_for_is_told_by_the_log_where_it_fails_and_harms_nothing(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(connection: Connection) -> None:
        chats.change_settings(connection, 7, {"zone": "Mars"})
        raise ValueError("no")

    store.later(failing)
    store.wait(chats.change_settings, 7, {"length": "long"})
    assert store.wait(chats.settings, 7) == {"length": "long"}
    assert [record.levelname for record in caplog.records] == ["ERROR"]
