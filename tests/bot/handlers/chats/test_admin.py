"""/admin: the shared library, the figures and the health; for others there is no such command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.version import VERSION
from knowledge import Library
from tests.bot.handlers.articles.test_article_list import heard
from tests.bot.running import ARTICLE, RunningBot, quotes, reading, shelve
from tests.telegram_server.client import Telegram
from tests.web_server import news
from tests.web_server.server import WebServer

STORY = news.story("harbour")
QUESTION = "What did Ilse Brandt say?"
FEED = """<rss version="2.0"><channel><title>The Paper</title>
<item><title>One</title><link>{one}</link></item>
<item><title>Two</title><link>{two}</link></item></channel></rss>"""


@pytest.fixture
def bot(telegram: Telegram, web: WebServer, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot, started, with one shared article and one administrator."""
    shelve(tmp_path, ARTICLE)
    with reading(telegram.url, web, tmp_path, ONTHERECORD_ADMINS="1") as running:
        yield running


def shared(home: Path) -> list[str]:
    with closing(Library.open(home)) as library:
        return [entry.headline for entry in library.articles()]


def test_for_others_there_is_no_such_command_and_no_such_button(
    telegram: Telegram, bot: RunningBot
) -> None:
    admin, other = telegram.chat(1), telegram.chat(7)
    unknown = heard(other, "/weather")["text"]
    for text in ("/admin", "/admin sources", "/admin remove 1", "/admin add https://example.org"):
        assert heard(other, text)["text"] == unknown
    listed = heard(admin, "/admin sources")
    assert "Council" in listed["text"]
    data = listed["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    message = other.from_bot()[-1]
    assert other.press_data(message, data)["answer"] == "That article is no longer here."
    assert len(shared(bot.home)) == 1
    group = telegram.chat(-100500, user=1)
    group.say("/admin")
    group.reply(group.say(f"/ask {QUESTION}"))
    assert len(group.from_bot()) == 1


def test_the_shared_library_is_listed_added_to_and_removed_from(
    telegram: Telegram, bot: RunningBot, web: WebServer
) -> None:
    admin = telegram.chat(1)
    url = web.serve("/story", news.page("broadsheet", "harbour"))
    added = admin.reply(admin.say(f"/admin add {url}"))
    assert STORY.headline in added["text"]
    assert STORY.headline in shared(bot.home)
    again = admin.reply(admin.say(f"/admin add {url}"))
    assert "already there" in again["text"]
    refused = admin.reply(admin.say("/admin add http://127.0.0.1:9/x"))
    assert "127.0.0.1" in refused["text"]
    listed = heard(admin, "/admin sources")
    assert "Shared articles: 2" in listed["text"]
    admin.press(listed, "Remove 2")
    admin.wait(lambda: len(shared(bot.home)) == 1)
    assert STORY.headline not in admin.from_bot()[-1]["text"]
    assert "no shared article" in heard(admin, "/admin remove 2")["text"]
    assert heard(admin, "/admin remove 1")["text"].startswith("Removed")
    assert shared(bot.home) == []
    assert "none yet" in heard(admin, "/admin sources 99")["text"]


def test_of_a_feed_each_item_is_read(telegram: Telegram, bot: RunningBot, web: WebServer) -> None:
    one, two = web.serve("/one", news.page("broadsheet", "harbour")), web.url("/two")
    feed = FEED.format(one=one, two=two).encode()
    url = web.serve("/feed", feed, "application/rss+xml")
    added = telegram.chat(1).reply(telegram.chat(1).say(f"/admin add {url}"))
    assert STORY.headline in added["text"]
    assert two in added["text"]
    assert STORY.headline in shared(bot.home)


def test_another_chats_article_is_never_removed_as_a_shared_one(
    telegram: Telegram, bot: RunningBot
) -> None:
    with closing(Library.open(bot.home)) as library:
        theirs = library.add(library.read(1).article, "chat:7").id
    assert "no shared article" in heard(telegram.chat(1), f"/admin remove {theirs}")["text"]
    assert quotes(telegram.chat(7).ask(QUESTION))


def test_the_statistics_survive_a_restart_and_hold_no_words(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat, admin = telegram.chat(7), telegram.chat(1)
    chat.ask(QUESTION)
    chat.ask("What did Ilse Brandt say about dinosaurs?")
    chat.ask("thank you!")
    chat.ask("Who is the emperor of Atlantis?")
    bot.stop()
    bot.start()
    told = heard(admin, "/admin statistics")["text"]
    assert "Questions: 3" in told
    assert "Errors: 0" in told
    assert told.count("95 of 100 replies: within") == 2
    health = heard(admin, "/admin health")["text"]
    assert "Inbox: 1 waiting, 0 set aside" in health  # its own
    assert "Library: 1 articles" in health
    assert f"Version: {VERSION}" in health
    overview = heard(admin, "/admin nonsense and more")
    assert "/admin add LINK" in overview["text"]
    admin.press(overview, "Statistics")
    admin.wait(lambda: "Questions: 3" in admin.from_bot()[-1]["text"])
    assert "Traceback" not in bot.log()
