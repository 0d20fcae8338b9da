"""How many trips to the one writer's thread an update makes, and how often what it is is told:
counted on the real bot.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.counted import LOG, PARSES
from tests.bot.running import ARTICLE, RunningBot, shelve
from tests.telegram_server.client import Telegram

GROUP = -1001234567890
MOST = 6
FIRST, LAST = "bot.store.tables.updates.receive", "bot.store.tables.updates.settle"
TIDYING = 5
"""Trips in which the bot forgets what is old when it starts."""


class Counted:
    """The running bot, and the trips that it has made."""

    def __init__(self, telegram: Telegram, home: Path) -> None:
        self.telegram = telegram
        self._log = home / LOG
        self._home = home

    def trips(self) -> list[str]:
        """Those so far."""
        return self._log.read_text().splitlines() if self._log.exists() else []

    def parses(self) -> list[str]:
        """The ids of the messages that have been parsed."""
        return (self._home / PARSES).read_text().splitlines()

    def settled(self, updates: int) -> list[str]:
        """The trips so far, once so many updates have been dealt with, and the start."""

        def done() -> bool:
            trips = self.trips()
            prunes = sum(".prune" in trip for trip in trips)
            return sum(LAST in trip for trip in trips) >= updates and prunes >= TIDYING

        self.telegram.wait(done)
        return self.trips()

    def since(self, before: list[str], updates: int) -> list[str]:
        """The trips of the updates that have come after those of `before`."""
        known = sum(LAST in trip for trip in before)
        return self.settled(known + updates)[len(before) :]


@pytest.fixture
def counted(telegram: Telegram, tmp_path: Path) -> Iterator[Counted]:
    """The bot, running, with an article."""
    shelve(tmp_path, ARTICLE)
    with RunningBot(telegram.url, tmp_path, "tests.bot.counted"):
        yield Counted(telegram, tmp_path)


def test_a_question_makes_few_trips(counted: Counted) -> None:
    chat = counted.telegram.chat(7)
    chat.ask("How much does the second ferry cost?")
    before = counted.settled(1)
    chat.ask("What did Mayor Brandt say?")
    trips = counted.since(before, 1)
    assert FIRST in trips[0]
    assert LAST in trips[-1]
    assert len(trips) <= MOST, trips


def test_a_follow_up_in_a_group_makes_no_more(counted: Counted) -> None:
    chat = counted.telegram.chat(GROUP, user=7)
    answer = chat.ask("/ask What did Mayor Brandt say?")
    before = counted.settled(1)
    chat.reply(chat.say("What else?", reply_to=answer["message_id"]))
    trips = counted.since(before, 1)
    assert len(trips) <= MOST, trips


def test_an_edited_question_makes_no_more(counted: Counted) -> None:
    chat = counted.telegram.chat(7)
    message = chat.say("How much does the second ferry cost?")
    first = chat.reply(message)
    before = counted.settled(1)
    chat.edit(message, "What did Mayor Brandt say?")
    chat.wait(lambda: chat.reply(message)["text"] != first["text"])
    trips = counted.since(before, 1)
    assert len(trips) <= MOST, trips


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("What did Mayor Brandt say?", "Brandt"),
        ("Is the ferry late? " * 40 + "It is late.", "article"),
        (f"{ARTICLE}\n\n" + "The ferry was bought in the spring. " * 50, "Council"),
    ],
    ids=["question", "text in doubt", "article"],
)
def test_a_message_is_parsed_once(counted: Counted, text: str, reply: str) -> None:
    chat = counted.telegram.chat(7)
    message = chat.say(text)
    chat.wait(lambda: reply in "".join(one["text"] for one in chat.from_bot()))
    assert counted.settled(1)
    assert counted.parses() == [str(message["message_id"])]
