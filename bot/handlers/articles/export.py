"""/export: the chat's statements as files."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from telegram import Message, ReplyParameters, Update
from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.incoming.threads import thread_id
from bot.messaging.chat_action import typing
from bot.messaging.delivery import Delivery
from bot.messaging.send_once import SendOnce
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.temporary import temporary_folder
from bot.views import statement_files, templates
from knowledge import ArticleEntry, Library, StatementRow, UnknownArticle

PATIENCE = 120.0
"""Seconds for the upload of a file."""


class Export:
    """The handler of /export."""

    def __init__(self, library: Library, store: Store, inbox: UpdateQueue) -> None:
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
        await delivery.begin(templates.render("exporting.txt"))
        scope = (await chat_context.of_chat(self._store, message.chat_id)).own_scope
        entries = await asyncio.to_thread(self._library.visible, scope)
        with temporary_folder("ontherecord-") as folder:
            async with typing(message), self._inbox.trying(update):
                found = statement_files.statement_rows(self._stated(entries))
                files, many = await asyncio.to_thread(statement_files.write_files, found, folder)
            once = SendOnce(self._store, self._inbox.row(update))
            sent = [await once.send(partial(_send, message, file)) for file in files]
        words = templates.render(
            "exported.html", statements=many, articles=len(entries), lost=None in sent
        )
        await delivery.finish([words])

    def _stated(
        self, entries: list[ArticleEntry]
    ) -> Iterator[tuple[ArticleEntry, list[StatementRow]]]:
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
            message_thread_id=thread_id(message),
            reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
            write_timeout=PATIENCE,
            read_timeout=PATIENCE,
        )
