"""/forget: one confirmation, and then nothing of the chat is left in any table or byte."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chats import chat_collection
from bot.handlers.chats.forget import DataDeletion
from bot.store.store import Store
from bot.store.tables import answers, chats, feedback, updates
from bot.store.tables.answers import StoredAnswer, StoredCitation
from knowledge import Library, read_text
from tests.bot.handlers.articles.test_article_list import heard
from tests.bot.running import ARTICLE, RunningBot, quotes, shelve
from tests.telegram_server.client import Chat, Telegram

GROUP = -1001234567890
SECRET = "zeppelin"


def text_of(number: int) -> str:
    """An article of its own, in whose every paragraph a word stands that is nowhere else."""
    paragraphs = [f"Number {number * k} of the {SECRET}s flew, {SECRET}{k}." for k in range(1, 40)]
    return "\n\n".join([f"The {SECRET} number {number}", *paragraphs])


def bytes_of(home: Path) -> bytes:
    return b"".join(path.read_bytes().lower() for path in home.glob("*.db*"))


def filled(library: Library, store: Store, chat: int) -> None:
    """What a chat leaves behind in a while, in every table."""
    for number in range(12):
        url = f"https://news.example/{number // 2}" if number % 2 else ""
        article = replace(read_text(text_of(number)), url=url, outlet=f"The {SECRET} Post")
        library.add(article, chat_collection.collection_of(chat))
    cited = (StoredCitation(1, 1, 0, 4),)
    for number in range(12):
        kept = StoredAnswer(
            chat,
            number,
            chat,
            0,
            f"{SECRET}?",
            SECRET,
            cited,
            {"topic": SECRET},
            f"<b>{SECRET}</b>",
        )
        key = asyncio.run(store.run(answers.keep, kept))
        asyncio.run(store.run(answers.show, key, chat, [number + 100]))
        asyncio.run(store.run(feedback.rate, key, chat, 1))
    asyncio.run(store.run(chats.change_settings, chat, {"paste": [1.0, SECRET, 1, [2]]}))
    for number, state in enumerate((updates.DONE, updates.SET_ASIDE)):
        message = {"message_id": 1, "chat": {"id": chat, "type": "private"}, "text": SECRET}
        payload = json.dumps({"update_id": chat + number, "message": message})
        row = asyncio.run(store.run(updates.receive, 0, chat + number, payload))
        assert row is not None
        asyncio.run(store.run(updates.settle, row.id, state))


def test_nothing_of_a_forgotten_chat_is_left_in_any_byte_while_the_bot_goes_on_running(
    tmp_path: Path,
) -> None:
    with closing(Library.open(tmp_path)) as library, closing(Store.open(tmp_path)) as store:
        filled(library, store, 7)
        library.add(read_text(ARTICLE), chat_collection.collection_of(8))
        other = StoredAnswer(8, 1, 8, 0, "what of the Heron?", text="<b>Heron</b>")
        asyncio.run(store.run(answers.keep, other))
        assert SECRET.encode() in bytes_of(tmp_path)
        asyncio.run(DataDeletion(library, store).forget(7))
        left = bytes_of(tmp_path)
        assert SECRET.encode() not in left
        assert b"chat:7" not in left
        assert left.count(b"heron") > 2
        assert [e.collection for e in library.articles(("chat:7", "chat:8"))] == ["chat:8"]
        for table, key in (("answer", "chat"), ("shown", "chat"), ("chat", "id")):
            with sqlite3.connect(tmp_path / "bot.db") as raw:
                count = f"SELECT count(*) FROM {table} WHERE {key} = 7"  # noqa: S608
                assert raw.execute(count).fetchone() == (0,)


def test_what_waits_in_the_inbox_is_still_dealt_with(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library, closing(Store.open(tmp_path)) as store:
        message = {"message_id": 1, "chat": {"id": 7, "type": "private"}, "text": "And now?"}
        payload = json.dumps({"update_id": 1, "message": message})
        asyncio.run(store.run(updates.receive, 0, 1, payload))
        asyncio.run(DataDeletion(library, store).forget(7))
        assert [row.payload for row in asyncio.run(store.run(updates.waiting, 0))] == [payload]


@pytest.mark.parametrize("payload", ["", "[]", "{}", "no json", '{"update_id": 1, "message": 3}'])
def test_an_update_that_cannot_be_read_stops_no_forgetting(tmp_path: Path, payload: str) -> None:
    with closing(Store.open(tmp_path)) as store:
        row = asyncio.run(store.run(updates.receive, 0, 1, payload))
        assert row is not None
        asyncio.run(store.run(updates.settle, row.id, updates.SET_ASIDE))
        asyncio.run(store.run(chats.forget, 7))


def confirmed(chat: Chat, label: str = "Forget everything") -> str:
    """/forget and one of its buttons; what then stands in its place."""
    asked = heard(chat, "/forget")
    chat.press(asked, label)

    def shown() -> str:
        now = next(m for m in chat.from_bot() if m["message_id"] == asked["message_id"])
        return str(now["text"]) if now["text"] != asked["text"] else ""

    return str(chat.wait(shown))


def test_forget_asks_once_and_then_forgets_what_the_chat_asked(
    telegram: Telegram, bot: RunningBot
) -> None:
    shelve(bot.home, ARTICLE)
    bot.start()
    chat = telegram.chat(7)
    question = "How much does the second ferry cost, Zeppelin?"
    assert quotes(chat.ask(question))
    assert confirmed(chat, "Keep it") == "Nothing has been forgotten."
    with sqlite3.connect(bot.home / "bot.db") as raw:
        assert raw.execute("SELECT count(*) FROM answer").fetchone() == (1,)
    assert confirmed(chat).startswith("Forgotten: ")
    deadline = time.monotonic() + 60
    while SECRET.encode() in bytes_of(bot.home) and time.monotonic() < deadline:
        time.sleep(0.2)  # the inbox still empties what it holds of the pressed button
    assert SECRET.encode() not in bytes_of(bot.home)


def test_in_a_group_only_administrators_forget_and_remove(
    telegram: Telegram, bot: RunningBot
) -> None:
    telegram.act("member", chat=GROUP, user=5, status="administrator")
    with closing(Library.open(bot.home)) as library:
        library.add(read_text(ARTICLE), chat_collection.collection_of(GROUP))
    bot.start()
    member, boss = telegram.chat(GROUP, user=9), telegram.chat(GROUP, user=5)
    refusal = "In a group only its administrators may do that."
    assert heard(member, "/forget")["text"] == refusal
    assert heard(member, "/remove 1")["text"] == refusal
    listed = heard(member, "/articles")
    assert "1. Council" in listed["text"]
    assert member.press(listed, "1: remove")["answer"] == refusal
    asked = heard(boss, "/forget")
    assert member.press(asked, "Forget everything")["answer"] == refusal
    assert confirmed(boss).startswith("Forgotten: ")
    assert "no articles yet" in heard(boss, "/articles")["text"]
