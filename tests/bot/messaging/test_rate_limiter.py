"""Telegram's limits are kept, each chat's for itself."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.messaging.rate_limiter import PATIENCE, ChatRateLimiter, SendSlot

Json = dict[str, Any]


async def send(pace: ChatRateLimiter, chat: int, turn: SendSlot | None = None) -> float:
    """Sends a message; when it went out."""

    async def call() -> Json:
        return {"at": time.monotonic()}

    sent = await pace.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, turn)
    assert isinstance(sent, dict)
    return float(sent["at"])


def test_over_all_chats_at_most_thirty_go_at_once_and_the_others_follow() -> None:
    async def run() -> list[float]:
        pace = ChatRateLimiter()
        return sorted(await asyncio.gather(*(send(pace, chat) for chat in range(1, 46))))

    sent = asyncio.run(run())
    assert sent[29] - sent[0] < 0.4
    assert 0.3 < sent[44] - sent[0] < 3


def test_a_group_gets_twenty_messages_a_minute_and_does_not_slow_its_neighbour() -> None:
    async def run() -> float:
        pace = ChatRateLimiter()
        await asyncio.gather(*(send(pace, -5) for _ in range(20)))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(send(pace, -5), 0.2)
        began = time.monotonic()
        return await send(pace, 5) - began

    assert asyncio.run(run()) < 2.5  # the group's next one has three seconds to wait


def test_a_message_that_must_be_noted_waits_until_the_one_before_is() -> None:
    async def run() -> tuple[float, float]:
        pace, lock = ChatRateLimiter(), asyncio.Lock()
        first, second = SendSlot(lock), SendSlot(lock)
        await send(pace, 1, first)
        waiting = asyncio.create_task(send(pace, 2, second))
        await asyncio.sleep(PATIENCE / 3)
        noted = time.monotonic()
        first.leave()
        sent = await waiting
        second.leave()
        assert not lock.locked()
        return noted, sent

    noted, sent = asyncio.run(run())
    assert sent >= noted


def test_a_slow_answer_of_telegrams_holds_the_next_message_up_for_a_moment_only() -> None:
    async def run() -> None:
        pace, lock = ChatRateLimiter(), asyncio.Lock()
        await send(pace, 1, SendSlot(lock))
        await asyncio.wait_for(send(pace, 2, SendSlot(lock)), PATIENCE * 10)

    asyncio.run(run())


def test_the_lanes_of_chats_that_are_quiet_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.messaging.rate_limiter.LANES", 5)

    async def run() -> int:
        pace = ChatRateLimiter()
        for chat in range(1, 30):
            pace._lane(chat)
        return len(pace._lanes)

    assert asyncio.run(run()) <= 5
