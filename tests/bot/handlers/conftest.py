"""What the tests of buttons share: a bot at work, on the sample and on what chats have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.running import RunningBot
from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def at_work(home: Path) -> Iterator[Telegram]:
    """A server with the bot at work: each test talks in chats of its own. (Tests that start their
    own bot want the server `telegram`.)
    """
    with TelegramServer() as server, RunningBot(server.url, home) as bot:
        client = Telegram(server.url)
        client.wait(lambda: "listening" in bot.log())
        yield client
        assert "Traceback" not in bot.log()
        assert [c for c in client.calls() if "refused" in c] == []
        client.close()
