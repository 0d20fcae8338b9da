"""Lists of feeds (OPML) that people bring from other readers."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.handlers.feeds.follow import FeedSubscriptions
from bot.incoming.threads import thread_id
from bot.messaging.delivery import Delivery, retry_until_done
from bot.messaging.error_handler import ErrorHandler
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import feeds
from bot.views import message_split, templates
from knowledge import OpmlFeed, Reader, TooLarge, read_opml

LARGEST = 2_000_000
"""Bytes of a list."""


class OpmlImport:
    """The handler of .opml files in private chats."""

    def __init__(
        self,
        store: Store,
        inbox: UpdateQueue,
        failures: ErrorHandler,
        reader: Reader,
        following: FeedSubscriptions,
        most: int,
    ) -> None:
        self._store = store
        self._inbox = inbox
        self._failures = failures
        self._reader = reader
        self._following = following
        self._most = most

    async def bring(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A list: its feeds are followed, as many as the chat may, with a line for each refusal."""
        del context
        message = update.message
        if message is None or message.document is None:
            return
        delivery = Delivery(message, self._store, self._inbox.row(update))
        await delivery.begin(templates.render("feed_reading.txt"))
        name = message.document.file_name or "list"
        try:
            if (message.document.file_size or 0) > LARGEST:
                raise TooLarge(name, LARGEST)
            file = await retry_until_done(message.document.get_file)
            data = bytes(await retry_until_done(file.download_as_bytearray))
            listed = await asyncio.to_thread(self._read, data, name)
        except Exception as error:
            await delivery.finish([self._failures.log_and_describe(error)])
            return
        blocks = await self._followed(message.chat_id, thread_id(message) or 0, listed)
        await delivery.finish(message_split.join_blocks(blocks))

    def _read(self, data: bytes, name: str) -> tuple[OpmlFeed, ...]:
        return self._reader.workers.call(read_opml, data, name, name=name)

    async def _followed(self, chat: int, thread: int, listed: tuple[OpmlFeed, ...]) -> list[str]:
        """What became of the list: how many feeds are followed now, then the refusals."""
        before = {one.url for one in await self._store.run(feeds.followed, chat)}
        fresh = [one.url for one in listed if one.url not in before]
        room = max(0, self._most - len(before))
        told = await asyncio.gather(
            *(self._following.follow_link(chat, thread, url) for url in fresh[:room])
        )
        after = {one.url for one in await self._store.run(feeds.followed, chat)}
        new = len(after - before)
        head = templates.render("feeds_brought.html", new=new)
        refused = [outcome.text for outcome in told if not outcome.new]
        left = len(fresh) - room
        if left > 0:
            refused.append(templates.render("feeds_left_out.html", left=left))
        return [head, *refused]
