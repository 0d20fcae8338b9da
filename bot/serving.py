"""The bot as a process: starts, runs until it is told to stop, and stops in time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading

from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Updater

from bot import application, logs, replies
from bot.application import Telegram
from bot.ordering import InOrder
from bot.settings import Settings
from knowledge import Library

FINISHING = 6.0
"""Seconds that work has to come to its end after a signal."""
STOPPING = 7.5
"""Seconds after which the process ends whatever still runs."""

log = logging.getLogger(__name__)


class NoToken(Exception):
    """The bot cannot start without a token."""


def serve(settings: Settings) -> None:
    """Runs the bot until SIGINT or SIGTERM.

    Raises NoToken, telegram.error.InvalidToken and knowledge's ShelfError.
    """
    if settings.token is None:
        raise NoToken
    token = settings.token.get_secret_value()
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    logs.configure([token, secret])
    library = Library.open(settings.home, settings.database_url)
    try:
        asyncio.run(_run(token, settings, library))
    finally:
        library.close()


async def _run(token: str, settings: Settings, library: Library) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    order = InOrder()
    telegram = application.build(token, settings.api_url, library, order)
    updater = telegram.updater
    if updater is not None and await _connected(telegram, stop):
        try:
            await telegram.start()
            await _listen(updater)
            log.info("listening as @%s", telegram.bot.username)
            await stop.wait()
        finally:
            await _stop(telegram, order)


async def _connected(telegram: Telegram, stop: asyncio.Event) -> bool:
    """Says hello to Telegram, again and again until it answers; False if told to stop first."""
    wait = 1.0
    while not stop.is_set():
        try:
            await telegram.initialize()
        except InvalidToken:
            raise
        except NetworkError as error:
            log.warning("%s (%s)", replies.sentence(error), error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
            wait = min(wait * 2, 30)
        else:
            return True
    return False


async def _listen(updater: Updater) -> None:
    await updater.start_polling(
        timeout=30,
        bootstrap_retries=-1,
        allowed_updates=application.ALLOWED_UPDATES,
        error_callback=_poll_failed,
    )


def _poll_failed(error: TelegramError) -> None:
    log.warning("the poll for updates failed, it goes on: %s", error)


async def _stop(telegram: Telegram, order: InOrder) -> None:
    """Takes nothing new, lets work come to its end for a while, then ends it."""
    _end_process_after(STOPPING)
    asyncio.get_running_loop().call_later(FINISHING, order.cancel)
    if telegram.updater is not None and telegram.updater.running:
        await telegram.updater.stop()
    if telegram.running:
        await telegram.stop()
    await telegram.shutdown()
    log.info("stopped")


def _end_process_after(seconds: float) -> None:
    """A thread that hangs, or a connection, must not keep the process: the rest is stored."""
    timer = threading.Timer(seconds, os._exit, (0,))
    timer.daemon = True
    timer.start()
