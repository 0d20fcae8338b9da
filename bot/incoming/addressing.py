"""What a message asks the bot, if it is meant for the bot at all."""

from __future__ import annotations

from telegram import Message, MessageEntity
from telegram.constants import ChatType

from bot.incoming.entities import parse_entities, said


def question_in(message: Message) -> str | None:
    """The question in a message; None where the bot is not addressed.

    In a private chat every text and every caption is one. In a group only what begins with /ask,
    mentions the bot or answers one of its messages: it never speaks unasked.
    """
    if message.via_bot is not None and message.via_bot.id == message.get_bot().id:
        return None  # a quotation that somebody has just sent by inline mode
    if not said(message) or command_in(message) == "add":
        return None
    return text_for_bot(message) or None


def text_for_bot(message: Message) -> str | None:
    """What is written to the bot in a message, or beside what the message holds, without the
    command or the mention: "" where that is all; None where the bot is not addressed.
    """
    text = said(message)
    if text.startswith("/"):
        rest = "".join(text.split(maxsplit=1)[1:]).strip()
        return rest if command_in(message) in {"ask", "add"} else None
    if message.chat.type == ChatType.PRIVATE:
        return text if text.strip() else ""
    mentioned, rest = _without_mention(message)
    return rest.strip() if mentioned or is_reply_to_bot(message) else None


def command_in(message: Message) -> str:
    """The command that a message begins with, in lower case; "" where it is another bot's."""
    words = said(message).split(maxsplit=1)
    command, _, whose = words[0].partition("@") if words else ("", "", "")
    ours = not whose or whose.lower() == message.get_bot().username.lower()
    return command[1:].lower() if command.startswith("/") and ours else ""


def _without_mention(message: Message) -> tuple[bool, str]:
    """Whether the bot is mentioned, and the text without that."""
    text = said(message)
    name = f"@{message.get_bot().username}".lower()
    for mention in parse_entities(message, MessageEntity.MENTION).values():
        if mention.lower() == name:
            return True, text.replace(mention, " ", 1)
    return False, text


def is_reply_to_bot(message: Message) -> bool:
    """Whether the message is a reply to one of the bot's."""
    answered = message.reply_to_message
    sender = answered.from_user if answered else None
    return sender is not None and sender.id == message.get_bot().id
