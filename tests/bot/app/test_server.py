"""Starting and stopping, also where Telegram does not play along."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from tests.bot.running import RunningBot, webhook
from tests.telegram_server.client import Telegram
from tests.telegram_server.world import TOKEN


def test_a_bot_that_cannot_reach_telegram_says_so_tries_on_and_stops_when_told(
    tmp_path: Path,
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with RunningBot(url, tmp_path) as bot:
        while "Telegram cannot be reached" not in bot.log():
            time.sleep(0.1)
        status, seconds = bot.stop()
        assert (status, seconds < 8) == (0, True)
        assert TOKEN not in bot.log()


def test_a_bot_that_is_told_to_stop_while_it_starts_stops(
    telegram: Telegram, bot: RunningBot
) -> None:
    telegram.fault(method="deleteWebhook", code=500, words="Internal Server Error", times=999)
    bot.start()
    telegram.wait(lambda: len(telegram.calls("deleteWebhook")) > 1)
    status, seconds = bot.stop()
    assert (status, seconds < 8) == (0, True)


def test_an_error_that_nobody_foresaw_ends_the_bot_with_a_sentence_and_a_clean_log(
    telegram: Telegram, bot: RunningBot
) -> None:
    telegram.fault(method="deleteWebhook", code=404, words=f"Not Found: {TOKEN}", times=999)
    bot.start()
    assert bot.ended() == 1
    assert bot.log().splitlines()[-1].startswith("The bot has stopped because of an error")
    assert "Traceback" in bot.log()
    assert TOKEN not in bot.log()


def test_updates_that_come_while_the_bot_is_down_are_answered_when_it_is_up(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat = telegram.chat(7)
    asked = [chat.say("How long will the bridge be closed?") for _ in range(3)]
    bot.start()
    for question in asked:
        assert chat.reply(question)
    assert len(chat.from_bot()) == 3


def test_a_port_that_is_taken_is_one_sentence(telegram: Telegram, tmp_path: Path) -> None:
    settings = webhook()
    taken = ("127.0.0.1", int(settings["ONTHERECORD_WEBHOOK_PORT"]))
    with (
        socket.create_server(taken),
        RunningBot(telegram.url, tmp_path, **settings) as bot,
    ):
        assert bot.ended() == 1
        assert bot.log().splitlines()[-1].startswith("Webhooks cannot be listened for there")
        assert "Traceback" not in bot.log()


@pytest.mark.parametrize("broken", ["library.db", "bot.db"])
def test_a_database_that_is_none_is_one_sentence_and_stays_as_it_is(
    telegram: Telegram, bot: RunningBot, broken: str
) -> None:
    letters = "my letters, not a database\n" * 100
    (bot.home / broken).write_text(letters)
    bot.start()
    assert bot.ended() == 1
    assert len(bot.log().splitlines()) == 1
    assert (bot.home / broken).read_text() == letters
    assert telegram.calls() == []
