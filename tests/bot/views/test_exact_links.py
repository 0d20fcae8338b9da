"""From a link to its answer, and from the answer's link back to the words, in a real browser."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.bot.handlers.articles.test_submit import bring
from tests.bot.running import RunningBot, quotes, reading
from tests.knowledge.model.test_text_fragment_in_a_browser import APART, CHROMIUM, shown_by
from tests.telegram_server.client import Telegram
from tests.web_server import news
from tests.web_server.server import WebServer

MAGENTA = (255, 0, 255)
MARKED = b"<style>::target-text { background: rgb(255, 0, 255) }</style></head>"
"""For the picture of a whole page: what the browser marks is magenta."""


@pytest.fixture
def bot(telegram: Telegram, web: WebServer, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot, started, which may read what `web` serves."""
    with reading(telegram.url, web, tmp_path) as running:
        yield running


def marked(link: str, at: Path) -> int:
    """How many dots of the browser's window show marked words, once the link is opened."""
    subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--window-size=900,5000",
         "--virtual-time-budget=4000", f"--screenshot={at}", link],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    with Image.open(at) as picture:
        colours = picture.convert("RGB").getcolors(1 << 24) or []
    return sum(count for count, colour in colours if colour == MAGENTA)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.usefixtures("bot")
def test_the_answers_link_opens_the_page_at_the_words_and_marks_them(
    telegram: Telegram, web: WebServer, tmp_path: Path
) -> None:
    page = news.page("broadsheet", "harbour", canonical=web.url("/harbour"))
    link = web.serve("/harbour", page)
    chat = telegram.chat(7)
    bring(chat, link)
    reply = chat.ask("What did Marit Lie say about a new quay?")
    assert "promised us a new quay" in quotes(reply)[0]
    [exact, *_] = [e["url"] for e in reply["entities"] if e["type"] == "text_link"]
    assert exact.startswith(f"{link}#:~:text=")
    web.serve("/harbour", page.replace(b"</head>", APART.encode(), 1))
    assert "promised us a new quay" in shown_by(exact)
    assert "promised us a new quay" not in shown_by(link)
    web.serve("/harbour", page.replace(b"</head>", MARKED, 1))
    assert marked(exact, tmp_path / "exact.png") > 500
    assert marked(link, tmp_path / "plain.png") == 0
