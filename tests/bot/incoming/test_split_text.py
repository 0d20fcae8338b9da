"""A text that Telegram cuts into several messages is one paste, restarts or not."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Chat, Message

from bot.incoming.split_text import FULL, PAUSE, PENDING_TEXT, SplitTexts
from bot.store.store import Store
from bot.store.tables import chats

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
FIRST = "The heron flew. " * (FULL // 16 + 1)


def message(text: str, after: float = 0, chat: int = 7) -> Message:
    return Message(1, NOW + timedelta(seconds=after), Chat(chat, Chat.PRIVATE), text=text)


def restarted(home: Path, noted: list[Any] | None) -> SplitTexts:
    """The pastes of a process that begins after another has noted this of chat 7."""

    async def kept() -> dict[int, Any]:
        with closing(Store.open(home)) as store:
            await store.run(chats.change_settings, 7, {PENDING_TEXT: noted})
            await store.run(chats.change_settings, 8, {"told": 3.0})
            return await store.run(chats.chats_with_setting, PENDING_TEXT)

    pastes = SplitTexts()
    pastes.restore(asyncio.run(kept()))
    return pastes


def test_what_follows_a_full_message_goes_on_with_it_after_a_restart(tmp_path: Path) -> None:
    pastes = restarted(tmp_path, SplitTexts().note(message(FIRST), FIRST, 3, [11]))
    begun = pastes.before(message("And then it slept.", after=1))
    assert begun is not None
    assert (begun.text, begun.article, begun.messages) == (FIRST, 3, [11])
    assert begun.with_more("And then it slept.") == f"{FIRST}\n\nAnd then it slept."


@pytest.mark.parametrize(("after", "chat"), [(PAUSE.total_seconds() + 1, 7), (1, 8)])
def test_what_comes_later_or_elsewhere_does_not(tmp_path: Path, after: float, chat: int) -> None:
    pastes = restarted(tmp_path, SplitTexts().note(message(FIRST), FIRST, 3, [11]))
    assert pastes.before(message("And then it slept.", after, chat)) is None


def test_a_message_that_was_not_full_is_all_there_is(tmp_path: Path) -> None:
    assert SplitTexts().note(message("A heron."), "A heron.", 3, [11]) is None
    assert restarted(tmp_path, None).before(message("And then it slept.", after=1)) is None
