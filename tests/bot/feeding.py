"""What the tests of feeds and watches share: a bot in a hurry, and what it has kept."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from knowledge import SHARED, Library
from tests.bot.running import RunningBot, reading
from tests.telegram_server.client import Chat, Json, Telegram
from tests.web_server.server import WebServer

QUICK = {
    "tick": 0.1,
    "glance": 0.1,
    "every": 0.3,
    "rarest": 1.0,
    "jitter": 0.0,
    "newest": 3,
    "manners": 0.0,
}


def hasty(
    telegram: Telegram,
    web: WebServer,
    home: Path,
    rhythm: Json | None = None,
    module: str = "tests.bot.on_loopback",
    **settings: str,
) -> RunningBot:
    """The bot, not yet started, which reads what `web` serves and fetches feeds all the time."""
    rhythms = json.dumps(QUICK | (rhythm or {}))
    return reading(telegram.url, web, home, module, TEST_RHYTHM=rhythms, **settings)


def heard(chat: Chat, command: str) -> Json:
    """Says a command and waits for what the bot says to it, once that is no placeholder."""
    before = len(chat.from_bot())
    chat.say(command)
    chat.wait(lambda: _said(chat, before))
    return chat.from_bot()[before]


def _said(chat: Chat, before: int) -> bool:
    new = chat.from_bot()[before:]
    return bool(new) and not new[0].get("text", "").endswith("…")


def titles(home: Path, chat: Chat) -> list[str]:
    """The headlines in a chat's collection, in the order in which they came."""
    return _headlines(home, f"chat:{chat.id}")


def shared(home: Path) -> list[str]:
    """The headlines in the shared library."""
    return _headlines(home, SHARED)


def _headlines(home: Path, collection: str) -> list[str]:
    with closing(Library.open(home)) as library:
        return [entry.headline for entry in library.articles((collection,))]


def holds(home: Path, chat: Chat, *wanted: str) -> None:
    """Waits until the chat's collection is this."""
    chat.wait(lambda: titles(home, chat) == list(wanted))


def fetches(web: WebServer, path: str) -> int:
    """How often a path has been asked for."""
    return sum(seen.path == path for seen in web.seen)
