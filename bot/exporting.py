"""/export: the chat's statements as files."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from telegram import Message, ReplyParameters, Update
from telegram.ext import ContextTypes

from bot import replies, scopes, writing_out
from bot.activity import typing
from bot.delivery import Delivery, topic
from bot.inbox import Inbox
from bot.once import Once
from bot.store.store import Store
from bot.temporary import temporary_folder
from knowledge import Entry, Library, Stated, UnknownArticle

PATIENCE = 120.0
"""Seconds for the upload of a file."""


class Exporting:
    """The handler of /export."""

    def __init__(self, library: Library, store: Store, inbox: Inbox) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox

    async def export(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/export: what is said in the articles that this chat has brought or that are shared with
        it by a link, as CSV and as JSON Lines.
        """
        del context
        message = update.message
        if message is None:
            return
        delivery = Delivery(message, self._store, self._inbox.row(update))
        await delivery.begin(replies.say("exporting.txt"))
        scope = await scopes.brought_to(self._store, message.chat_id)
        entries = await asyncio.to_thread(self._library.visible, scope)
        with temporary_folder("ontherecord-") as folder:
            async with typing(message), self._inbox.trying(update):
                found = writing_out.rows(self._stated(entries))
                files, many = await asyncio.to_thread(writing_out.write, found, folder)
            once = Once(self._store, self._inbox.row(update))
            sent = [await once.send(partial(_send, message, file)) for file in files]
        words = replies.say(
            "exported.html", statements=many, articles=len(entries), lost=None in sent
        )
        await delivery.finish([words])

    def _stated(self, entries: list[Entry]) -> Iterator[tuple[Entry, list[Stated]]]:
        for entry in entries:
            try:
                yield entry, self._library.stated(entry.id)
            except UnknownArticle:  # removed meanwhile
                continue


async def _send(message: Message, file: Path) -> Message:
    with file.open("rb") as data:
        return await message.get_bot().send_document(
            message.chat_id,
            data,
            filename=file.name,
            message_thread_id=topic(message),
            reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
            write_timeout=PATIENCE,
            read_timeout=PATIENCE,
        )
