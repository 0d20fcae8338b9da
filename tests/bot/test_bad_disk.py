"""A full disk, a folder that may not be written, a broken database: one sentence, nothing worse."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import Answer, Library, StorageError, read_text
from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.processes import ran
from tests.small_disk import fill, small_disk
from tests.telegram_server.client import Telegram

QUESTION = "What did Ilse Brandt say?"
ANOTHER = "The tram\n\n“The tram is late,” Ann Lee said.\n\n" + "Words of it. " * 40_000


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB."""
    at = tmp_path / "small"
    with small_disk(at) as mounted:
        if not mounted:
            pytest.skip("a small file system cannot be mounted here")
        yield at


def whole(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as opened:
        return bool(opened.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def test_on_a_full_disk_an_article_is_refused_whole_and_the_others_still_answer(
    small: Path,
) -> None:
    with closing(Library.open(small)) as library:
        library.add(read_text(ARTICLE))
        ballast = fill(small)
        with pytest.raises(StorageError):
            library.add(read_text(ANOTHER))
        assert isinstance(library.ask(QUESTION), Answer)
        assert len(library.articles()) == 1
        ballast.unlink()
        library.add(read_text("The tram\n\n“The tram is late,” Ann Lee said.\n"))
        assert len(library.articles()) == 2
    assert whole(small / "library.db")
    with closing(Library.open(small)) as library:
        assert isinstance(library.ask("What did Ann Lee say?"), Answer)


def test_a_bot_on_a_full_disk_answers_every_question_once_when_there_is_room(
    telegram: Telegram, small: Path, tmp_path: Path
) -> None:
    shelve(small, ARTICLE)
    (tmp_path / "log").mkdir()
    with RunningBot(telegram.url, tmp_path / "log", ONTHERECORD_HOME=str(small)) as bot:
        chat = telegram.chat(7)
        assert quotes(chat.ask(QUESTION))
        ballast = fill(small)
        asked = [chat.say(QUESTION + " " * n) for n in range(5)]
        telegram.wait(lambda: "the disk is full" in bot.log())
        ballast.unlink()
        for question in asked:
            assert quotes(chat.reply(question, 60))
        assert len(chat.from_bot()) == 6
        assert "Traceback" not in bot.log()
        assert bot.stop()[0] == 0
    assert whole(small / "bot.db")
    assert whole(small / "library.db")


def commanded(home: Path, *command: str) -> tuple[int, list[str]]:
    """Runs the command line; its exit status and what it says on standard error."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ONTHERECORD_")}
    environment |= {"ONTHERECORD_HOME": str(home)}
    done = ran(command, environment, home.parent)
    return done.returncode, done.stderr.decode().splitlines()


@pytest.mark.parametrize("name", ["library.db", "bot.db"])
def test_a_database_that_breaks_while_nobody_looks_is_one_sentence_and_stays_as_it_is(
    telegram: Telegram, bot: RunningBot, name: str
) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    telegram.chat(7).ask(QUESTION)
    bot.stop()
    with (bot.home / name).open("r+b") as broken:
        broken.truncate(3 * 4096 + 100)
        broken.seek(4096)
        broken.write(b"\xff" * 4096)
    before = (bot.home / name).read_bytes()
    sizes = len(bot.log())
    bot.start()
    told = bot.ended() if name == "bot.db" else 0
    if name == "bot.db":
        assert told == 1
        assert "bot.db" in bot.log()[sizes:].splitlines()[-1]
        assert (bot.home / name).read_bytes() == before
    else:
        status, said = commanded(bot.home, "ask", QUESTION)
        assert (status, len(said)) == (1, 1)
        assert "library" in said[0]
    assert "Traceback" not in bot.log()[sizes:] or name == "library.db"
    status, said = commanded(bot.home, "doctor")
    assert status == 1


def test_a_folder_of_the_index_that_is_broken_is_made_anew_and_answers_are_the_same(
    tmp_path: Path,
) -> None:
    with closing(Library.open(tmp_path)) as library:
        for number in range(40):
            library.add(read_text(ARTICLE.replace("ferry", f"ferry{number}")))
        first = library.ask(QUESTION)
    index = tmp_path / "index"
    files = [path for path in index.rglob("*") if path.is_file() and path.stat().st_size]
    assert files
    for number, path in enumerate(files):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if number % 2 else b"\xff" * len(data))
    with closing(Library.open(tmp_path)) as library:
        again = library.ask(QUESTION)
    assert isinstance(first, Answer)
    assert isinstance(again, Answer)
    assert [c.quote for c in again.citations] == [c.quote for c in first.citations]


def test_a_folder_that_may_not_be_written_is_one_sentence_and_stays_as_it_is(
    small: Path, telegram: Telegram, tmp_path: Path
) -> None:
    shelve(small, ARTICLE)
    before = {path.name: path.read_bytes() for path in small.glob("*.db")}
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    for command in (("add", str(tmp_path / "a.txt")), ("articles",), ("ask", QUESTION)):
        (tmp_path / "a.txt").write_text("The tram is late.\n")
        status, said = commanded(small, *command)
        assert (status, len(said)) in {(0, 0), (1, 1)}, (command, said)
    (tmp_path / "log").mkdir()
    with RunningBot(telegram.url, tmp_path / "log", ONTHERECORD_HOME=str(small)) as bot:
        assert bot.ended() == 1
        assert len(bot.log().splitlines()) == 1
    assert {path.name: path.read_bytes() for path in small.glob("*.db")} == before


def test_a_bot_on_a_full_disk_can_be_stopped_and_answers_once_after_the_next_start(
    telegram: Telegram, small: Path, tmp_path: Path
) -> None:
    shelve(small, ARTICLE)
    (tmp_path / "log").mkdir()
    with RunningBot(telegram.url, tmp_path / "log", ONTHERECORD_HOME=str(small)) as bot:
        chat = telegram.chat(7)
        assert quotes(chat.ask(QUESTION))
        ballast = fill(small)
        question = chat.say(QUESTION + " ")
        telegram.wait(lambda: "the disk is full" in bot.log())
        assert bot.stop()[0] == 0
        ballast.unlink()
        bot.start()
        assert quotes(chat.reply(question, 60))
        assert len(chat.from_bot()) == 2
