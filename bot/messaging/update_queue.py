"""The inbox: every update is in the database before Telegram is told that it has come."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.errors import StoreError
from bot.messaging import raw_update, set_aside
from bot.messaging.intake_pulse import Pulse
from bot.messaging.raw_update import Unreadable
from bot.messaging.set_aside import Aside
from bot.store.store import Store
from bot.store.tables import updates
from bot.store.tables.updates import UpdateRow

TRIES = 3
AT_ONCE = 2
"""Updates that may be in work that could end the process: few, so that few are suspected."""


class UpdateQueue(asyncio.Queue[object]):
    """The queue between Telegram and the handlers.

    python-telegram-bot asks for more, and answers a webhook, only when `put` has returned: by
    then the update is committed. What is not dealt with when the process ends is replayed.
    """

    def __init__(self, store: Store, given_up: Aside | None = None) -> None:
        """`given_up` is told of what is set aside."""
        super().__init__()
        self._store = store
        self._aside = given_up or Aside(store)
        self._bot = 0
        self._rows: dict[int, UpdateRow] = {}
        self._failed: dict[int, str] = {}
        self._risky = asyncio.Semaphore(AT_ONCE)
        self.received = self.settled = 0
        """Updates since the start: taken in, and dealt with."""
        self.pulse = Pulse()
        """How long nothing could be taken in."""

    async def replay(self, bot: Bot) -> None:
        """Queues what an earlier process left. To be called before anything else is put."""
        self._bot = bot.id
        for row in await self._store.run(updates.waiting, bot.id):
            update = raw_update.read_bytes(row.payload.encode("utf-8", "replace"), bot)
            if isinstance(update, Unreadable):
                await self._store.run(updates.settle, row.id, updates.SET_ASIDE, update.error)
                self._aside.note(set_aside.UPDATE, row.id, update.error)
                continue
            row.payload = ""
            self._rows[update.update_id] = row
            await super().put(update)

    async def put(self, item: object) -> None:
        """Keeps an update, then queues it. Raises TelegramError where it cannot be kept: then
        Telegram brings it again.
        """
        if not isinstance(item, Update):
            # python-telegram-bot's sign to stop, which then waits for all that is queued.
            self._drop()
        elif item.inline_query is None and item.chosen_inline_result is None:
            row = await self._keep(item)
            self.pulse.end()
            if row is None:
                return
            self._rows[item.update_id] = row
            self.received += 1
        await super().put(item)

    async def set_aside(self, update: Unreadable) -> None:
        """Keeps an update that cannot be read. Raises as `put`: it is not to be acknowledged then,
        and comes again.
        """
        try:
            new = await self._store.run(
                updates.receive_aside, self._bot, update.key, update.payload, update.error
            )
        except StoreError as exc:
            raise TelegramError("the inbox cannot be written") from exc
        self.pulse.end()
        if new:
            self._aside.note(set_aside.UPDATE, update.key, update.error)

    def row(self, update: Update) -> UpdateRow | None:
        """The update's place in the database; None for one that is not kept."""
        return self._rows.get(update.update_id)

    def poisoned(self, update: Update) -> bool:
        """Whether the process did not survive this update TRIES times."""
        row = self.row(update)
        return row is not None and row.tries >= TRIES

    def fail(self, update: Update, error: BaseException | str) -> None:
        """The handler of this update failed: it will be set aside."""
        self._failed[update.update_id] = error if isinstance(error, str) else type(error).__name__

    async def settle(self, update: Update) -> None:
        """The handlers are done with this update."""
        failed = self._failed.pop(update.update_id, "")
        row = self._rows.pop(update.update_id, None)
        if row is not None:
            state = updates.SET_ASIDE if failed else updates.DONE
            await self._store.run(updates.settle, row.id, state, failed)
            self.settled += 1
            if failed:
                self._aside.note(set_aside.UPDATE, update.update_id, failed)

    async def first_time(self, update: Update) -> bool:
        """Whether this update has not done yet what is done only once, such as to take away what
        is the second of a list: noted now, before it is done. False after a restart in between.
        """
        row = self.row(update)
        if row is None:
            return True
        return await self._store.run(updates.attempt, row.id, updates.ACTION) is None

    @asynccontextmanager
    async def trying(self, update: Update) -> AsyncIterator[None]:
        """Around work that might end the process: counted before, taken back afterwards."""
        row = self.row(update)
        async with self._risky:
            if row is not None:
                await self._store.run(updates.tried, row.id, 1)
            try:
                yield
            finally:
                if row is not None:
                    self._store.later(updates.tried, row.id, -1)

    async def _keep(self, update: Update) -> UpdateRow | None:
        """Its row; None where it is here already, or there is nothing to be dealt with in it."""
        try:
            told = update.to_dict()
            if len(told) == 1:
                return None  # only a number, to acknowledge what was set aside
            payload = json.dumps(told)
        except Exception as error:
            # It could not be replayed: python-telegram-bot took what it cannot write.
            found = Unreadable(update.update_id, type(error).__name__)
            await self.set_aside(found)
            return None
        try:
            return await self._store.run(updates.receive, self._bot, update.update_id, payload)
        except StoreError as exc:
            raise TelegramError("the inbox cannot be written") from exc

    def _drop(self) -> None:
        while not self.empty():
            self.get_nowait()
            self.task_done()
