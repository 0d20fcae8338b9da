"""What the bot's tests share: a Bot API server, the bot running against it, and its two stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.store import Store
from knowledge import Library
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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in a folder of its own."""
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library in the same folder."""
    opened = Library.open(tmp_path)
    yield opened
    opened.close()
