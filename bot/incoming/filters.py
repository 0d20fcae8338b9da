"""The filters of python-telegram-bot by which a message finds its handler."""

from __future__ import annotations

from telegram import Message
from telegram.ext import filters

from bot.incoming.entities import said
from bot.incoming.parsed_message import parsed


class HasSubmission(filters.MessageFilter):
    """Lets through what brings something to be read."""

    def filter(self, message: Message) -> bool:
        """Whether the message does."""
        return parsed(message).submission is not None


class AmbiguousText(filters.MessageFilter):
    """Lets through a text of which nobody can tell what it is."""

    def filter(self, message: Message) -> bool:
        """Whether the message is one."""
        return parsed(message).is_ambiguous


class AddressedToBot(filters.MessageFilter):
    """Lets through what is a question to the bot."""

    def filter(self, message: Message) -> bool:
        """Whether there is one in the message."""
        return parsed(message).question is not None


class EmptyRequest(filters.MessageFilter):
    """Lets through an /ask that asks nothing."""

    def filter(self, message: Message) -> bool:
        """Whether the message is that."""
        return len(said(message).split()) == 1 and parsed(message).command == "ask"
