"""Nothing is lost on the way from Telegram to the reply."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.messaging.update_queue import TRIES, UpdateQueue
from bot.store.store import Store
from bot.store.tables import feeds, updates, watches
from knowledge import Library, read_text
from tests.bot.running import RunningBot, webhook
from tests.telegram_server.client import Telegram
from tests.telegram_server.world import TOKEN


class Known(Bot):
    """A bot that need not ask Telegram who it is."""

    id = 0


KNOWN = Known(TOKEN)


def update(number: int, text: str = "a") -> Update:
    chat = {"id": 7, "type": "private", "first_name": "A"}
    sender = {"id": 7, "is_bot": False, "first_name": "A"}
    message = {"message_id": number, "date": 0, "chat": chat, "from": sender, "text": text}
    return Update.de_json({"update_id": number, "message": message}, KNOWN)


def queued(box: UpdateQueue) -> list[object]:
    found = []
    while not box.empty():
        found.append(box.get_nowait())
    return found


def test_what_was_put_comes_again_in_the_next_process_until_it_is_settled(tmp_path: Path) -> None:
    async def first() -> None:
        store = Store.open(tmp_path)
        box = UpdateQueue(store)
        for number in (1, 2, 3):
            await box.put(update(number))
        await box.settle(update(2))
        store.close()

    async def second() -> list[object]:
        store = Store.open(tmp_path)
        box = UpdateQueue(store)
        await box.replay(KNOWN)
        store.close()
        return queued(box)

    asyncio.run(first())
    assert [u.update_id for u in asyncio.run(second()) if isinstance(u, Update)] == [1, 3]


def test_an_update_that_comes_again_is_queued_once(tmp_path: Path) -> None:
    async def run() -> int:
        store = Store.open(tmp_path)
        box = UpdateQueue(store)
        await box.put(update(1))
        await box.put(update(1))
        store.close()
        return len(queued(box))

    assert asyncio.run(run()) == 1


def test_a_store_that_cannot_be_written_makes_telegram_bring_the_update_again(
    tmp_path: Path,
) -> None:
    async def run() -> None:
        store = Store.open(tmp_path)
        box = UpdateQueue(store)
        with sqlite3.connect(tmp_path / "bot.db") as spoiler:
            spoiler.execute("DROP TABLE part")
            spoiler.execute("DROP TABLE inbox")
        spoiler.close()
        with pytest.raises(TelegramError):
            await box.put(update(1))
        assert box.empty()
        store.close()

    asyncio.run(run())


def test_the_sign_to_stop_drops_what_waits_since_it_is_kept(tmp_path: Path) -> None:
    async def run() -> tuple[list[object], int]:
        store = Store.open(tmp_path)
        box = UpdateQueue(store)
        await box.put(update(1))
        sign = object()
        await box.put(sign)
        kept, _, _ = await store.run(updates.queue_depth)
        store.close()
        return [item is sign for item in queued(box)], kept

    assert asyncio.run(run()) == ([True], 1)


def test_a_question_that_waits_at_the_end_of_one_process_is_answered_by_the_next(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    telegram.fault(method="editMessageText", chat=7, retry_after=30)
    asked = [chat.say("How long will the bridge be closed?") for _ in range(3)]
    chat.wait(lambda: len(chat.from_bot()) == 1)
    telegram.wait(lambda: not telegram.look()["pending"])
    status, seconds = bot.stop()
    assert (status, seconds < 8) == (0, True)
    bot.start()
    for question in asked:
        chat.reply(question)
    assert len(chat.from_bot()) == 3


def test_what_ends_the_process_each_time_is_set_aside_and_stops_nobody_else(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    chat = telegram.chat(7)
    telegram.fault(method="sendMessage", late=60)
    asked = chat.say("How long will the bridge be closed?")
    chat.wait(lambda: len(chat.from_bot()) == 1)
    bot.kill()
    with sqlite3.connect(bot.home / "bot.db") as suspect:
        suspect.execute("UPDATE inbox SET tries = ?", (TRIES,))
    suspect.close()
    bot.start()
    assert "set aside" in chat.reply(asked)["text"]
    telegram.chat(8).ask("How long will the bridge be closed?")
    assert "is set aside after too many tries" in bot.log()
    bot.kill()
    with sqlite3.connect(bot.home / "bot.db") as after:
        assert after.execute("SELECT state FROM inbox ORDER BY id").fetchall()[0] == ("aside",)
    after.close()


@pytest.mark.parametrize(
    ("command", "left"),
    [("/remove 1", "First story"), ("/unfollow 1", "Second feed"), ("/unwatch 1", "second words")],
)
def test_what_is_taken_away_by_its_number_takes_no_other_along_when_the_process_ends(
    telegram: Telegram, bot: RunningBot, command: str, left: str
) -> None:
    with closing(Library.open(bot.home)) as library, closing(Store.open(bot.home)) as store:
        for number in ("First", "Second"):
            library.add(read_text(f"{number} story\n\nThe {number} bridge is closed."), "chat:7")
            about = (f"http://127.0.0.1:9/{number}", f"{number} feed", time.time() + 86400)
            store.wait(feeds.follow, 7, 0, *about)
            store.wait(watches.add, 7, 0, f"{number.lower()} words", 0)
    bot.start()
    chat = telegram.chat(7)
    telegram.fault(method="sendMessage", late=60)
    chat.say(command)
    chat.wait(lambda: chat.from_bot())
    bot.kill()
    bot.start()
    chat.wait(lambda: len(chat.from_bot()) == 2)
    listed = chat.from_bot()[1]["text"]
    assert listed.startswith("1. ")
    assert left in listed
    assert "2. " not in listed


def test_a_second_bot_on_the_same_folder_is_refused_in_one_sentence(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    telegram.chat(7).ask("How long will the bridge be closed?")
    second = RunningBot(telegram.url, bot.home)
    second.start()
    assert second.ended() == 1
    assert bot.log().splitlines()[-1].startswith("Another bot is running on this data folder")


def test_a_blocked_chat_is_marked_and_the_question_is_not_tried_again(
    telegram: Telegram, bot: RunningBot
) -> None:
    bot.start()
    telegram.chat(7).say("/help")
    telegram.wait(lambda: telegram.calls("sendMessage"))
    telegram.act("block", chat=7)
    telegram.chat(7).say("How long will the bridge be closed?")
    telegram.wait(lambda: len(telegram.calls("sendMessage")) == 2)
    bot.stop()
    with sqlite3.connect(bot.home / "bot.db") as store:
        closed = store.execute("SELECT id, closed FROM chat").fetchall()
        states = store.execute("SELECT DISTINCT state FROM inbox").fetchall()
    store.close()
    assert closed == [(7, "Forbidden: bot was blocked by the user")]
    assert states == [("done",)]


def test_a_webhook_answers_only_those_who_know_the_secret(
    telegram: Telegram, tmp_path: Path
) -> None:
    settings = webhook()
    hook = settings["ONTHERECORD_WEBHOOK_URL"]
    with RunningBot(telegram.url, tmp_path, **settings):
        reply = telegram.chat(7).ask("How long will the bridge be closed?")
        assert reply["text"]
        forged = json.loads(update(5).to_json())
        answer = httpx.post(hook, json=forged, trust_env=False)
        assert answer.status_code == 403
        wrong = {"X-Telegram-Bot-Api-Secret-Token": "guess"}
        assert httpx.post(hook, json=forged, headers=wrong, trust_env=False).status_code == 403
        assert len(telegram.chat(7).from_bot()) == 1
