"""No word of a message, a question or an article is in the log, at any level, whatever happens."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.feeding import hasty
from tests.bot.laws import two_worlds
from tests.bot.laws.two_worlds import CLAIM, KEEPER, SPEAKER, UNTOLD, Keeper, Prier
from tests.bot.receiving.test_polling import ODD, WORD
from tests.bot.running import RunningBot
from tests.telegram_server.client import Chat, Json, Telegram
from tests.telegram_server.world import TOKEN
from tests.web_server.server import WebServer

pytestmark = pytest.mark.timeout(400)
WORDS = ("orlunda", "tharkenbury", "zeppelin", WORD.lower(), TOKEN.split(":")[1].lower(), *UNTOLD)
"""In all that is written and read here, and in none of the bot's own words."""
REFUSALS: tuple[Json, ...] = (
    {"code": 400, "words": f"Bad Request: can't parse entities: unsupported tag “{WORD}”"},
    {"code": 400, "words": f'Bad Request: inline keyboard button URL "{WORD}" is invalid'},
    {"body": f"<html>{WORD}</html>"},
    {"body": f"<html>{WORD}</html>", "code": 502},
    {"body": f'{{"ok": true, "result": {{"text": "{WORD}"}}}}'},
    {"retry_after": 1},
)


@dataclass
class Evening:
    """A loud bot and what it has written; and what its libraries would have written."""

    bot: RunningBot
    telegram: Telegram
    web: WebServer
    raw: Path


@pytest.fixture
def evening(telegram: Telegram, tmp_path: Path) -> Iterator[Evening]:
    with WebServer() as web:
        given = {"ONTHERECORD_RATE": "1000000", "ONTHERECORD_ADMINS": str(KEEPER)}
        given |= {"TEST_PACE": "1000", "TEST_LOUD": str(tmp_path / "raw.log")}
        bot = hasty(telegram, web, tmp_path, None, module="tests.bot.laws.loud", **given)
        with bot:
            yield Evening(bot, telegram, web, tmp_path / "raw.log")


def everything(evening: Evening, chat: Chat) -> None:
    """Every command, button and inline query, by one who has something."""
    keeper = Keeper(chat, evening.bot.home, evening.web)
    keeper.keep_secrets()
    alone = Prier(chat)
    alone.begin()
    alone.press([one for one in keeper.replayed() if one != "f:y"])
    alone.command([n for n in two_worlds.commands(two_worlds.handlers()) if n != "forget"])
    alone.type_inline()
    asked = chat.say(f"What of {SPEAKER}?")
    chat.edit(chat.reply(asked) and asked, f"Who said “{CLAIM}”?")
    evening.telegram.act("react", chat=chat.id, message=asked["message_id"], emoji="👍")
    chat.say("", content={"photo": [], "caption": f"Orlunda {WORD}"})
    chat.send_file("zeppelin.pdf", b"%PDF-1.4 Orlunda" + WORD.encode() * 100)
    chat.send_file("zeppelin.html", f"<html><p>{WORD}".encode() * 100)
    group = evening.telegram.chat(-5, user=chat.user)
    group.reply(group.say(f"/ask {SPEAKER} in {WORD}"))


def misfortunes(evening: Evening, chat: Chat) -> None:
    """What Telegram refuses, what cannot be read, and databases that fail."""
    telegram = evening.telegram
    for number, refusal in enumerate(REFUSALS):
        other = telegram.chat(900 + number)
        for method in ("editMessageText", "sendMessage"):
            about = {} if "body" in refusal else {"chat": other.id}
            telegram.fault(method=method, **about, **refusal)
        other.say(f"What did {SPEAKER} say of {WORD}?")
        chat.ask(f"And what of {WORD}?")
    for made in ODD.values():
        telegram.act("send", update=made(telegram.act("send", update={}) + 1))
    chat.ask(f"And what of {WORD}?")
    for database, table in (("bot.db", "answer"), ("library.db", "article")):
        with closing(sqlite3.connect(evening.bot.home / database)) as raw, raw:
            raw.execute(f"ALTER TABLE {table} RENAME TO lost_{table}")
    sent = chat.say(f"And what of {WORD}?")
    chat.wait(lambda: chat.replies_to(sent))
    chat.say(f"/watch {WORD}")
    telegram.inline(chat.user, WORD)


def test_no_word_that_anybody_wrote_or_read_is_in_the_log_at_any_level(evening: Evening) -> None:
    chat = evening.telegram.chat(KEEPER)
    everything(evening, chat)
    misfortunes(evening, chat)
    evening.bot.stop()
    log, raw = evening.bot.log(), evening.raw.read_text(errors="replace").lower()
    assert "set aside" in log
    assert "Traceback" in log
    for word in ("orlunda", "tharkenbury", WORD.lower()):
        assert word in raw  # else there was nothing to be left out
    told = log.lower()
    found = {
        word: told[told.index(word) - 300 : told.index(word) + 100]
        for word in WORDS
        if word in told
    }
    assert found == {}
    assert len(log) < 1 << 20
