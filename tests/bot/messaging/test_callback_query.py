"""A press whose message cannot be changed, or that is answered too late, is no failure."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, CallbackQuery, User
from telegram.error import BadRequest

from bot.messaging.callback_query import answer_query, edit_message
from tests.telegram_server.client import Telegram
from tests.telegram_server.world import TOKEN


@pytest.mark.parametrize(
    "why", ["message can't be edited", "message to edit not found", "message is not modified"]
)
def test_a_message_that_stays_as_it_is_stops_nobody(telegram: Telegram, why: str) -> None:
    assert changed(telegram, f"Bad Request: {why}") == ["before"]
    with pytest.raises(BadRequest):
        changed(telegram, "Bad Request: can't parse entities")


def changed(telegram: Telegram, refusal: str) -> list[str]:
    """What stands in the chat after a change that Telegram refuses."""
    telegram.act("say", chat=7, user=7, text="hello")
    before = len(telegram.chat(7).from_bot())
    telegram.fault(method="editMessageText", code=400, words=refusal)

    async def run() -> None:
        async with Bot(TOKEN, f"{telegram.url}/bot") as bot:
            message = await bot.send_message(7, "before")
            await edit_message(message, "after", None)

    asyncio.run(run())
    return [m["text"] for m in telegram.chat(7).from_bot()[before:]]


def test_a_press_that_is_answered_too_late_stops_nobody(telegram: Telegram) -> None:
    async def run() -> None:
        async with Bot(TOKEN, f"{telegram.url}/bot") as bot:
            pressed = CallbackQuery("404", User(7, "A", is_bot=False), "1")
            pressed.set_bot(bot)
            await answer_query(pressed, "Gone.")

    asyncio.run(run())
    assert [call["method"] for call in telegram.calls()][-1] == "answercallbackquery"
