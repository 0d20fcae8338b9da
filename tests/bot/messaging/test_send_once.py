"""What can be sent only once: sent as soon as Telegram is there, and never again."""

from __future__ import annotations

import asyncio
import socket
from contextlib import closing
from pathlib import Path

import pytest
from telegram import Bot, Message

from bot.messaging import send_once
from bot.messaging.send_once import SendOnce
from bot.store.store import Store
from bot.store.tables import updates
from bot.store.tables.updates import UpdateRow
from tests.telegram_server.client import Telegram
from tests.telegram_server.world import TOKEN


def nowhere() -> str:
    """An address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize("lost", [False, True])
def test_what_could_not_leave_is_sent_when_telegram_is_back_and_what_may_have_come_is_not_again(
    telegram: Telegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    monkeypatch.setattr(send_once, "AGAIN", 0.01)
    telegram.act("say", chat=7, user=7, text="hello")
    if lost:
        telegram.fault(method="sendMessage", lost=True)
    bots = iter([Bot(TOKEN, f"{url}/bot") for url in (nowhere(), nowhere(), telegram.url)])

    async def send() -> Message:
        async with next(bots) as bot:
            return await bot.send_message(7, "a link", read_timeout=1)

    async def sent(store: Store) -> list[int | None]:
        row = await store.run(updates.receive, 1, 1, "{}")
        assert row is not None
        return [await SendOnce(store, UpdateRow(row.id)).send(send) for _ in range(2)]

    with closing(Store.open(tmp_path)) as store:
        first, again = asyncio.run(sent(store))
    arrived = telegram.chat(7).from_bot()
    assert [m["text"] for m in arrived] == ["a link"]
    assert first == again == (None if lost else arrived[0]["message_id"])
