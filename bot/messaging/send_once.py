"""What can be sent or done only once, such as a file: noted before that."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import Message
from telegram.error import BadRequest, Forbidden, NetworkError

from bot.store.store import Store
from bot.store.tables import updates
from bot.store.tables.updates import ONCE, UpdateRow

FIRST = ONCE + 100
"""The part of an update's reply that such a thing is."""
AGAIN = 2.0
NOT_SENT = {"ConnectError", "ConnectTimeout", "PoolTimeout"}
"""What httpx raises before anything of a request has left."""

log = logging.getLogger(__name__)


class SendOnce:
    """Sends things in reply to an update. An edit can be repeated without harm, a sending cannot:
    where the process ended, or Telegram gave no answer, nothing is sent again.
    """

    def __init__(self, store: Store, row: UpdateRow | None, first: int = FIRST) -> None:
        """`first` is the part of the update's reply that the first of them is."""
        self._store = store
        self._row = row
        self._number = first

    async def send(self, sending: Callable[[], Awaitable[Message]]) -> int | None:
        """The number of the message that was sent, now or before the process ended; None where
        nobody knows whether it was. Things are to be sent in the same order each time. Raises
        what Telegram itself refuses.
        """
        number, self._number = self._number, self._number + 1
        if self._row is not None:
            self._row.begun = True
            before = await self._store.run(updates.attempt, self._row.id, number)
            if before is not None:
                return None if before == updates.UNDER_WAY else before
        try:
            message = await _once(sending)
        except (BadRequest, Forbidden):
            raise
        except NetworkError as exc:
            log.warning("nobody knows whether this has arrived: %s", exc)
            return None
        if self._row is not None:
            await self._store.run(updates.arrived, self._row.id, number, message.message_id)
        return message.message_id


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
