"""Nothing secret is told when things go wrong: by Telegram, by pages, or in our own code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.laws.two_worlds import commands, handlers
from tests.bot.running import RunningBot, shelve
from tests.telegram_server.client import Json, Telegram
from tests.telegram_server.world import TOKEN

SECRET = TOKEN.split(":")[1]
WORDS = "Qophrastus hidden in Wrembletown"
TEXT = f"Ferry\n\nBy B\n\nThe ferry of {WORDS} sails in May, Ann Lee said.\n"
REFUSALS: tuple[Json, ...] = (
    {"code": 401, "words": "Unauthorized"},
    {"code": 409, "words": "Conflict: terminated by other getUpdates request"},
    {"code": 500, "words": "Internal Server Error"},
    {"code": 400, "words": "Bad Request: wrong"},
    {"retry_after": 1},
)


@pytest.fixture(params=["text", "json"])
def bot(request: pytest.FixtureRequest, telegram: Telegram, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot, started, with an article; it logs in either form."""
    shelve(tmp_path, TEXT)
    given = {"ONTHERECORD_LOG_FORMAT": request.param, "ONTHERECORD_RATE": "1000000"}
    given |= {"TEST_WEB_PORT": "9", "TEST_PACE": "1000"}
    running = RunningBot(
        telegram.url,
        tmp_path,
        "tests.bot.on_loopback",
        **given,
    )
    running.start()
    yield running
    running.kill()


def assert_secret(told: str) -> None:
    """Neither the token nor a word of a question or an article stands there."""
    assert SECRET not in told
    assert not [word for word in WORDS.split() if len(word) > 6 and word.lower() in told.lower()]


def test_whatever_telegram_refuses_the_log_tells_no_secret(
    telegram: Telegram, bot: RunningBot
) -> None:
    chat = telegram.chat(7)
    chat.ask(f"What of {WORDS}?")
    for number, refusal in enumerate(REFUSALS):
        for method in ("editMessageText", "sendMessage", "answerCallbackQuery"):
            telegram.fault(method=method, chat=number + 20, **refusal)
        other = telegram.chat(number + 20)
        other.say(f"What of {WORDS}?")
        other.say(f"/quotes {WORDS}")
        other.say(f"http://127.0.0.1:9/{WORDS.split()[0]}")
    chat.ask(f"And what of {WORDS}?")
    telegram.wait(lambda: "rror" in bot.log() or "refused" in str(telegram.calls()))
    assert_secret(bot.log())
    assert SECRET not in str(chat.messages())


def test_a_failure_under_every_command_tells_no_secret(telegram: Telegram, bot: RunningBot) -> None:
    chat = telegram.chat(7)
    chat.ask(f"What of {WORDS}?")
    names = [name for name in commands(handlers()) if name not in {"forget", "start"}]
    with sqlite3.connect(bot.home / "bot.db") as raw:
        raw.execute("ALTER TABLE answer RENAME TO lost_answer")
    with sqlite3.connect(bot.home / "library.db") as raw:
        raw.execute("ALTER TABLE article RENAME TO lost_article")
    for name in names:
        chat.say(f"/{name} {WORDS}")
    sent = chat.say(f"What of {WORDS}?")
    chat.wait(lambda: chat.replies_to(sent))
    chat.wait(lambda: "Traceback" in bot.log())
    assert_secret(bot.log())
    shown = str([chat.shown(m) for m in chat.from_bot()])
    assert SECRET not in shown
    assert "sqlalchemy" not in shown.lower()
    assert "SELECT" not in shown


def test_a_token_that_telegram_refuses_is_not_in_what_is_said_of_it(
    telegram: Telegram, tmp_path: Path
) -> None:
    wrong = "7000000001:AAwrongTokenThatNobodyMayRead_012345"
    running = RunningBot(telegram.url, tmp_path, TELEGRAM_BOT_TOKEN=wrong)
    running.start()
    assert running.ended() == 1
    assert "TELEGRAM_BOT_TOKEN" in running.log()
    assert "AAwrong" not in running.log()
