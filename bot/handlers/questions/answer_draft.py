"""An answer on its way: to whom and to what it is given, and what has been found for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot.chats.earlier_answers import asker_of
from bot.incoming.threads import thread_id
from bot.store.tables.answers import StoredAnswer, StoredCitation
from knowledge import Answer, Citation, NotOnRecord


def draft_for_message(message: Message, asked: str) -> StoredAnswer:
    """The answer to be given to what a message asks, with nothing found yet."""
    asker, thread = asker_of(message), thread_id(message) or 0
    return StoredAnswer(message.chat_id, message.message_id, asker, thread, asked)


def draft_for_button(
    update: Update, query: CallbackQuery, message: Message, asked: str
) -> StoredAnswer:
    """The answer to be given to whoever has pressed a button under a message of the bot's. It is
    known by the press: several may be under one message, and a replayed one is the same.
    """
    private = message.chat.type == ChatType.PRIVATE
    asker = message.chat_id if private else query.from_user.id
    return StoredAnswer(message.chat_id, -update.update_id, asker, thread_id(message) or 0, asked)


def with_reply(draft: StoredAnswer, reply: Answer | NotOnRecord, text: str) -> StoredAnswer:
    """The draft with what has been found."""
    known = replace(draft, conversation=reply.conversation.to_json(), text=text)
    if isinstance(reply, NotOnRecord):
        return known
    cited = stored_citations(reply.citations)
    return replace(known, speaker=reply.speaker, citations=cited, more=reply.more)


def stored_citations(citations: Iterable[Citation]) -> tuple[StoredCitation, ...]:
    """Where the words of these citations stand, to be kept."""
    return tuple(
        StoredCitation(c.source.article, c.paragraph, c.span.start, c.span.end) for c in citations
    )
