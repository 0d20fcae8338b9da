"""`ontherecord add`: what it prints, how it ends, and that it can be stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.cli import add as add_command
from bot.cli import articles
from bot.cli.exits import AlreadyReported
from bot.settings import Settings
from knowledge import Library, Reader, WorkerPool, read_text
from knowledge.library.preparation import prepare_passages
from tests.benchmarks.stories import story, written


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(ONTHERECORD_HOME=tmp_path / "home")  # type: ignore[call-arg]


def add(given: list[Path], settings: Settings) -> None:
    with WorkerPool() as workers:
        add_command.add([str(path) for path in given], settings, Reader(workers))


def test_a_refused_source_stops_nothing_and_makes_it_fail(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    good, none = tmp_path / "a.txt", tmp_path / "none.txt"
    good.write_text(story(1, 60))
    with pytest.raises(AlreadyReported):
        add([none], settings)
    with pytest.raises(AlreadyReported):
        add([none, good], settings)
    add([good], settings)
    shown = capsys.readouterr()
    headline = story(1, 60).split("\n")[0]
    assert shown.out == f"1\t{headline}\n1\t{headline} (already there)\n"
    assert shown.err.count("\n") == 2
    assert str(none) in shown.err


def test_the_list_marks_what_is_in_work_and_the_next_add_takes_it_up(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    library = Library.open(settings.home)
    left = library.repository.put(prepare_passages(read_text(story(1, 60))))
    library.close()
    articles.articles(settings)
    assert "statements in work" in capsys.readouterr().out
    other = tmp_path / "b.txt"
    other.write_text(story(2, 60))
    add([other], settings)
    articles.articles(settings)
    assert "statements in work" not in capsys.readouterr().out
    library = Library.open(settings.home)
    assert library.read(left.id).attribution.statements
    library.close()


def test_one_text_is_added_without_a_process(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(story(1, 60))
    monkeypatch.setitem(sys.modules, "pebble", None)  # importing it would fail
    add_command.add_all([str(tmp_path / "a.txt")], settings)


@pytest.mark.timeout(240)
def test_ctrl_c_ends_it_in_one_sentence_and_loses_nothing(tmp_path: Path) -> None:
    folder, home = written(tmp_path / "folder", 60, 120), tmp_path / "home"
    command = [str(Path(sys.executable).parent / "ontherecord"), "add", str(folder)]
    running = subprocess.Popen(
        command,
        env={**os.environ, "ONTHERECORD_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    log = home / "library.db-wal"
    ends = time.monotonic() + 100
    while time.monotonic() < ends and not (log.exists() and log.stat().st_size > 300_000):
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # as the terminal does: to it and all its processes
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err.decode().startswith("Stopped.")
    assert err.count(b"\n") == 1
    library = Library.open(home)
    assert len(library.articles()) >= out.count(b"\n") > 0
    library.close()


def test_of_a_page_that_has_changed_it_tells_what_became_of_its_quotations(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    for days in ("two days", "three days"):
        page.write_text(
            '<html lang="en"><head><link rel="canonical" href="https://news.example/a"></head>'
            "<body><article><h1>Harbour closed by ice</h1>"
            "<p>The harbour of Lower Fen was closed on Monday, since the ice in it was as thick"
            " as a hand is wide and no boat could leave the quay.</p>"
            f"<p>“It will take {days} to break it,” said Ilse Brandt, the mayor.</p>"
            "</article></body></html>"
        )
        add([page], settings)
    assert "quotations altered: 1, withdrawn: 0, added: 0" in capsys.readouterr().out
