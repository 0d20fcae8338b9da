"""Whether somebody may decide for a chat: in groups its administrators, in private its person."""

from __future__ import annotations

import time

from telegram import Bot, Chat, ChatMember, Message
from telegram.constants import ChatType
from telegram.error import BadRequest

REMEMBERED = 60.0
"""Seconds for which Telegram is not asked again: whoever is no administrator any more is soon
known."""

_known: dict[tuple[int, int, int], tuple[float, bool]] = {}
"""Until when it is remembered of a bot's chat and a person whether they administer it."""


async def is_sender_admin(bot: Bot, chat: Chat, message: Message) -> bool:
    """Whether `message` was written by an administrator of `chat`; in a private chat always.

    Administrators who write anonymously write in the name of the chat itself.
    """
    if chat.type == ChatType.PRIVATE:
        return True
    if message.sender_chat is not None:
        return message.sender_chat.id == chat.id
    return message.from_user is not None and await is_chat_admin(bot, chat, message.from_user.id)


async def is_chat_admin(bot: Bot, chat: Chat, user: int) -> bool:
    """Whether the person with this id is an administrator of `chat`; in a private chat always.

    For those who press buttons: of them only the id is known.
    """
    if chat.type == ChatType.PRIVATE:
        return True
    now, key = time.monotonic(), (bot.id, chat.id, user)
    until, known = _known.get(key, (0.0, False))
    if now < until:
        return known
    try:
        found = await bot.get_chat_member(chat.id, user)
    except BadRequest:  # never been a member, or a chat that cannot be looked into
        return False
    is_one = found.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
    for old in [k for k, (then, _) in _known.items() if then <= now]:
        del _known[old]
    _known[key] = (now + REMEMBERED, is_one)
    return is_one
