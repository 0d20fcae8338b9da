"""`ontherecord doctor`: a line each, the mend where something is wrong, never the token."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest

from bot import doctor
from bot.errors import ClockWrong, DiskFull
from tests.bot.commandline.test_commandline import Shell
from tests.bot.running import ARTICLE, shelve
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import TOKEN

SECRET = TOKEN.split(":")[1]


@pytest.fixture(scope="module")
def telegram_url() -> Iterator[str]:
    with TelegramServer() as server:
        yield server.url


@pytest.fixture
def shell(tmp_path: Path, telegram_url: str) -> Shell:
    """The command with a token and an article."""
    made = Shell(tmp_path)
    made.environment |= {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram_url}
    return made


def lines(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    shown = done.stdout.decode()
    assert done.stderr == b""
    assert SECRET not in shown
    assert "Traceback" not in shown
    return shown.splitlines()


def bad(found: list[str]) -> list[str]:
    return [line.removeprefix("BAD").strip() for line in found if line.startswith("BAD")]


def test_what_is_in_order_is_said_in_a_line_each(shell: Shell) -> None:
    shelve(shell.folder / "home", ARTICLE)
    done = shell("doctor")
    names = ["settings", "token", "library.db", "bot.db", "index", "parser", "meaning"]
    names += ["disk", "clock"]
    assert [line.split()[:2] for line in lines(done)] == [["ok", f"{name}:"] for name in names]
    assert done.returncode == 0
    assert not (shell.folder / "home" / "bot.db").exists()


def test_everything_that_is_wrong_is_found_in_one_go(shell: Shell) -> None:
    """A token of another, a library of letters, and a parser that is not to be imported."""
    home = shell.folder / "home"
    home.mkdir()
    (home / "library.db").write_text("letters, not a database\n" * 100)
    broken = shell.folder / "modules" / "en_core_web_sm"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('broken')")
    shell.environment |= {
        "TELEGRAM_BOT_TOKEN": "1:" + SECRET,
        "PYTHONPATH": str(broken.parent),
    }
    done = shell.cold("doctor")  # a warm one has a parser already
    found = bad(lines(done))
    assert [line.split(":")[0] for line in found] == ["token", "library.db", "parser"]
    assert "set it to the one that @BotFather gives you" in found[0]
    assert "ontherecord restore" in found[1]
    assert "install the program anew" in found[2]
    assert done.returncode == 1
    assert (home / "library.db").read_text().startswith("letters")


def test_a_telegram_that_is_not_there_is_said(shell: Shell) -> None:
    shell.environment["TELEGRAM_API_URL"] = "http://127.0.0.1:1"
    done = shell("doctor")
    assert bad(lines(done)) == [
        "token: Telegram cannot be reached: check the connection, and TELEGRAM_API_URL where it is "
        "set."
    ]
    assert done.returncode == 1


def test_a_missing_token_a_folder_that_is_a_file_and_a_silent_server_are_said(
    shell: Shell,
) -> None:
    (shell.folder / "home").write_text("a file")
    del shell.environment["TELEGRAM_BOT_TOKEN"]
    shell.environment["ONTHERECORD_DATABASE_URL"] = "nonesuch://host/name"
    found = bad(lines(shell("doctor")))
    assert [line.split(":")[0] for line in found] == ["token", "library.db", "bot.db"]
    assert "TELEGRAM_BOT_TOKEN" in found[0]
    assert "ONTHERECORD_DATABASE_URL" in found[1]
    assert "cannot be written" in found[2]


def test_a_malformed_setting_is_said_before_all_else(shell: Shell) -> None:
    shell.environment["ONTHERECORD_WEBHOOK_PORT"] = "many"
    done = shell("doctor")
    (line,) = bad(lines(done))
    assert "ONTHERECORD_WEBHOOK_PORT" in line
    assert done.returncode == 1


def test_a_disk_with_too_little_space_is_wrong(tmp_path: Path) -> None:
    assert doctor.disk(tmp_path / "not" / "there", least=0)["free"] > 0
    with pytest.raises(DiskFull):
        doctor.disk(tmp_path, least=1 << 80)


@pytest.mark.parametrize(("off", "right"), [(0, True), (20, True), (-20, True), (60, False)])
def test_a_clock_may_be_off_by_half_a_minute(off: int, right: bool) -> None:
    now = time.time()
    date = formatdate(now + off, usegmt=True)
    if right:
        assert doctor.clock(date, now) == {"compared": True}
    else:
        with pytest.raises(ClockWrong):
            doctor.clock(date, now)


@pytest.mark.parametrize("date", ["", "soon"])
def test_without_a_date_the_clock_is_not_judged(date: str) -> None:
    assert doctor.clock(date, 0.0) == {"compared": False}
