"""The forum topic that a message stands in."""

from __future__ import annotations

from telegram import Message


def thread_id(message: Message) -> int | None:
    """The forum topic that a message belongs to."""
    return message.message_thread_id if message.is_topic_message else None
