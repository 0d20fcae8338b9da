"""An answer on its way: to whom and to what it is given, and what has been found for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot.delivery import topic
from bot.store.answers import Cited, Kept
from knowledge import Answer, Citation, NotOnRecord


def draft_of(message: Message, asked: str) -> Kept:
    """The answer to be given to what a message asks, with nothing found yet."""
    asker = message.from_user
    private = message.chat.type == ChatType.PRIVATE
    sender = message.chat_id if private else asker.id if asker else 0
    return Kept(message.chat_id, message.message_id, sender, topic(message) or 0, asked)


def draft_of_press(update: Update, query: CallbackQuery, message: Message, asked: str) -> Kept:
    """The answer to be given to whoever has pressed a button under a message of the bot's. It is
    known by the press: several may be under one message, and a replayed one is the same.
    """
    private = message.chat.type == ChatType.PRIVATE
    asker = message.chat_id if private else query.from_user.id
    return Kept(message.chat_id, -update.update_id, asker, topic(message) or 0, asked)


def filled(draft: Kept, reply: Answer | NotOnRecord, text: str) -> Kept:
    """The draft with what has been found."""
    known = replace(draft, conversation=reply.conversation.to_json(), text=text)
    if isinstance(reply, NotOnRecord):
        return known
    cited = found_in(reply.citations)
    return replace(known, speaker=reply.speaker, citations=cited, more=reply.more)


def found_in(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    """Where the words of these citations stand, to be kept."""
    return tuple(Cited(c.source.article, c.paragraph, c.span.start, c.span.end) for c in citations)
