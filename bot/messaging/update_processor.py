"""Updates in order within a chat, side by side across chats."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.chats import chat_context
from bot.i18n import translation
from bot.messaging.error_handler import ErrorHandler
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store

ALL = 1_000_000
"""The library's own limit comes before the chat's turn, so that one busy chat would use it up
and delay the others: it is set out of reach."""


class ChatUpdateProcessor(BaseUpdateProcessor):
    """One update of a chat at a time, the next only when that is done and off the inbox; each in
    the tongue and with the context of its chat.
    """

    def __init__(self, store: Store, inbox: UpdateQueue, failures: ErrorHandler) -> None:
        super().__init__(ALL)
        self._store = store
        self._inbox = inbox
        self._failures = failures
        self._turns: WeakValueDictionary[object, asyncio.Lock] = WeakValueDictionary()
        self._waiting: set[asyncio.Task[Any] | None] = set()
        self._working: set[asyncio.Task[Any] | None] = set()
        self._stopping = False

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handles the update when its chat's turn has come."""
        task = asyncio.current_task()
        self._waiting.add(task)
        try:
            if not self._stopping:
                async with self._turn(update):
                    self._waiting.discard(task)
                    self._working.add(task)
                    await self._handle(update, coroutine)
        finally:
            self._waiting.discard(task)
            self._working.discard(task)
            if asyncio.iscoroutine(coroutine):
                coroutine.close()

    def stop(self) -> None:
        """Begins nothing more: what waits for its turn is in the inbox."""
        self._stopping = True
        _cancel(self._waiting)

    def cancel(self) -> None:
        """Ends what is still being worked on; it, too, is in the inbox."""
        _cancel(self._working)

    async def _handle(self, update: object, coroutine: Awaitable[Any]) -> None:
        if not isinstance(update, Update):
            await coroutine
            return
        try:
            chat, locale = await chat_context.of_update(self._store, update)
            with translation.use_locale(locale), chat_context.use_chat(chat):
                if self._inbox.poisoned(update):
                    await self._failures.set_aside(update)
                else:
                    await coroutine
        except Exception as error:  # a chat whose number is none, or the handler of errors itself
            self._failures.log_and_describe(error)
            self._inbox.fail(update, error)
        await self._inbox.settle(update)

    def _turn(self, update: object) -> asyncio.Lock:
        key: object = None
        if isinstance(update, Update):
            # Where what is in it is not what Telegram says it is, any turn will do.
            with contextlib.suppress(Exception):
                chat = update.effective_chat or update.effective_user
                key = chat.id if chat and isinstance(chat.id, int) else None
        return self._turns.setdefault(key, asyncio.Lock())


def _cancel(tasks: set[asyncio.Task[Any] | None]) -> None:
    for task in tasks:
        if task is not None:
            task.cancel()
