"""A group becomes a supergroup, with another id: what was its own goes with it."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.chats import chat_collection
from bot.store.store import Store
from bot.store.tables import chats
from knowledge import Library


class ChatMigration:
    """The handler of the messages that tell it, and whatever else learns of it."""

    def __init__(self, library: Library, store: Store) -> None:
        self._library = library
        self._store = store
        self._one_at_a_time = asyncio.Lock()

    async def moved(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Telegram tells it in both groups. The one in the new group comes before any question
        there, so either moves all.
        """
        del context
        message = update.message
        if message is not None and message.migrate_to_chat_id:
            await self.move(message.chat_id, message.migrate_to_chat_id)
        elif message is not None and message.migrate_from_chat_id:
            await self.move(message.migrate_from_chat_id, message.chat_id)

    async def move(self, old: int, new: int) -> None:
        """Moves the articles, then the rest; what a crash leaves undone the next try does, since
        each half is one transaction that may be repeated. Raises StorageError and StoreError.
        """
        async with self._one_at_a_time:
            await asyncio.to_thread(
                self._library.repository.hand_over,
                chat_collection.collection_of(old),
                chat_collection.collection_of(new),
            )
            await self._store.run(chats.move, old, new)
