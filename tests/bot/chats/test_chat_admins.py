"""Who decides for a chat: Telegram is asked, seldom, and anonymous administrators count."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from telegram import Bot, Chat, Message, User

from bot.chats import chat_admins
from bot.chats.chat_admins import is_chat_admin, is_sender_admin
from tests.telegram_server.client import Telegram
from tests.telegram_server.world import TOKEN

GROUP = Chat(-1001234567890, Chat.SUPERGROUP)
PRIVATE = Chat(7, Chat.PRIVATE)
CHANNEL = Chat(-1005, Chat.CHANNEL)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    chat_admins._known.clear()


def by(user: int, chat: Chat = GROUP, sender: Chat | None = None) -> Message:
    person = User(user, "Ann", is_bot=False)
    return Message(1, datetime.now(UTC), chat, from_user=person, sender_chat=sender)


def said(telegram: Telegram, *messages: Message) -> list[bool]:
    """What is known of each message's writer, one after the other."""

    async def asked() -> list[bool]:
        async with Bot(TOKEN, base_url=f"{telegram.url}/bot") as bot:
            return [await is_sender_admin(bot, m.chat, m) for m in messages]

    return asyncio.run(asked())


def test_an_administrator_and_the_creator_decide_and_a_member_does_not(telegram: Telegram) -> None:
    for user, status in ((1, "administrator"), (2, "creator"), (3, "member"), (4, "left")):
        telegram.act("member", chat=GROUP.id, user=user, status=status)
    assert said(telegram, by(1), by(2), by(3), by(4)) == [True, True, False, False]


def test_in_a_private_chat_its_person_decides_and_telegram_is_not_asked(telegram: Telegram) -> None:
    assert said(telegram, by(7, PRIVATE)) == [True]
    assert telegram.calls("getChatMember") == []


def test_who_writes_as_the_group_itself_is_an_administrator_and_as_a_channel_is_none(
    telegram: Telegram,
) -> None:
    anonymous = 1087968824  # Telegram's own stand-in for them
    assert said(telegram, by(anonymous, sender=GROUP), by(3, sender=CHANNEL)) == [True, False]


def test_telegram_is_asked_once_in_a_while(telegram: Telegram) -> None:
    telegram.act("member", chat=GROUP.id, user=1, status="administrator")
    assert said(telegram, by(1), by(1), by(1)) == [True] * 3
    assert len(telegram.calls("getChatMember")) == 1


def test_somebody_whom_the_group_does_not_know_is_no_administrator(telegram: Telegram) -> None:
    async def asked() -> bool:
        async with Bot(TOKEN, base_url=f"{telegram.url}/bot") as bot:
            return await is_chat_admin(bot, GROUP, 99)

    assert asyncio.run(asked()) is False
