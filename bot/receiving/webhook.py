"""The webhook: the address to which Telegram brings updates, one at a time.

python-telegram-bot's own answers an update that it cannot read with an error, so that Telegram
brings it for ever; this one sets it aside, and has it on the disk before it says that it came.
"""

from __future__ import annotations

import hmac
import logging
from dataclasses import dataclass

from telegram import Bot, Update
from telegram.error import TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from bot.messaging.raw_update import Unreadable, read_bytes, unread
from bot.messaging.update_queue import UpdateQueue
from bot.receiving.telegram_http import LARGEST

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_MOST = 1 << 30
"""Bytes of a request that are read to their end, and let go of: else it would come again."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Door:
    """Where updates come in: for which bot, into which inbox, with which secret."""

    bot: Bot
    inbox: UpdateQueue
    secret: str


def listen(address: str, port: int, path: str, door: Door) -> HTTPServer:
    """Answers at this address until it is stopped. Raises OSError where it is not to be had."""
    served = [(rf"{path}/?", _Hook, {"door": door})]
    server = HTTPServer(
        Application(served, log_function=lambda _: None), max_buffer_size=LARGEST, xheaders=False
    )
    server.listen(port, address)
    return server


@stream_request_body
class _Hook(RequestHandler):
    SUPPORTED_METHODS = ("POST",)

    def initialize(self, door: Door) -> None:
        self._door = door
        self._body = bytearray()
        self._size = 0

    def set_default_headers(self) -> None:
        self.clear_header("Server")

    def prepare(self) -> None:
        """Before the body is read: only Telegram knows the secret."""
        given = self.request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), self._door.secret.encode()):
            raise HTTPError(403)
        connection = self.request.connection
        if connection is not None and hasattr(connection, "set_max_body_size"):
            connection.set_max_body_size(_MOST)

    def data_received(self, chunk: bytes) -> None:
        """Keeps as much as is looked at."""
        self._size += len(chunk)
        if self._size <= LARGEST:
            self._body += chunk

    async def post(self) -> None:
        """200 when the update is on the disk, or set aside; 503 where Telegram is to bring it
        again.
        """
        inbox = self._door.inbox
        inbox.pulse.begin()
        body = bytes(self._body)
        found: Update | Unreadable
        if self._size <= LARGEST:
            found = read_bytes(body, self._door.bot)
        else:
            found = unread(body, "OversizedAnswer")
        try:
            if isinstance(found, Unreadable):
                await inbox.set_aside(found)
            else:
                await inbox.put(found)
                inbox.pulse.end()
        except TelegramError as error:
            log.warning("an update could not be kept, it will come again: %s", error)
            self.set_status(503)
