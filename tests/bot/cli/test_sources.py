"""What the command line takes as a SOURCE: text, pages, PDF files, links and feeds."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import add, articles, ask, chat, statements
from bot.cli.exits import AlreadyReported
from bot.settings import Settings
from knowledge import Reader, WorkerPool
from tests.web_server import news
from tests.web_server.papers import column, paper
from tests.web_server.server import WebServer

STORY = news.story("harbour")
WORDS = "The ferry to Selby costs 4 crowns, the director Ann Lee said."


@pytest.fixture(scope="module")
def workers() -> Iterator[WorkerPool]:
    with WorkerPool() as pool:
        yield pool


@pytest.fixture
def reader(web: WebServer, workers: WorkerPool) -> Reader:
    return Reader(workers, web.downloader())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(ONTHERECORD_HOME=tmp_path)  # type: ignore[call-arg]


def test_links_pages_and_papers_are_added_each_with_its_line(
    web: WebServer, reader: Reader, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    page, pdf = settings.home / "page.html", settings.home / "paper.pdf"
    page.write_bytes(news.page("tabloid", "strike"))
    pdf.write_bytes(paper([column([WORDS], 60, 700)]))
    link = web.serve("/harbour", news.page("broadsheet", "harbour"))
    with pytest.raises(AlreadyReported):
        add.add([link, str(page), str(pdf), web.url("/none")], settings, reader)
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0] == f"1\t{STORY.headline}"
    assert lines[1] == f"2\t{news.story('strike').headline}"
    assert lines[2].startswith("3\t")
    assert shown.err == f"{web.url('/none')} is not there, or not any more.\n"
    articles.articles(settings)
    assert STORY.outlet in capsys.readouterr().out


def test_a_feed_is_as_many_articles_as_it_has_items_and_a_bad_one_loses_only_itself(
    web: WebServer, reader: Reader, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    items = "".join(
        f"<item><title>{name}</title><link>{web.url(f'/{name}')}</link></item>"
        for name in ("harbour", "gone", "strike")
    )
    for name in ("harbour", "strike"):
        web.serve(f"/{name}", news.page("broadsheet", name))
    feed = web.serve(
        "/rss",
        f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>',
        "application/rss+xml",
    )
    with pytest.raises(AlreadyReported):
        add.add([feed], settings, reader)
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 2
    assert web.url("/gone") in shown.err


def test_a_link_is_asked_stated_and_chatted_about(
    web: WebServer,
    reader: Reader,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = web.serve("/a.pdf", paper([column([WORDS], 60, 700)]), "application/pdf")
    order = ask.AskOptions((link,), as_json=True, passages=0, conversation=False)
    ask.ask("How much does the ferry cost?", order, reader)
    citation = json.loads(capsys.readouterr().out)["citations"][0]
    assert (citation["article"], citation["url"]) == (link, link)
    assert "4 crowns" in citation["quote"]
    statements.statements([link], reader, as_json=True)
    stated = json.loads(capsys.readouterr().out)
    assert stated["article"] == link
    assert [s["speaker_name"] for s in stated["statements"]] == ["Ann Lee"]
    typed = io.TextIOWrapper(io.BytesIO(b"How much does the ferry cost?\n"))
    monkeypatch.setattr(sys, "stdin", typed)
    chat.chat([link], settings, reader)
    assert "4 crowns" in capsys.readouterr().out


def test_a_link_to_this_machine_is_refused_in_one_sentence_without_asking_it(
    web: WebServer, tmp_path: Path
) -> None:
    command = Path(sys.executable).parent / "ontherecord"
    done = subprocess.run(
        [command, "ask", "--article", web.serve("/"), "Who spoke?"],
        capture_output=True,
        env={**os.environ, "ONTHERECORD_HOME": str(tmp_path)},
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert web.seen == []


def test_plain_text_starts_no_process_and_imports_no_reader_of_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    program = (
        "import sys\n"
        "from bot.cli import main\n"
        "sys.argv = ['ontherecord', 'ask', '--article', 'a.txt', 'How much does the ferry cost?']\n"
        "try:\n    main()\n"
        "except SystemExit as exc:\n"
        "    assert not exc.code\n"
        "print(sorted({'pebble', 'trafilatura', 'feedparser'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, timeout=60, text=True
    )
    assert "4 crowns" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
