"""Updates for the bot: queued, acknowledged by offset, polled for or brought to its webhook."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from tests.telegram_server.methods.refusals import bad_request, conflict

Json = dict[str, Any]

NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
FUTURE = 10
"""An offset that is further than this beyond the newest update acknowledges nothing (so does the
Bot API server that Telegram gives away).
"""
SECRET = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True)
class Pending:
    """An update that is not acknowledged: the server's number of it, whose it is, and what is
    sent, which is JSON of any kind where a test wants that.
    """

    number: int
    chat: int
    sent: Any


class Updates:
    """The queue of one bot. An update stays until it is acknowledged."""

    def __init__(self) -> None:
        self.pending: list[Pending] = []
        self.delivered: list[int] = []
        """The ids of updates in the order they were handed out, repetitions included."""
        self.webhook: Json = {"url": "", "has_custom_certificate": False}
        self.unruly = 0.0
        """How likely it is that updates come in another order, and some of them once more."""
        self._chance = random.Random(1)
        self._gone: deque[Pending] = deque(maxlen=20)
        self._secret = ""
        self._next_id = 100_000
        self._allowed: list[str] = []
        self._arrived = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._carriers: dict[int, asyncio.Task[None]] = {}

    def add(self, kind: str, content: Json) -> int | None:
        """Queues an update; None where the bot has not asked for this kind."""
        wanted = kind in self._allowed if self._allowed else kind not in NOT_BY_DEFAULT
        if not wanted:
            return None
        return self.put({"update_id": self.next_number, kind: content})

    @property
    def next_number(self) -> int:
        """The number that the next update gets."""
        return self._next_id + 1

    def put(self, sent: Any) -> int:
        """Queues whatever it is; the server's own number of it, which it may not bear: it does
        where its own is 0.
        """
        self._next_id += 1
        if isinstance(sent, dict) and sent.get("update_id") == 0:
            sent["update_id"] = self._next_id
        self.pending.append(Pending(self._next_id, _chat_of(sent), sent))
        self._arrived.set()
        self._carry_on()
        return self._next_id

    def allow(self, kinds: list[str] | None) -> None:
        """What the bot wants to hear of; None leaves it as it was."""
        if kinds is not None:
            self._allowed = kinds

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Any]:
        """What getUpdates returns; acknowledges everything before `offset`."""
        if self.webhook["url"]:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
            )
        mine = self._poll = asyncio.get_running_loop().create_future()
        self._acknowledge(offset)
        try:
            await self._wait(mine, seconds)
        finally:
            if not mine.done():
                mine.cancel()
        batch = self.pending[: max(1, min(limit, 100))]
        if batch and self._chance.random() < self.unruly:
            again = self._chance.sample(list(self._gone), min(3, len(self._gone)))
            batch = self._chance.sample([*batch, *again], len(batch) + len(again))
        self.delivered += [one.number for one in batch]
        return [one.sent for one in batch]

    def _acknowledge(self, offset: int) -> None:
        before = self.pending
        if offset < 0:
            self.pending = self.pending[offset:]
        elif 0 < offset <= self._next_id + FUTURE:
            self.pending = [one for one in self.pending if one.number >= offset]
        self._gone += [one for one in before if 0 < one.number < offset]

    async def _wait(self, mine: asyncio.Future[None], seconds: float) -> None:
        """Until there is an update, another poll, or `seconds` have gone."""
        ends = time.monotonic() + seconds
        while not self.pending and (left := ends - time.monotonic()) > 0:
            self._arrived = asyncio.Event()
            arrival = asyncio.ensure_future(self._arrived.wait())
            either: list[asyncio.Future[Any]] = [arrival, mine]
            try:
                await asyncio.wait(either, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                arrival.cancel()
            if mine.done():
                break
        if mine.done() and not mine.cancelled():
            mine.result()

    def abandon_poll(self) -> None:
        """The poller's connection is gone: whatever it would have got stays here."""
        if self._poll is not None and not self._poll.done():
            self._poll.cancel()

    def set_webhook(self, url: str, secret: str, drop: bool, connections: int) -> None:
        """Raises Refusal where Telegram would; http is allowed, as to a server of one's own."""
        if url and re.match(r"https?://[^/\s]+", url) is None:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret) is None:
            raise bad_request("bad webhook: secret token contains unallowed characters")
        if drop:
            self.pending.clear()
        self._secret = secret
        self.webhook = {
            "url": url,
            "has_custom_certificate": False,
            "max_connections": connections or 40,
        }
        self._carry_on()

    def webhook_info(self) -> Json:
        """What getWebhookInfo returns."""
        more = {"allowed_updates": self._allowed} if self._allowed else {}
        return {**self.webhook, "pending_update_count": len(self.pending), **more}

    def _carry_on(self) -> None:
        """One carrier for each chat: in order within it, side by side across chats."""
        if not self.webhook["url"]:
            return
        for chat in {one.chat for one in self.pending}:
            carrier = self._carriers.get(chat)
            if carrier is None or carrier.done():
                self._carriers[chat] = asyncio.create_task(self._carry(chat))

    async def _carry(self, chat: int) -> None:
        wait = 0.1
        while self.webhook["url"]:
            first = next((one for one in self.pending if one.chat == chat), None)
            if first is None:
                return
            self.delivered.append(first.number)
            if await self._brought(first.sent) and self._chance.random() >= self.unruly:
                self.pending = [one for one in self.pending if one is not first]
                wait = 0.1
            else:
                await asyncio.sleep(wait)
                wait = min(wait * 2, 2)

    async def _brought(self, update: Any) -> bool:
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers[SECRET] = self._secret
        request = HTTPRequest(
            self.webhook["url"],
            "POST",
            headers,
            json.dumps(update, ensure_ascii=False),
            request_timeout=20,
        )
        try:
            await AsyncHTTPClient(max_clients=40).fetch(request)
        except (HTTPClientError, OSError) as error:
            self.webhook["last_error_message"] = str(error)
            self.webhook["last_error_date"] = int(time.time())
            return False
        return True

    async def close(self) -> None:
        """Ends the polls and carriers under way."""
        self.abandon_poll()
        for carrier in self._carriers.values():
            carrier.cancel()
        await asyncio.gather(*self._carriers.values(), return_exceptions=True)


def _chat_of(update: Any) -> int:
    """The chat, else the person, that an update belongs to; 0 where that is not to be told."""
    for content in update.values() if isinstance(update, dict) else ():
        if isinstance(content, dict):
            message = content.get("message", content)
            try:
                return int((message.get("chat") or content.get("from") or {}).get("id", 0))
            except (AttributeError, TypeError, ValueError):
                return 0
    return 0
