"""Pictures on their way: drawn in a worker, and never sent twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TypeVar

from markupsafe import escape
from telegram import Message, ReplyParameters, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot import replies
from bot.delivery import Delivery, topic
from bot.errors import PictureError
from bot.failures import Failures
from bot.inbox import Inbox
from bot.store import inbox
from bot.store.inbox import Row
from bot.store.store import Store
from knowledge import ReadingStopped, Workers

T = TypeVar("T")

SHOWN = 4.0
"""Seconds after which Telegram no longer shows that a picture is on its way."""
AGAIN = 2.0
NOT_SENT = {"ConnectError", "ConnectTimeout", "PoolTimeout"}
"""What httpx raises before anything of a request has left."""

log = logging.getLogger(__name__)


class Posting:
    """Draws pictures in `workers`, and sends each as a reply to what asked for it.

    A picture cannot be sent again without harm, as an edit can. So it is noted before it is sent;
    where the process ends between the two, or Telegram gives no answer, nobody knows whether it
    has arrived, and that is said.
    """

    def __init__(self, store: Store, inbox: Inbox, failures: Failures, workers: Workers) -> None:
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
            before = await self._store.run(inbox.picture, row.id)
            if before == inbox.UNDER_WAY:
                await self._reply(message, row, replies.say("picture_lost.txt"))
            if before is not None:
                return
        async with _announced(message):
            try:
                async with self._inbox.trying(update):
                    photo = await asyncio.to_thread(self._drawn, draw, what)
            except PictureError as error:
                await self.say(update, message, str(escape(replies.sentence(error))))
            except Exception as error:
                self._inbox.fail(update)
                await self.say(update, message, self._failures.noted(error))
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

    async def _send(self, message: Message, row: Row | None, photo: bytes, caption: str) -> None:
        if row is not None:
            row.begun = True
            await self._store.run(inbox.attempt, row.id, inbox.PICTURE)
        try:
            sent = await _once(partial(_photo, message, photo, caption))
        except (BadRequest, Forbidden) as exc:
            if "not enough rights to send photos" not in exc.message.lower():
                raise
            await self._reply(message, row, replies.say("picture_refused.txt"))
        except NetworkError as exc:
            log.warning("nobody knows whether a picture has arrived: %s", exc)
            await self._reply(message, row, replies.say("picture_lost.txt"))
        else:
            if row is not None:
                await self._store.run(inbox.arrived, row.id, inbox.PICTURE, sent.message_id)

    async def _reply(self, message: Message, row: Row | None, words: str) -> None:
        await Delivery(message, self._store, row).finish([words])


async def _photo(message: Message, photo: bytes, caption: str) -> Message:
    return await message.get_bot().send_photo(
        message.chat_id,
        photo,
        caption=caption,
        filename="picture.png",
        message_thread_id=topic(message),
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
    )


async def _once(send: Callable[[], Awaitable[Message]]) -> Message:
    """Calls until something of the call has left this machine, and not again then."""
    while True:
        try:
            return await send()
        except NetworkError as exc:
            if type(exc.__cause__).__name__ not in NOT_SENT:
                raise
            log.warning("Telegram cannot be reached, again in %s s: %s", AGAIN, exc)
        await asyncio.sleep(AGAIN)


@asynccontextmanager
async def _announced(message: Message) -> AsyncIterator[None]:
    """Lets Telegram show that a picture is on its way."""

    async def show() -> None:
        while True:
            with suppress(TelegramError):
                await message.chat.send_action(
                    ChatAction.UPLOAD_PHOTO, message_thread_id=topic(message)
                )
            await asyncio.sleep(SHOWN)

    shown = asyncio.create_task(show())
    try:
        yield
    finally:
        shown.cancel()
