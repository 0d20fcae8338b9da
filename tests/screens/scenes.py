"""The conversations that are shot, and the library that they are held in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from knowledge import Library, read_text
from knowledge.sample import article as sample
from tests.telegram_server.client import Chat, Json

ARTICLES = Path(__file__).parents[1] / "articles"
SHELVED = {"storm": (2025, 3, 4), "shelling": (2025, 5, 20), "dam": (2025, 9, 2)}
"""Which of the tests' articles are there, and of which day they are said to be."""
EARLIER = """Harbour gets a smaller budget

“The harbour can wait another year,” said Henrik Sorel, the harbour minister.
"""
LATER = """Minister defends the toll

“A toll is paid once, a detour every day,” said Henrik Sorel, the harbour minister.

“I would do it again,” Sorel said.
"""
Scene = Callable[[Chat], list[Json] | None]


def furnish(home: Path) -> None:
    """Puts the articles into the shared library."""
    library = Library.open(home)
    published = datetime(2025, 10, 16, tzinfo=UTC)
    story = replace(sample(), outlet="The Corrin Gazette", published=published)
    library.add(replace(story, url="https://gazette.example/bridge"))
    for name, day in SHELVED.items():
        text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
        library.add(replace(read_text(text), published=datetime(*day, tzinfo=UTC)))
    for text, day in ((EARLIER, (2024, 11, 2)), (LATER, (2025, 12, 9))):
        library.add(replace(read_text(text), published=datetime(*day, tzinfo=UTC)))
    library.close()


def _answer(chat: Chat) -> None:
    chat.ask("What did the harbour minister say about the bridge?")


def _follow_up(chat: Chat) -> None:
    _answer(chat)
    chat.ask("and the mayor?")
    chat.ask("did Sorel say “we have run out of money to be patient with this bridge”?")


def _context(chat: Chat) -> None:
    answer = chat.ask("What did the harbour minister say about the bridge?")
    chat.press(answer, "context")


def _not_there(chat: Chat) -> None:
    chat.ask("What did Quill say about the price of oil?")
    chat.ask("What did the finance minister say?")


def _card(chat: Chat) -> None:
    _answer(chat)
    chat.picture(chat.say("/card"))


def _dark_card(chat: Chat) -> None:
    _answer(chat)
    chat.picture(chat.say("/card 2 dark"))


def _timeline(chat: Chat) -> None:
    chat.picture(chat.say("/timeline Sorel"))


def _brought(chat: Chat) -> None:
    text = (ARTICLES / "eels.txt").read_text(encoding="utf-8")
    chat.reply(chat.say(text[:3000]))
    chat.say("/articles")
    chat.wait(lambda: len(chat.from_bot()) > 1)


def _welcome(chat: Chat) -> None:
    chat.say("/start")
    chat.wait(lambda: chat.from_bot())


def _help(chat: Chat) -> None:
    chat.say("/help")
    chat.wait(lambda: chat.from_bot())


SCENES: dict[str, Scene] = {
    "answer": _answer,
    "follow_up": _follow_up,
    "context": _context,
    "not_there": _not_there,
    "card": _card,
    "dark_card": _dark_card,
    "timeline": _timeline,
    "brought": _brought,
    "welcome": _welcome,
    "help": _help,
}
