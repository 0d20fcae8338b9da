"""Watches in Telegram: told once, with the words, and not where nothing can be sent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from tests.bot.feeding import hasty, heard, holds, shared, titles
from tests.bot.running import RunningBot, quotes, shelve
from tests.telegram_server.client import Chat, Json, Telegram
from tests.telegram_server.server import TelegramServer
from tests.web_server.feeds import MEDIA_TYPE, Entry, rss, whole
from tests.web_server.server import WebServer

NUMBERS = count(2000)
WORDS = "“The ferry will sail in May, and nobody will pay for it,” Mayor Ilse Brandt said."
ONE = whole(1, "Ferry to sail", WORDS)
COPY = Entry(
    2,
    "Mayor on the ferry",
    "https://wire.example/2",
    ("A paragraph of the other outlet's own.", WORDS, *ONE.paragraphs[1:]),
)
SCHOOL = whole(3, "School painted", "“The school will be blue,” Mayor Ilse Brandt said.")
OTHER = whole(4, "Brandt is asked", "Mayor Ilse Brandt was asked. “No ferry is safe,” Tom Ek said.")

LATER = whole(5, "Ferry late", "“No ferry before July,” Mayor Ilse Brandt said of the ferry.")


@pytest.fixture(scope="module")
def telegram() -> Iterator[Telegram]:
    """One server for all: a bot takes long to start. Each test has chats of its own."""
    with TelegramServer() as server:
        client = Telegram(server.url)
        yield client
        client.close()


@pytest.fixture(scope="module")
def web() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


@pytest.fixture(scope="module")
def bot(
    telegram: Telegram, web: WebServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningBot]:
    """The bot, started and in a hurry."""
    running = hasty(telegram, web, tmp_path_factory.mktemp("home"))
    running.start()
    yield running
    running.kill()


@pytest.fixture
def chat(telegram: Telegram, bot: RunningBot) -> Iterator[Chat]:
    """A chat that nobody has used, and that is left alone afterwards."""
    del bot
    used = telegram.chat(next(NUMBERS))
    yield used
    telegram.act("block", chat=used.id)


@pytest.fixture
def path() -> str:
    """Where on the site the feeds of a test stand."""
    return f"/rss{next(NUMBERS)}"


def serve(web: WebServer, path: str, *entries: Entry) -> str:
    return web.serve(path, rss(*entries), MEDIA_TYPE)


def told(chat: Chat) -> list[Json]:
    """What the bot has said about watches, whole."""
    return [
        m
        for m in chat.from_bot()
        if m.get("text", "").startswith("New for your watch") and quotes(m)
    ]


def test_a_new_quotation_is_told_once_though_two_feeds_carry_it(
    web: WebServer, bot: RunningBot, chat: Chat, path: str
) -> None:
    heard(chat, f"/follow {serve(web, f'{path}/a', SCHOOL)}")
    holds(bot.home, chat, "School painted")
    heard(chat, f"/follow {web.serve(f'{path}/b', rss(title='Wire'), MEDIA_TYPE)}")
    assert "Watching for Brandt ferry." in heard(chat, "/watch Brandt ferry")["text"]
    serve(web, f"{path}/a", OTHER, ONE, SCHOOL)
    holds(bot.home, chat, "School painted", "Ferry to sail", "Brandt is asked")
    chat.wait(lambda: told(chat))
    serve(web, f"{path}/b", COPY)
    chat.wait(lambda: "Mayor on the ferry" in titles(bot.home, chat))
    # What comes after the copy is told, too: by then the copy would have been.
    serve(web, f"{path}/a", LATER, OTHER, ONE, SCHOOL)
    chat.wait(lambda: "“No ferry before July,”" in quotes(told(chat)[-1]))
    message, _ = told(chat)
    assert message["text"].startswith("New for your watch Brandt ferry:")
    assert quotes(message) == ["“The ferry will sail in May, and nobody will pay for it,”"]
    assert "Ilse Brandt" in message["text"]
    links = [e["url"] for e in message["entities"] if e["type"] == "text_link"]
    assert links[0].startswith("https://news.example/1#")


def test_what_the_shared_library_gets_is_told_to_all_who_watch_and_anothers_article_is_not(
    telegram: Telegram, bot: RunningBot, chat: Chat
) -> None:
    other = telegram.chat(next(NUMBERS))
    heard(chat, "/watch lighthouse")
    other.reply(other.send_file("a.txt", b"A\n\nBy B\n\nThe lighthouse is red, Ann Lee said."))
    shelve(bot.home, "Lamp\n\nBy B\n\nThe lighthouse stays dark until Sunday, Olga Finch said.\n")
    chat.wait(lambda: told(chat))
    assert "stays dark until Sunday" in quotes(told(chat)[0])[0]
    chat.reply(chat.send_file("b.txt", b"C\n\nBy B\n\nThe lighthouse has 90 steps, Tom Ek said."))
    chat.wait(lambda: len(told(chat)) >= 2)
    assert "90 steps" in quotes(told(chat)[1])[0]
    assert told(other) == []
    assert shared(bot.home) == ["Lamp"]


def test_watches_are_listed_and_taken_away(chat: Chat) -> None:
    assert "Nothing is watched for yet" in heard(chat, "/watch")["text"]
    assert "nothing in that to watch" in heard(chat, "/watch the of")["text"]
    heard(chat, "/watch Brandt <b>ferry</b>")
    assert "is watched for already" in heard(chat, "/watch brandt <B>ferry</B>")["text"]
    heard(chat, "/watch Lavrov")
    listed = heard(chat, "/watch")
    assert listed["text"].splitlines()[0] == "1. Brandt <b>ferry</b>"
    chat.press(listed, "1: take away")
    assert "Brandt" not in chat.from_bot()[-1]["text"]
    assert "not watched for here" in heard(chat, "/unwatch 5")["text"]
    told = heard(chat, "/watch 1")["text"]
    assert told == "Lavrov is watched for already, as number 1: /unwatch 1 takes it away."
    assert heard(chat, "/unwatch lavrov")["text"] == "No longer watching for Lavrov."
    assert "Nothing is watched for yet" in heard(chat, "/unwatch")["text"]
    assert heard(chat, "/watch 2024")["text"].startswith("Watching for 2024.")


def test_forget_takes_the_watches_and_another_chats_button_takes_none(
    telegram: Telegram, chat: Chat
) -> None:
    heard(chat, "/watch Lavrov")
    listed = heard(chat, "/watch")
    other = telegram.chat(next(NUMBERS))
    data = listed["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    other.press_data(heard(other, "/watch"), data)
    assert "Lavrov" in heard(chat, "/watch")["text"]
    assert heard(other, "/watch")["text"].startswith("Nothing is watched for yet")
    chat.press(heard(chat, "/forget"), "Forget everything")
    assert "Nothing is watched for yet" in heard(chat, "/watch")["text"]


def test_a_blocked_chat_is_left_alone_and_holds_up_no_other(
    telegram: Telegram, bot: RunningBot, chat: Chat
) -> None:
    blocked = telegram.chat(next(NUMBERS))
    for one in (blocked, chat):
        heard(one, "/watch harbourmaster")
    telegram.fault(
        method="sendMessage",
        chat=blocked.id,
        times=1,
        code=403,
        words="Forbidden: bot was blocked by the user",
    )
    shelve(bot.home, "Quay\n\nBy B\n\nThe harbourmaster is ill, Ann Lee said.\n")
    chat.wait(lambda: told(chat))
    shelve(bot.home, "Pier\n\nBy B\n\nThe harbourmaster is well since Friday, Ann Lee said.\n")
    chat.wait(lambda: len(told(chat)) == 2)
    assert told(blocked) == []
    tries = [c for c in telegram.calls("sendMessage") if c["chat"] == blocked.id]
    assert sum("refused" in c for c in tries) == 1


def test_killed_between_finding_and_telling_it_is_told_once_and_whole(
    telegram: Telegram, bot: RunningBot, chat: Chat
) -> None:
    heard(chat, "/watch windmill")
    telegram.fault(method="editMessageText", chat=chat.id, times=1, late=20)
    shelve(bot.home, "Mill\n\nBy B\n\nThe windmill burned down at night, Ann Lee said.\n")
    chat.wait(lambda: [c for c in telegram.calls("editMessageText") if c["chat"] == chat.id])
    bot.kill()
    bot.start()
    chat.wait(lambda: told(chat))
    shelve(bot.home, "Two\n\nBy B\n\nThe windmill will be rebuilt by June, Tom Ek said.\n")
    chat.wait(lambda: len(told(chat)) == 2)
    assert ["burned down" in quotes(m)[0] for m in told(chat)] == [True, False]
    assert len(chat.from_bot()) == 3


def test_killed_while_a_watch_is_taken_away_by_its_number_no_second_one_goes(
    telegram: Telegram, bot: RunningBot, chat: Chat
) -> None:
    for words in ("lighthouse", "windmill", "zeppelin"):
        heard(chat, f"/watch {words}")
    telegram.fault(method="sendMessage", chat=chat.id, times=1, late=20)
    chat.say("/unwatch 1")
    chat.wait(lambda: chat.from_bot()[-1]["text"] == "No longer watching for lighthouse.")
    bot.kill()
    bot.start()
    chat.wait(lambda: len(chat.from_bot()) == 5)
    listed = [line for line in chat.from_bot()[-1]["text"].splitlines() if line]
    assert listed == ["1. windmill", "2. zeppelin"]
