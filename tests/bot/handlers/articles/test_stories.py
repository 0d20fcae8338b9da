"""A story of several outlets is shown once; a page that is brought again says what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.handlers.articles.test_article_list import heard
from tests.bot.handlers.articles.test_submit import bring
from tests.bot.running import RunningBot, quotes, reading
from tests.telegram_server.client import Telegram
from tests.web_server import news
from tests.web_server.server import WebServer

STORY = news.story("harbour")
SAID = "What did Solberg say about the cranes?"


@pytest.fixture
def bot(telegram: Telegram, web: WebServer, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot, started, which may read what `web` serves."""
    with reading(telegram.url, web, tmp_path) as running:
        yield running


def page(web: WebServer, path: str, **replaced: str) -> str:
    """Serves the story at `path`, some of its words replaced; the link."""
    html = news.page("broadsheet", "harbour", canonical=web.url(path)).decode()
    for words, others in replaced.items():
        html = html.replace(words.replace("_", " "), others)
    return web.serve(path, html)


@pytest.mark.usefixtures("bot")
def test_a_story_of_two_outlets_is_answered_once_and_listed_once(
    telegram: Telegram, web: WebServer
) -> None:
    chat = telegram.chat(7)
    bring(chat, page(web, "/one"))
    bring(chat, page(web, "/two", The_Northern_Post="The Southern Star"))
    reply = chat.ask(SAID)
    assert [q.count("The cranes will move") for q in quotes(reply)].count(1) == 1
    assert "also in: The " in reply["text"]
    links = [e["url"] for e in reply["entities"] if e["type"] == "text_link"]
    assert {link.partition("#")[0] for link in links} == {web.url("/one"), web.url("/two")}
    assert all(":~:text=" in link for link in links)
    listed = heard(chat, "/articles")["text"]
    assert "1. " in listed
    assert "2. " not in listed
    assert "also in: " in listed

    other = telegram.chat(8)
    bring(other, web.url("/two"))
    assert "also in" not in other.ask(SAID)["text"]


@pytest.mark.usefixtures("bot")
def test_a_story_is_taken_out_with_all_its_copies(telegram: Telegram, web: WebServer) -> None:
    links = [page(web, "/one"), page(web, "/two", The_Northern_Post="The Southern Star")]
    chat, other = telegram.chat(7), telegram.chat(8)
    for who in (chat, other):
        for link in links:
            bring(who, link)
    assert "Removed" in heard(chat, "/remove 1")["text"]
    assert "You have brought no articles yet" in heard(chat, "/articles")["text"]
    listed = heard(other, "/articles")
    assert "also in: " in listed["text"]
    other.press(listed, "1: remove")
    assert "You have brought no articles yet" in heard(other, "/articles")["text"]


@pytest.mark.usefixtures("bot")
def test_a_page_brought_again_says_what_changed_in_its_quotations(
    telegram: Telegram, web: WebServer
) -> None:
    chat, other = telegram.chat(7), telegram.chat(8)
    bring(chat, page(web, "/one"))
    first = chat.ask(SAID)
    again = bring(chat, web.url("/one"))
    assert "since" not in again["text"]
    for path in ("/one", "/one?utm_source=feed"):
        page(web, path, The_cranes_will_move_in_September="The cranes may move in October")
    card = bring(chat, f"{web.url('/one')}?utm_source=feed")
    assert "This page has changed since" in card["text"]
    assert "Ingrid Solberg – a quotation that reads otherwise now. It was:" in card["text"]
    was, now = quotes(card)
    assert was.startswith("“The cranes will move in September")
    assert now.startswith("“The cranes may move in October")
    reply = chat.ask(SAID)
    assert any("may move in October" in quote for quote in quotes(reply))
    assert "quotations altered: 1, withdrawn: 0, added: 0" in reply["text"]
    assert quotes(reply)[-1] == was
    # The old answer stays true: its words are still shown in their context.
    chat.press(first, "context")
    shown = next(m for m in chat.from_bot() if m["message_id"] == first["message_id"])
    assert "will move in September" in shown["text"]
    # Another chat that brings the page for the first time hears of no change.
    assert "changed" not in bring(other, web.url("/one"))["text"]
    listed = heard(chat, "/articles")["text"]
    assert "2. " not in listed
    heard(chat, "/remove 1")
    pressed = chat.press(first, "context")
    assert pressed["answer"] == "That article is no longer here."
