"""A chat's own articles: listed, removed, and never another chat's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import Library
from tests.bot.handlers.articles.test_submit import PASTE, bring
from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.telegram_server.client import Chat, Json, Telegram

SECOND = """Balloon over Corrin

By Jane Roe

The balloon over Corrin costs 9 crowns a flight and goes up from the old quay at six.

“Nobody has ever asked for the money back,” Ole Dahl, who fills the balloon with gas, told us.

There are two baskets, of which the smaller one was woven in Selby by the sisters of a convent that
no longer stands. Whoever is afraid of heights may hold the rope instead, which costs nothing at
all, and is thanked over the loudspeaker; last summer that was the mayor, who let go of it when a
goose came too near, so that two guests of the town saw rather more of the country than was agreed.
"""


@pytest.fixture
def bot(telegram: Telegram, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot, started."""
    running = RunningBot(telegram.url, tmp_path)
    running.start()
    yield running
    running.kill()


def heard(chat: Chat, command: str) -> Json:
    """Says a command and waits for what the bot says to it."""
    before = len(chat.from_bot())
    chat.say(command)
    chat.wait(lambda: len(chat.from_bot()) > before)
    return chat.from_bot()[-1]


def buttons(message: Json) -> list[Json]:
    return [b for row in message["reply_markup"]["inline_keyboard"] for b in row]


def test_two_chats_never_see_each_others_articles_in_any_way(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    mine, other = telegram.chat(7), telegram.chat(8)
    card = bring(mine, PASTE)
    listed = heard(mine, "/articles")
    answer = mine.ask("How much does the zeppelin cost?")
    assert "9 crowns" in quotes(answer)[0]
    assert telegram.inline(7, "zeppelin over Corrin")["answer"]

    for question in ("How much does the zeppelin cost?", "What did Ann Lee say?"):
        reply = other.ask(question)
        assert quotes(reply) == []
        assert "Searched" not in reply["text"]
        assert "Looking in the article…" in other.shown(reply)
    assert telegram.inline(8, "zeppelin over Corrin")["answer"] == []
    assert "no articles yet" in heard(other, "/articles")["text"]
    assert "no articles of this chat" in heard(other, "/remove 1")["text"]
    stolen = [
        b["callback_data"]
        for m in (card, listed, answer)
        for b in buttons(m)
        if b.get("callback_data", "a:")[:2] != "a:"
    ]
    assert len(stolen) >= 4
    for data in stolen:
        pressed = other.press_data(other.from_bot()[-1], data)
        assert pressed["answer"] == "That article is no longer here."
    other.press(heard(other, "/forget"), "Forget everything")
    assert quotes(mine.ask("How much does the zeppelin cost?"))
    said = " ".join(text for m in other.from_bot() for text in other.shown(m))
    assert "Corrin" not in said
    # The same text is the other chat's article too, and nothing tells that it is known already.
    assert bring(other, PASTE)["text"] == card["text"]


def test_the_list_lets_one_be_asked_alone_and_removed(telegram: Telegram, bot: RunningBot) -> None:
    chat = telegram.chat(7)
    bring(chat, PASTE)
    bring(chat, SECOND)
    listed = heard(chat, "/articles")
    assert [line[0] for line in listed["text"].splitlines() if line] == ["1", "2"]
    assert "1. Balloon over Corrin" in listed["text"]
    assert "balloon" in quotes(chat.ask("How much does it cost a flight?"))[0]

    chat.press(listed, "2: only this")
    assert "zeppelin" in quotes(chat.ask("How much are the crowns for a flight?"))[0]
    listed = chat.from_bot()[2]
    assert "Zeppelin over Corrin · asked first" in " ".join(listed["text"].split())
    chat.press(listed, "Ask all")
    assert "asked first" not in chat.from_bot()[2]["text"]

    chat.press(chat.from_bot()[2], "1: remove")
    assert "Balloon" not in chat.from_bot()[2]["text"]
    assert quotes(chat.ask("How much does the balloon cost a flight?")) != []
    assert "no such number" in heard(chat, "/remove 2")["text"]
    assert heard(chat, "/remove 1")["text"] == "Removed: Zeppelin over Corrin"
    assert "no articles yet" in heard(chat, "/articles")["text"]
    with closing(Library.open(bot.home)) as library:
        assert library.articles(("chat:7",)) == []


def test_of_an_article_that_is_removed_no_words_are_kept_with_what_was_asked(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat = telegram.chat(7)
    bring(chat, SECOND)
    whole = PASTE + "\n\nThe gas is bought in Selby." * 150
    bring(chat, whole[:4090])
    assert "zeppelin" in quotes(chat.ask("/ask What does a flight over Corrin cost?"))[0]
    assert "balloon" in quotes(chat.ask("/ask What goes up from the old quay at six?"))[0]
    assert heard(chat, "/remove 1")["text"] == "Removed: Zeppelin over Corrin"
    bot.stop()
    for name in ("bot.db", "library.db"):
        kept = (bot.home / name).read_bytes()
        assert b"zeppelin" not in kept, name
        assert b"goes up from the old quay" in kept, name
