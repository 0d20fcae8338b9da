"""Updates in order within a chat, side by side across chats."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

ALL = 1_000_000
"""The library's own limit comes before the chat's turn, so that one busy chat would use it up
and delay the others: it is set out of reach."""


class InOrder(BaseUpdateProcessor):
    """One update of a chat at a time, the next only when that is done."""

    def __init__(self) -> None:
        super().__init__(ALL)
        self._turns: WeakValueDictionary[object, asyncio.Lock] = WeakValueDictionary()
        self._working: set[asyncio.Task[Any] | None] = set()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handles the update when its chat's turn has come."""
        task = asyncio.current_task()
        self._working.add(task)
        try:
            async with self._turn(update):
                await coroutine
        finally:
            self._working.discard(task)

    def cancel(self) -> None:
        """Ends what is still being worked on."""
        for task in self._working:
            if task is not None:
                task.cancel()

    def _turn(self, update: object) -> asyncio.Lock:
        key: object = None
        if isinstance(update, Update):
            chat = update.effective_chat or update.effective_user
            key = chat.id if chat else None
        return self._turns.setdefault(key, asyncio.Lock())
