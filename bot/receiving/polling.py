"""The poll for updates: each is read alone, and what cannot be read is set aside and acknowledged.

python-telegram-bot reads all that a poll brings in one go: what it does not know, such as a sticker
with a field less, would come back with every poll, and nothing else would ever be heard of. So the
answers pass through here first.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from typing import Any

from telegram import Update
from telegram.error import NetworkError
from telegram.request import RequestData

from bot.messaging.raw_update import read, unread
from bot.messaging.update_queue import UpdateQueue
from bot.receiving.telegram_http import Wire, checked, too_large

AT_ONCE = 100
"""Updates that a poll brings at most: so many are asked for alone where all cannot be read."""
BREATH = 1.0
"""Seconds between two polls that bring the same: one that is answered waits longer by itself."""
_OF_UPDATES = re.compile(rb'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[')
"""How an answer with updates begins, also where the rest of it cannot be read."""

log = logging.getLogger(__name__)


class Fetching(Wire):
    """What python-telegram-bot polls with. It never sees what it could not read."""

    def __init__(self, inbox: UpdateQueue, timeout: float) -> None:
        """What cannot be read goes to the inbox; `timeout` (seconds) for each step of a call."""
        super().__init__(1, timeout)
        self._inbox = inbox
        self._alone = 0
        self._last = b""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kw: Any
    ) -> tuple[int, bytes]:
        """An answer to getUpdates in which every update can be read. Raises NetworkError where
        there is none; whoever asks waits longer each time then.
        """
        given = request_data.json_parameters if request_data is not None else {}
        offset = int(given.get("offset", 0))
        self._inbox.pulse.begin()
        began = time.monotonic()
        # python-telegram-bot gives no limit of its own.
        asked = f"{url}?limit=1" if self._alone else url
        try:
            code, body = await self.exchange(asked, method, request_data, *args, **kw)
        except NetworkError as error:
            head = too_large(error)
            if head is None:
                raise
            return _answer(await self._one_by_one(head, "OversizedAnswer", offset))
        if code != 200:
            code, body = checked(code, body)
            # Its own errors for these two would end the polling for good.
            return (502 if code in (401, 404) else code), body
        updates = await self._of(body, offset)
        if body == self._last and time.monotonic() - began < BREATH and given.get("timeout"):
            await asyncio.sleep(BREATH)
        self._last = body
        return _answer(updates)

    async def _of(self, body: bytes, offset: int) -> list[Any]:
        """The updates in an answer that can be read, as they were sent."""
        try:
            told = json.loads(body)
        except RecursionError:
            return await self._one_by_one(body, "RecursionError", offset)
        except ValueError:
            raise NetworkError("the poll was answered with what is no JSON") from None
        result = told.get("result") if isinstance(told, dict) else None
        if not isinstance(result, list):
            raise NetworkError("the poll was answered without a list of updates")
        self._alone = max(0, self._alone - 1)
        return await self._sieved(result, offset)

    async def _sieved(self, result: list[Any], offset: int) -> list[Any]:
        kept: list[Any] = []
        for sent in result:
            found = read(sent)
            if isinstance(found, Update):
                kept.append(sent)
                continue
            await self._inbox.set_aside(found)
            if found.number is not None:
                kept.append(_acknowledged(found.number))
        if not result:
            self._inbox.pulse.end()
        if result and not kept and offset:
            # None has a number. Telegram's numbers follow each other, so the first of these has
            # this one or a higher one: nothing else is acknowledged with it.
            kept.append(_acknowledged(offset))
        return _in_order(kept)

    async def _one_by_one(self, body: bytes, error: str, offset: int) -> list[Any]:
        """What becomes of an answer that cannot be read although it is one of updates: from now
        on one is asked for at a time, and the one that it is about is set aside.
        """
        if not _OF_UPDATES.match(body):
            raise NetworkError("the poll was answered with what are no updates")
        if not self._alone:
            self._alone = AT_ONCE
            return []
        found = unread(body[body.index(b"[") + 1 :], error)
        await self._inbox.set_aside(found)
        number = found.number or offset
        return [_acknowledged(number)] if number else []


def _in_order(kept: list[Any]) -> list[Any]:
    """The same in the order of their numbers, in which they were sent, should they have come in
    another; what only acknowledges stays where it is: its number may be made up.
    """
    told = iter(sorted((s for s in kept if len(s) > 1), key=lambda s: int(s["update_id"])))
    return [next(told) if len(sent) > 1 else sent for sent in kept]


def _acknowledged(number: int) -> dict[str, int]:
    """What stands for an update that is not to be seen: it has nothing but its number."""
    return {"update_id": number}


def _answer(updates: list[Any]) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": updates}).encode()
