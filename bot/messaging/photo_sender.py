"""Pictures on their way: drawn in a worker, and never sent twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from markupsafe import escape
from telegram import Message, ReplyParameters, Update
from telegram.error import BadRequest, Forbidden

from bot.errors import PictureError
from bot.incoming.threads import thread_id
from bot.messaging.chat_action import uploading
from bot.messaging.delivery import Delivery
from bot.messaging.error_handler import ErrorHandler
from bot.messaging.send_once import SendOnce
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import updates
from bot.store.tables.updates import UpdateRow
from bot.views import templates
from knowledge import ReadingStopped, WorkerPool

T = TypeVar("T")


class PhotoSender:
    """Draws pictures in `workers`, and sends each as a reply to what asked for it.

    A picture cannot be sent again without harm, as an edit can. So it is noted before it is sent;
    where the process ends between the two, or Telegram gives no answer, nobody knows whether it
    has arrived, and that is said.
    """

    def __init__(
        self, store: Store, inbox: UpdateQueue, failures: ErrorHandler, workers: WorkerPool
    ) -> None:
        self._store = store
        self._inbox = inbox
        self._failures = failures
        self._workers = workers

    async def post(
        self,
        update: Update,
        message: Message,
        draw: Callable[[T], bytes],
        what: T,
        caption: str,
    ) -> None:
        """Replies to `message` with the picture `draw(what)` and the caption, in HTML; with one
        sentence where there is none.
        """
        row = self._inbox.row(update)
        if row is not None and row.begun:
            before = await self._store.run(updates.message, row.id, updates.PICTURE)
            if before == updates.UNDER_WAY:
                await self._reply(message, row, templates.render("picture_lost.txt"))
            if before is not None:
                return
        async with uploading(message):
            try:
                async with self._inbox.trying(update):
                    photo = await asyncio.to_thread(self._drawn, draw, what)
            except PictureError as error:
                await self.say(update, message, str(escape(templates.error_text(error))))
            except Exception as error:
                self._inbox.fail(update, error)
                await self.say(update, message, self._failures.log_and_describe(error))
            else:
                await self._send(message, row, photo, caption)

    async def say(self, update: Update, message: Message, *words: str) -> None:
        """Replies in words, in HTML, where there is no picture."""
        await Delivery(message, self._store, self._inbox.row(update)).finish(list(words))

    def _drawn(self, draw: Callable[[T], bytes], what: T) -> bytes:
        try:
            return self._workers.call(draw, what, name="picture")
        except ReadingStopped as exc:
            raise PictureError from exc

    async def _send(
        self, message: Message, row: UpdateRow | None, photo: bytes, caption: str
    ) -> None:
        once = SendOnce(self._store, row, updates.PICTURE)
        try:
            sent = await once.send(partial(_photo, message, photo, caption))
        except (BadRequest, Forbidden) as exc:
            if "not enough rights to send photos" not in exc.message.lower():
                raise
            await self._reply(message, row, templates.render("picture_refused.txt"))
        else:
            if sent is None:
                await self._reply(message, row, templates.render("picture_lost.txt"))

    async def _reply(self, message: Message, row: UpdateRow | None, words: str) -> None:
        await Delivery(message, self._store, row).finish([words])


async def _photo(message: Message, photo: bytes, caption: str) -> Message:
    return await message.get_bot().send_photo(
        message.chat_id,
        photo,
        caption=caption,
        filename="picture.png",
        message_thread_id=thread_id(message),
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
    )
