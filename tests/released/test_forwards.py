"""What any released version has left is brought forwards, whole; and never back."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from bot.errors import NewerDatabase, NewerStore
from bot.ops import doctor
from bot.settings import Settings
from bot.store.store import Store
from bot.store.tables import answers, chats, feedback, key_values, updates
from bot.store.tables import schema as store_schema
from bot.views import templates
from knowledge import Answer, Library, NewerLibrary, Scope
from knowledge.storage.sql import schema as shelf_schema

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
QUESTION = "What did Ilse Brandt say?"
SAID = "“The old ferry will stay until spring,” Mayor Ilse Brandt said."
RELEASED = sorted(path.stem.rpartition("_")[2] for path in HERE.glob("library_*.sql"))


def left_by(revision: str, home: Path) -> None:
    """Makes the data folder as that version left it."""
    for name in ("library", "bot"):
        with closing(sqlite3.connect(home / f"{name}.db")) as made:
            made.executescript((HERE / f"{name}_{revision}.sql").read_text(encoding="utf-8"))


def bring_to(name: str, home: Path, revision: str) -> None:
    """Says that the database is of another version's."""
    with closing(sqlite3.connect(home / name)) as made:
        made.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        made.commit()


@pytest.mark.parametrize("revision", RELEASED)
def test_a_library_of_any_version_answers_as_it_did(revision: str, tmp_path: Path) -> None:
    left_by(revision, tmp_path)
    for _ in range(2):  # brought forwards, and opened as it stands then
        with closing(Library.open(tmp_path)) as library:
            found = library.ask(QUESTION)
            assert isinstance(found, Answer)
            cited = found.citations[0]
            text = library.read(cited.source.article).article.text
            assert text[cited.span.start : cited.span.end] == cited.quote
            assert cited.quote in SAID
            assert [entry.name for entry in library.articles()] == ["ferry.txt"]
            theirs = library.ask(QUESTION, scope=Scope(("chat:7",)))
            assert isinstance(theirs, Answer)
            assert "zeppelin" in theirs.citations[0].quote
            assert [entry.id for entry in library.articles(("chat:7",))] == [2]
    with closing(Library.open(tmp_path)) as library:
        assert library.add(library.read(1).article, "chat:9").id > 3  # 3 was given away before


@pytest.mark.parametrize("revision", RELEASED)
def test_a_store_of_any_version_keeps_all_that_it_held(revision: str, tmp_path: Path) -> None:
    left_by(revision, tmp_path)

    async def look(store: Store) -> None:
        kept = await store.run(answers.by_message, 7, 6)
        assert kept is not None
        assert (kept.question, kept.asked, kept.asker) == (QUESTION, 5, 7)
        assert kept.citations[0].article == 1
        assert (await store.run(chats.settings, 7))["focus"] == [2]
        assert await store.run(chats.closed) == {8}
        assert await store.run(feedback.totals) == (1, 0)
        rows = await store.run(updates.waiting, 7000000001)
        assert [row.payload for row in rows] == ['{"update_id": 100001}']
        assert await store.run(updates.parts, rows[0].id) == [6]
        assert await store.run(key_values.read, "presence")

    for _ in range(2):
        with closing(Store.open(tmp_path)) as store:
            asyncio.run(look(store))


@pytest.mark.parametrize("revision", RELEASED)
def test_what_is_brought_forwards_has_the_schema_of_what_is_made_new(
    revision: str, tmp_path: Path
) -> None:
    left_by(revision, tmp_path)
    Library.open(tmp_path).close()
    Store.open(tmp_path).close()
    for name, metadata in (
        ("library.db", shelf_schema.metadata),
        ("bot.db", store_schema.metadata),
    ):
        engine = create_engine(f"sqlite:///{tmp_path / name}")
        found = inspect(engine)
        for table in metadata.tables.values():
            columns = {column["name"] for column in found.get_columns(table.name)}
            assert columns == {column.name for column in table.columns}, table.name
        engine.dispose()


def test_no_migration_leads_back() -> None:
    for folder in ("bot/store", "knowledge/storage/sql"):
        for path in (ROOT / folder / "migrations" / "versions").glob("*.py"):
            assert "def downgrade" not in path.read_text(encoding="utf-8"), path


def test_a_database_of_a_later_version_is_refused_in_one_sentence_and_stays_as_it_is(
    tmp_path: Path,
) -> None:
    Library.open(tmp_path).close()
    Store.open(tmp_path).close()
    for name in ("library.db", "bot.db"):
        bring_to(name, tmp_path, "9999")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.db")}
    with pytest.raises(NewerLibrary) as library:
        Library.open(tmp_path)
    with pytest.raises(NewerStore) as store:
        Store.open(tmp_path)
    for refused in (library, store):
        assert "newer version" in templates.error_text(refused.value)
        assert "\n" not in templates.error_text(refused.value)
    found = Settings.model_validate({"ONTHERECORD_HOME": tmp_path})
    for name in ("library.db", "bot.db"):
        with pytest.raises(NewerDatabase) as ill:
            doctor.check_database(name, found)
        assert templates.error_text(ill.value).startswith(f"{name} was made by a newer version")
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.db")} == before
