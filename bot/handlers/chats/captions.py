"""Messages whose words are a caption: commands among them, and albums, of which one message has it.

A caption is what its message says, whatever picture, film or sound it stands under.
"""

from __future__ import annotations

import asyncio
from typing import Any

from telegram import Message, Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.incoming.entities import said
from bot.incoming.parsed_message import parsed
from bot.store.store import Store
from bot.store.tables import updates

LATER = 1.0
"""Seconds in which the messages of an album are all there."""


class Command(CommandHandler[Any, Any]):
    """A command at the beginning of a text, as python-telegram-bot has it, or of a caption."""

    def check_update(self, update: object) -> Any:
        """The words after the command, where it is one of ours and the filters let it through."""
        message = update.effective_message if isinstance(update, Update) else None
        if not isinstance(update, Update) or message is None or not message.caption:
            return super().check_update(update)
        if parsed(message).command not in self.commands:
            return None
        passed = self.filters.check_update(update)
        return (message.caption.split()[1:], passed) if passed else False


class IsCommand(filters.MessageFilter):
    """Lets through whatever begins with a command."""

    def filter(self, message: Message) -> bool:
        """Whether the message does."""
        return filters.COMMAND.filter(message) or (message.caption or "").startswith("/")


class Albums:
    """Which albums have been spoken for: one of their messages has the words for all."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._spoken: dict[int, str] = {}

    async def note(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Remembers each chat's last album with words. Handles nothing."""
        del context
        message = update.message
        if message is not None and message.media_group_id and said(message).strip():
            self._spoken[message.chat_id] = message.media_group_id

    async def has_words(self, message: Message) -> bool:
        """Whether the message is of an album of which another has the words, or will have."""
        album = message.media_group_id
        if not album:
            return False
        if self._spoken.get(message.chat_id) == album:
            return True
        await asyncio.sleep(LATER)
        return await self._store.run(updates.awaits_words_of, message.chat_id, album)
