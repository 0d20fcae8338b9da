"""Backing up and restoring: whole or not at all, and nothing that was there is lost."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import stat
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import (
    BackupError,
    DamagedBackup,
    DatabaseElsewhere,
    NewerBackup,
    NotABackup,
    NothingToBackUp,
    StoreInUse,
    UnwritableBackup,
)
from bot.ops import backup, restore
from bot.settings import Settings
from bot.store.store import Store
from bot.store.tables import key_values, updates
from bot.views import templates
from knowledge import Library, read_text
from tests.bot.running import ARTICLE, RunningBot, shelve
from tests.telegram_server.client import Telegram


def settings(home: Path, **more: str) -> Settings:
    """The settings of a data folder."""
    return Settings(**{"ONTHERECORD_HOME": str(home), **more})  # type: ignore[arg-type]


def note(home: Path, text: str) -> None:
    """Keeps a note in the folder's bot.db."""
    with closing(Store.open(home)) as store:
        asyncio.run(store.run(key_values.write, "note", text))


def noted(home: Path) -> str:
    with closing(Store.open(home)) as store:
        return asyncio.run(store.run(key_values.read, "note"))


def headlines(home: Path) -> list[str]:
    with closing(Library.open(home)) as library:
        return [entry.headline for entry in library.articles()]


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its name, SQLite's own shared memory aside."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith((".lock", "-shm"))
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with an article and a note in it."""
    shelve(tmp_path / "home", ARTICLE)
    note(tmp_path / "home", "before")
    return tmp_path / "home"


@pytest.fixture
def archive(home: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    backup.make_backup(tmp_path / "kept.zip", settings(home))
    return tmp_path / "kept.zip"


def test_what_was_backed_up_is_there_again_and_what_it_replaces_is_kept(
    home: Path, archive: Path
) -> None:
    shelve(home, "The bus is red, and it goes to Selby every day.")
    note(home, "after")
    names, aside = restore.restore(archive, settings(home))
    assert names == ["bot.db", "library.db"]
    assert (len(headlines(home)), noted(home)) == (1, "before")
    assert aside is not None
    assert (len(headlines(aside)), noted(aside)) == (2, "after")


def test_a_backup_goes_into_an_empty_folder(archive: Path, tmp_path: Path) -> None:
    assert restore.restore(archive, settings(tmp_path / "new"))[1] is None
    assert len(headlines(tmp_path / "new")) == 1
    assert noted(tmp_path / "new") == "before"


def test_an_index_of_another_library_does_not_stay(home: Path, archive: Path) -> None:
    (home / "index").mkdir(exist_ok=True)
    (home / "index" / "manifest.json").write_text("{}")
    _, aside = restore.restore(archive, settings(home))
    assert aside is not None
    assert not (home / "index").exists()
    assert (aside / "index" / "manifest.json").exists()


def test_a_database_that_the_backup_lacks_does_not_stay_beside_another_library(
    tmp_path: Path,
) -> None:
    shelve(tmp_path / "home", ARTICLE)
    assert backup.make_backup(tmp_path / "kept.zip", settings(tmp_path / "home")) == ["library.db"]
    note(tmp_path / "home", "its answers cite articles that may be others now")
    _, aside = restore.restore(tmp_path / "kept.zip", settings(tmp_path / "home"))
    assert aside is not None
    assert (aside / "bot.db").exists()
    assert noted(tmp_path / "home") == ""


def test_a_copy_made_while_others_write_is_of_one_moment(home: Path, tmp_path: Path) -> None:
    """Rows come in pairs, each in one transaction: a copy between two would hold half of one."""
    ended = threading.Event()
    written = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(home / "bot.db", timeout=30)) as database:
            count = 0
            while not ended.is_set():
                with database:
                    for half in "ab":
                        values = (f"{count}{half}", "x" * 2000)
                        database.execute("INSERT INTO note (name, text) VALUES (?, ?)", values)
                count += 1
                written.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(10)
        for turn in range(5):
            backup.make_backup(tmp_path / "kept.zip", settings(home))
            backup.unpack_backup(tmp_path / "kept.zip", tmp_path / str(turn))
            with closing(sqlite3.connect(tmp_path / str(turn) / "bot.db")) as copied:
                (rows,) = copied.execute(
                    "SELECT count(*) FROM note WHERE name != 'note'"
                ).fetchone()
            assert rows > 0
            assert rows % 2 == 0
    finally:
        ended.set()
        writer.join()


def test_a_running_bot_is_backed_up_and_never_restored_over(
    telegram: Telegram, bot: RunningBot, tmp_path: Path
) -> None:
    shelve(tmp_path, ARTICLE)
    bot.start()
    chat = telegram.chat(7)
    chat.reply(chat.say("Who said that the old ferry would stay?"))
    backup.make_backup(tmp_path / "kept.zip", settings(tmp_path))
    with pytest.raises(StoreInUse):
        restore.restore(tmp_path / "kept.zip", settings(tmp_path))
    chat.reply(chat.say("What will the council buy?"))
    bot.stop()
    restore.restore(tmp_path / "kept.zip", settings(tmp_path))
    with closing(Store.open(tmp_path)) as store:
        assert (
            asyncio.run(store.run(updates.queue_depth))[0] <= 1
        )  # the first was just being settled


def test_only_its_owner_may_read_a_backup(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_backup_holds_no_token_and_nothing_that_was_removed(home: Path, tmp_path: Path) -> None:
    (home / ".env").write_text("TELEGRAM_BOT_TOKEN=1:secret-token\n")
    with closing(Library.open(home)) as library:
        added = library.add(read_text("A zeppelin was seen above the quay on Monday morning."))
        library.remove(added.id)
    note(home, "zeppelin")
    note(home, "nothing")
    backup.make_backup(tmp_path / "kept.zip", settings(home))
    with zipfile.ZipFile(tmp_path / "kept.zip") as read:
        assert sorted(read.namelist()) == ["bot.db", "library.db", "manifest.json"]
        held = b"".join(read.read(name) for name in read.namelist())
    assert b"secret-token" not in held
    assert b"zeppelin" not in held


def test_a_backup_that_fails_leaves_the_old_one_and_no_crumbs(home: Path, archive: Path) -> None:
    old = archive.read_bytes()
    (home / "bot.db").write_bytes(b"letters, not a database\n" * 100)
    for more in ("-wal", "-shm"):
        (home / f"bot.db{more}").unlink(missing_ok=True)
    with pytest.raises(DamagedBackup):
        backup.make_backup(archive, settings(home))
    assert archive.read_bytes() == old
    assert sorted(p.name for p in archive.parent.iterdir()) == ["home", "kept.zip"]


def test_a_database_with_a_broken_page_is_not_backed_up_as_if_it_were_whole(
    home: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(home / "library.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'article'"
        ).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    with (home / "library.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(os.urandom(size))
    with pytest.raises(DamagedBackup):
        backup.make_backup(tmp_path / "kept.zip", settings(home))
    assert not (tmp_path / "kept.zip").exists()


@pytest.mark.parametrize("where", ["nowhere/kept.zip", "home"])
def test_a_place_that_cannot_be_written_is_refused(home: Path, tmp_path: Path, where: str) -> None:
    with pytest.raises(UnwritableBackup):
        backup.make_backup(tmp_path / where, settings(home))
    assert headlines(home)


def test_nothing_to_back_up_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingToBackUp):
        backup.make_backup(tmp_path / "kept.zip", settings(tmp_path / "home"))
    assert not (tmp_path / "kept.zip").exists()


def test_a_database_that_is_no_file_is_left_to_its_own_tools(tmp_path: Path) -> None:
    found = settings(tmp_path, ONTHERECORD_DATABASE_URL="postgresql://host/name")
    for act in (backup.make_backup, restore.restore):
        with pytest.raises(DatabaseElsewhere):
            act(tmp_path / "kept.zip", found)


def rewritten(archive: Path, **changed: object) -> bytes:
    """The archive with another manifest."""
    with zipfile.ZipFile(archive) as read:
        files = {name: read.read(name) for name in read.namelist()}
    told = json.loads(files["manifest.json"]) | changed
    files["manifest.json"] = json.dumps(told).encode()
    target = archive.with_suffix(".changed")
    with zipfile.ZipFile(target, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)
    return target.read_bytes()


def escaping(archive: Path) -> bytes:
    """An archive that names a file outside of the folder."""
    target = archive.with_suffix(".changed")
    with zipfile.ZipFile(target, "w") as written:
        sums = {"../../bot.db": "0" * 64}
        told = {"kind": backup.KIND, "version": backup.VERSION, "sha256": sums}
        written.writestr("manifest.json", json.dumps(told))
        written.writestr("../../bot.db", b"")
    return target.read_bytes()


BAD = {
    "none": lambda _: None,
    "empty": lambda _: b"",
    "letters": lambda _: b"letters" * 1000,
    "half": lambda archive: archive.read_bytes()[: archive.stat().st_size // 2],
    "kind": lambda archive: rewritten(archive, kind="holiday pictures"),
    "version": lambda archive: rewritten(archive, version=2),
    "sums": lambda archive: rewritten(archive, sha256={"bot.db": "0" * 64, "library.db": "1"}),
    "escaping": escaping,
}


@pytest.mark.parametrize("way", BAD)
def test_a_broken_or_foreign_file_is_refused_in_one_sentence_and_changes_nothing(
    home: Path, archive: Path, way: str
) -> None:
    content = BAD[way](archive)
    archive.unlink()
    if content is not None:
        archive.write_bytes(content)
    before = everything(home)
    with pytest.raises(NotABackup) as refused:
        restore.restore(archive, settings(home))
    assert templates.error_text(refused.value).count("\n") == 0
    assert everything(home) == before


def test_a_single_bit_that_has_changed_is_noticed(home: Path, archive: Path) -> None:
    whole = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as read:
        at = read.getinfo("bot.db").header_offset + 200
    whole[at] ^= 1
    archive.write_bytes(whole)
    with pytest.raises(NotABackup):
        restore.restore(archive, settings(home))


@pytest.mark.parametrize("name", ["bot.db", "library.db"])
def test_a_backup_of_a_later_version_is_refused(home: Path, tmp_path: Path, name: str) -> None:
    with closing(sqlite3.connect(home / name)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    backup.make_backup(tmp_path / "kept.zip", settings(home))
    with pytest.raises(NewerBackup):
        restore.restore(tmp_path / "kept.zip", settings(tmp_path / "new"))
    assert not list((tmp_path / "new").glob("*.db"))


def test_a_move_that_fails_takes_back_those_before_it(home: Path, tmp_path: Path) -> None:
    before = everything(home)
    old = (home / "bot.db", tmp_path / "aside" / "bot.db")
    new = (tmp_path / "gone" / "bot.db", home / "bot.db")
    with pytest.raises(FileNotFoundError):
        restore._move([old, new])
    assert everything(home) == before


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    kinds = BackupError.__subclasses__()
    said = {templates.error_text(kind("kept.zip")) for kind in kinds}
    assert len(said) == len(kinds) == 6
    assert all("kept.zip" in words for words in said)
