"""What the bot's tests share: a Bot API server, and the bot running against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.running import RunningBot
from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    """A Bot API server of its own for each test."""
    with TelegramServer() as server:
        client = Telegram(server.url)
        yield client
        client.close()


@pytest.fixture
def bot(telegram: Telegram, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot, not yet started, with an empty library."""
    running = RunningBot(telegram.url, tmp_path)
    yield running
    running.kill()
