"""What can be sent only once, such as a file: noted before it is sent."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from telegram import Message
from telegram.error import BadRequest, Forbidden, NetworkError

from bot.store import inbox
from bot.store.inbox import ONCE, Row
from bot.store.store import Store

FIRST = ONCE + 100
"""The part of an update's reply that such a thing is."""

log = logging.getLogger(__name__)


class Once:
    """Sends things in reply to an update. An edit can be repeated without harm, a sending cannot:
    where the process ended, or Telegram gave no answer, nothing is sent again.
    """

    def __init__(self, store: Store, row: Row | None) -> None:
        self._store = store
        self._row = row
        self._number = FIRST

    async def send(self, sending: Callable[[], Awaitable[Message]]) -> Message | None:
        """The message that was sent; None where nobody knows whether it was. Things are to be
        sent in the same order each time. Raises what Telegram itself refuses.
        """
        number, self._number = self._number, self._number + 1
        if self._row is not None:
            self._row.begun = True
            if not await self._store.run(inbox.attempt, self._row.id, number):
                return None
        try:
            message = await sending()
        except (BadRequest, Forbidden):
            raise
        except NetworkError as exc:
            log.warning("nobody knows whether this has arrived: %s", exc)
            return None
        if self._row is not None:
            await self._store.run(inbox.arrived, self._row.id, number, message.message_id)
        return message
