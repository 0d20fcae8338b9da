"""How fast the bot sends: a pace and a patience for each chat, and one pace over all."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

Json = dict[str, Any]
Result = bool | Json | list[Json]

OVER_ALL = (30, 1)
"""New messages, and the seconds in which so many may be sent."""
PRIVATE = (10, 10)
GROUP = (20, 60)
LANES = 10_000
PATIENCE = 0.5

NEW_MESSAGE = frozenset({"sendMessage", "sendDocument", "sendPhoto", "copyMessage"})
WORTHLESS_LATE = frozenset({"answerCallbackQuery", "answerInlineQuery", "sendChatAction"})

log = logging.getLogger(__name__)


class ChatLimit:
    """What goes to one chat, one after the other where Telegram wants that."""

    def __init__(self, messages: int, seconds: float) -> None:
        self.limiter = AsyncLimiter(messages, seconds)
        self.resumes = 0.0

    @property
    def idle(self) -> bool:
        """Whether a new lane would do as well."""
        return not self.rest and self.limiter.has_capacity(self.limiter.max_rate)

    @property
    def rest(self) -> float:
        """Seconds until Telegram will hear of this chat again."""
        return max(0.0, self.resumes - time.monotonic())


class SendSlot:
    """A turn to send what must be noted before the next is sent.

    A process that is killed between the two leaves a message that nobody knows of: so there is
    one such message at a time, unless Telegram takes longer than PATIENCE to answer.
    """

    def __init__(self, one_at_a_time: asyncio.Lock) -> None:
        self._lock = one_at_a_time
        self._timer: asyncio.TimerHandle | None = None

    async def take(self) -> None:
        """Waits for the turn."""
        await self._lock.acquire()
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self.leave)

    def leave(self) -> None:
        """Lets the next one send; nothing where that has been done already."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._lock.release()


class ChatRateLimiter(BaseRateLimiter[SendSlot]):
    """Telegram's limits, kept; and a 429 obeyed by the chat that it was for, and no other."""

    def __init__(self) -> None:
        self._over_all = AsyncLimiter(*OVER_ALL)
        self._lanes: dict[object, ChatLimit] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go of."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: Json,
        endpoint: str,
        data: Json,
        rate_limit_args: SendSlot | None,
    ) -> Result:
        """Calls when it is time, and again when Telegram says to come back later.

        A Turn that comes with the call is taken last, and left by the caller.
        """
        lane = self._lane(data.get("chat_id", endpoint))
        while True:
            if lane.rest and endpoint not in WORTHLESS_LATE:
                await asyncio.sleep(lane.rest)
                continue
            if endpoint in NEW_MESSAGE:
                await lane.limiter.acquire()
                await self._over_all.acquire()
            if rate_limit_args is not None:
                await rate_limit_args.take()
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as exc:
                if rate_limit_args is not None:
                    rate_limit_args.leave()
                if endpoint in WORTHLESS_LATE:
                    raise
                seconds = _seconds(exc)
                log.warning("Telegram asks to wait %s s for %s", seconds, endpoint)
                lane.resumes = max(lane.resumes, time.monotonic() + seconds)

    def _lane(self, key: object) -> ChatLimit:
        if key not in self._lanes:
            if len(self._lanes) >= LANES:
                self._lanes = {k: lane for k, lane in self._lanes.items() if not lane.idle}
            group = isinstance(key, int) and key < 0
            self._lanes[key] = ChatLimit(*(GROUP if group else PRIVATE))
        return self._lanes[key]


def _seconds(error: RetryAfter) -> float:
    """What Telegram asks for; the property's type depends on an environment variable."""
    return float(error._retry_after.total_seconds())
