"""The bot as a process: starts, runs until it is told to stop, and stops in time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import Coroutine
from contextlib import closing
from typing import Any

from telegram.error import InvalidToken, NetworkError

from bot import interrupts, logs
from bot.app import application, garbage_collection
from bot.app.application import Telegram
from bot.app.bot_profile import update_profile
from bot.app.listening import Listening
from bot.app.resume_ingest import resuming
from bot.app.services import DEFAULT_INTERVALS, Services, build_services
from bot.errors import BotError, RefusedToken, UnexpectedStop
from bot.jobs.intervals import JobIntervals
from bot.jobs.scheduler import Jobs
from bot.messaging.update_processor import ChatUpdateProcessor
from bot.ops.health import Health, listen
from bot.settings import Settings
from bot.store.store import Store
from bot.views import templates
from knowledge import Downloader, Library, Reader, TaskBudget, WorkerPool

FINISHING = 5.0
"""Seconds that work has to come to its end after a signal."""
DAY = 86400.0
READERS = 2
"""Processes that read what people bring."""
DRAWING = TaskBudget(seconds=30)
"""What a picture may take: at the first one the process has its libraries to load."""
STOPPING = 6.5
"""Seconds after which the process ends whatever still runs."""

log = logging.getLogger(__name__)


def serve(
    token: str,
    settings: Settings,
    downloader: Downloader | None = None,
    rhythm: JobIntervals = DEFAULT_INTERVALS,
) -> None:
    """Runs the bot until SIGINT or SIGTERM. Raises BotError and StorageError.

    `downloader` is for tests whose pages stand on this machine, and `rhythm` for those that do
    not wait for feeds; no setting makes them.
    """
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    logs.configure([token, secret], as_json=settings.log_format == "json")
    interrupts.begin()
    with (
        closing(Store.open(settings.home, settings.bot_database_url)) as store,
        closing(Library.open(settings.home, settings.database_url)) as library,
        WorkerPool(READERS, parser=True, starting=interrupts.whole) as workers,
        WorkerPool(1, DRAWING, starting=interrupts.whole) as painters,
        interrupts.undoing(workers.kill),
    ):
        reader = Reader(workers, downloader or Downloader())
        services = build_services(library, store, reader, painters, settings, rhythm)
        garbage_collection.tune()
        library.repository.accelerate()
        try:
            with resuming(library, workers, services.aside):
                asyncio.run(_run(token, settings, services))
        except BotError:
            raise
        except Exception:
            # Not "from exc": only the log takes the token out of what an error says.
            log.exception("the bot has stopped")
            raise UnexpectedStop from None


async def _run(token: str, settings: Settings, services: Services) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def told() -> None:
        stop.set()
        _end_process_after(STOPPING)

    loop.add_signal_handler(signal.SIGTERM, told)
    with interrupts.answered(lambda: loop.call_soon_threadsafe(told)):
        await _serve(token, settings, services, stop)


async def _serve(token: str, settings: Settings, services: Services, stop: asyncio.Event) -> None:
    telegram = application.build_application(token, settings.api_url, services)
    listening = Listening(telegram, services.update_queue, settings)
    health = services.health
    if settings.health_port is not None:
        # Before Telegram is reached, so that one can see that the bot waits for it.
        listen(settings.health_port, health)
    if await _connected(telegram, stop):
        try:
            await services.articles.submissions.restore()
            await services.update_queue.replay(telegram.bot)
            await services.jobs.release()
            await telegram.start()
            await _until_stopped(_work(telegram, listening, health), stop)
        finally:
            health.listening = False
            await _stop(telegram, listening, services.update_processor, services.jobs)


async def _work(telegram: Telegram, listening: Listening, health: Health) -> None:
    await listening.begin()
    health.listening = True
    log.info("listening as @%s", telegram.bot.username)
    await _without_stopping(update_profile(telegram.bot, health.store), "the bot is not presented")
    while True:
        await _without_stopping(health.store.tidy(), "old rows could not be forgotten")
        await asyncio.sleep(DAY)


async def _without_stopping(work: Coroutine[Any, Any, None], words: str) -> None:
    """Does what nobody depends on: where it fails, the log tells so."""
    try:
        await work
    except Exception:
        log.exception(words)


async def _until_stopped(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    """Lets the work be done, and waits for the signal, which may come before it is."""
    working, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        working.result()
        await stopped
    working.cancel()


async def _connected(telegram: Telegram, stop: asyncio.Event) -> bool:
    """Says hello to Telegram, again and again until it answers; False if told to stop first."""
    wait = 1.0
    while not stop.is_set():
        try:
            await telegram.initialize()
        except InvalidToken:
            raise RefusedToken("TELEGRAM_BOT_TOKEN") from None  # its words hold the token
        except NetworkError as error:
            log.warning("%s (%s)", templates.error_text(error), error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
            wait = min(wait * 2, 30)
        else:
            return True
    return False


async def _stop(
    telegram: Telegram, listening: Listening, order: ChatUpdateProcessor, rounds: Jobs
) -> None:
    """Takes nothing new, lets work come to its end for a while, then ends it."""
    _end_process_after(STOPPING)
    order.stop()
    rounds.stop()
    asyncio.get_running_loop().call_later(FINISHING, order.cancel)
    await listening.stop()
    if telegram.running:
        await telegram.stop()
    await telegram.shutdown()
    log.info("stopped")


def _end_process_after(seconds: float) -> None:
    """A thread that hangs, or a connection, must not keep the process: the rest is stored."""

    def leave() -> None:
        interrupts.end(0)
        interrupts.leave()

    timer = threading.Timer(seconds, leave)
    timer.daemon = True
    timer.start()
