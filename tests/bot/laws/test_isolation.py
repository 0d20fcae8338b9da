"""What one chat has reaches no other: by no command, button or inline query, nor by a hint."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.bot.feeding import hasty
from tests.bot.laws import two_worlds
from tests.bot.laws.two_worlds import GROUP, KEEPER, OWN, PRIER, UNTOLD, Keeper, Prier
from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import TOKEN
from tests.web_server.server import WebServer

pytestmark = pytest.mark.timeout(400)  # two bots, and a thousand messages to each
SECRET = TOKEN.split(":")[1]
BUSY = {"ONTHERECORD_RATE": "1000000", "TEST_PACE": "1000"}


@dataclass
class Seen:
    """What became of a world: what each of those who pry was shown, the log, the metrics, and the
    keeper's things before and after.
    """

    prying: dict[int, list[str]]
    unbrought: dict[int, list[str]]
    log: str
    metrics: str
    before: str
    after: str
    data: list[str]


@contextmanager
def world(home: Path, log_format: str) -> Iterator[tuple[Telegram, WebServer, list[Prier], Seen]]:
    """A running bot, and those who pry with an article of their own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with TelegramServer() as server, WebServer() as web:
        telegram = Telegram(server.url)
        telegram.act("member", chat=GROUP, user=PRIER + 1, status="creator")
        prying = [Prier(telegram.chat(PRIER)), Prier(telegram.chat(GROUP, user=PRIER + 1))]
        given = {"ONTHERECORD_LOG_FORMAT": log_format, "ONTHERECORD_HEALTH_PORT": port, **BUSY}
        with hasty(telegram, web, home, None, ONTHERECORD_ADMINS=str(KEEPER), **given) as bot:
            chat = prying[0].chat
            chat.reply(chat.send_file("own.txt", OWN.encode()), 120)
            for one in prying:
                one.begin()
            seen = Seen({}, {}, "", "", "", "", [])
            yield telegram, web, prying, seen
            seen.unbrought = {one.chat.id: one.unbrought for one in prying}
            seen.prying = {one.chat.id: one.shown() for one in prying}
            told = [
                httpx.get(f"http://127.0.0.1:{port}/{p}", trust_env=False)
                for p in ("metrics", "health")
            ]
            seen.log, seen.metrics = bot.log(), "".join(answer.text for answer in told)
        telegram.close()


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Seen, Seen]:
    """The same evening twice: with the keeper of secrets, and without."""
    home = tmp_path_factory.mktemp("home")
    with world(home, "text") as (telegram, web, prying, secretive):
        keeper = Keeper(telegram.chat(KEEPER), home, web)
        keeper.keep_secrets()
        secretive.before, secretive.data = keeper.state(), keeper.replayed()
        two_worlds.in_a_world(telegram, home, prying, secretive.data)
        secretive.after = keeper.state()
    home = tmp_path_factory.mktemp("home")
    with world(home, "json") as (telegram, _, prying, innocent):
        two_worlds.in_a_world(telegram, home, prying, secretive.data)
    return secretive, innocent


def test_every_kind_of_button_is_replayed(worlds: tuple[Seen, Seen]) -> None:
    assert two_worlds.unreached(two_worlds.handlers(), worlds[0].data) == []


@pytest.mark.parametrize("chat", [PRIER, GROUP])
def test_nothing_of_a_chat_is_shown_to_another(worlds: tuple[Seen, Seen], chat: int) -> None:
    shown = worlds[0].unbrought[chat]
    assert len(shown) > 100
    for text in shown:
        assert not [word for word in UNTOLD if word in text.lower()], text


@pytest.mark.parametrize("chat", [PRIER, GROUP])
def test_no_reply_hints_at_what_other_chats_have(worlds: tuple[Seen, Seen], chat: int) -> None:
    with_secrets, without = (Counter(seen.prying[chat]) for seen in worlds)
    assert with_secrets - without == Counter()
    assert without - with_secrets == Counter()


def test_nothing_of_a_chat_is_changed_by_another(worlds: tuple[Seen, Seen]) -> None:
    assert "Quibberdick" in worlds[0].before
    assert worlds[0].after == worlds[0].before


def test_no_token_question_or_article_is_logged_or_counted(worlds: tuple[Seen, Seen]) -> None:
    for seen in worlds:
        assert "listening as" in seen.log
        assert "ontherecord_" in seen.metrics
        told = seen.log + seen.metrics + str(seen.prying)
        assert SECRET not in told
        for word in ("orlunda", "tharkenbury", "zeppelin", *UNTOLD):
            assert word not in (seen.log + seen.metrics).lower()
