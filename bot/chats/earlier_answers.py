"""The answers that a message which asks something refers to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from telegram import Message
from telegram.constants import ChatType

from bot.incoming.threads import thread_id
from bot.store.tables import answers, prompts
from bot.store.tables.answers import StoredAnswer


@dataclass(frozen=True, slots=True)
class EarlierAnswers:
    """`given` is the answer to the message as it was before it was edited; `before` the one that
    it goes on with: that which it replies to, else the person's last one here. Where it replies to
    a message that asks for words to be checked, `claimant` is of whom, "" for nobody.
    """

    given: StoredAnswer | None = None
    before: StoredAnswer | None = None
    claimant: str | None = None


def asker_of(message: Message) -> int:
    """The person whose conversation a message belongs to: in private the chat's own."""
    if message.chat.type == ChatType.PRIVATE:
        return message.chat_id
    return message.from_user.id if message.from_user else 0


def of_message(connection: Connection, message: Message, *, edited: bool) -> EarlierAnswers:
    """The answers that a message refers to; none where it is `edited` and had no answer."""
    chat, replied, given = message.chat_id, message.reply_to_message, None
    if edited:
        given = answers.by_question(connection, chat, message.message_id)
        if given is None:
            return EarlierAnswers()
    before, claimant = None, None
    if replied is not None:
        before = answers.by_message(connection, chat, replied.message_id)
        claimant = prompts.speaker(connection, chat, replied.message_id)
    if before is None:
        thread, last = thread_id(message) or 0, given.id if given else 0
        before = answers.latest(connection, chat, thread, asker_of(message), last)
    return EarlierAnswers(given, before, claimant)
