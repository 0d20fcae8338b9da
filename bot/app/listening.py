"""How updates come in: by a webhook where there is an address for one, else by polling."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot.app import application
from bot.app.application import Telegram
from bot.errors import CannotListen
from bot.messaging.update_queue import UpdateQueue
from bot.receiving import webhook
from bot.receiving.webhook import Door
from bot.settings import Settings

if TYPE_CHECKING:
    from tornado.httpserver import HTTPServer

WAITING = 30
"""Seconds for which Telegram lets a poll wait, and between two tries to set the webhook at most."""

log = logging.getLogger(__name__)


class Listening:
    """Lets updates into the inbox, from `begin` until `stop`."""

    def __init__(self, telegram: Telegram, inbox: UpdateQueue, settings: Settings) -> None:
        self._telegram = telegram
        self._inbox = inbox
        self._settings = settings
        self._server: HTTPServer | None = None

    async def begin(self) -> None:
        """Returns when Telegram has been told how. Raises CannotListen and InvalidToken."""
        updater = self._telegram.updater
        if self._settings.webhook_url is not None:
            await self._hang_up_a_hook(self._settings.webhook_url)
        elif updater is not None:
            await updater.start_polling(
                timeout=WAITING,
                bootstrap_retries=-1,
                allowed_updates=application.ALLOWED_UPDATES,
                error_callback=_poll_failed,
            )

    async def stop(self) -> None:
        """Lets nothing more in; what has come is in the inbox."""
        updater = self._telegram.updater
        if updater is not None and updater.running:
            await updater.stop()
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()

    async def _hang_up_a_hook(self, url: str) -> None:
        given, bot = self._settings, self._telegram.bot
        chosen = given.webhook_secret
        # Without it anybody who knows the address could speak in everybody's name.
        secret = chosen.get_secret_value() if chosen else secrets.token_urlsafe(32)
        place = (given.webhook_listen, given.webhook_port, urlsplit(url).path)
        try:
            self._server = webhook.listen(*place, Door(bot, self._inbox, secret))
        except OSError as exc:
            raise CannotListen("ONTHERECORD_WEBHOOK_PORT") from exc
        wait = 1.0
        while True:
            try:
                await bot.set_webhook(
                    url, allowed_updates=application.ALLOWED_UPDATES, secret_token=secret
                )
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("the webhook is not set yet: %s", error)
            else:
                return
            await asyncio.sleep(wait)
            wait = min(wait * 2, WAITING)


def _poll_failed(error: TelegramError) -> None:
    log.warning("the poll for updates failed, it goes on: %s", error)
