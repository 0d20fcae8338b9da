"""One update as Telegram sends it: read alone, so that one that cannot be read stops no other."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from telegram import Bot, Update

HIGHEST = 2**31 - 1
"""Telegram's numbers of updates are 32 bits wide; what is higher is none, and must not be
acknowledged: all that comes after it would be lower, and never be heard of.
"""
KEPT = 1 << 20
"""Characters of an update that are kept where it cannot be read; a longer one is not kept."""
_NUMBER = re.compile(rb'"update_id"\s*:\s*(\d{1,10})\b')


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An update that cannot be read: its number (None where it has none), the name of the error,
    and what was sent, as JSON.
    """

    number: int | None
    error: str
    payload: str = ""

    @property
    def key(self) -> int:
        """What it is known by: its number, else one below zero made of what was sent."""
        if self.number is not None:
            return self.number
        digest = blake2b(self.payload.encode("utf-8", "replace"), digest_size=7).digest()
        return -1 - int.from_bytes(digest)


def read(sent: Any, bot: Bot | None = None) -> Update | Unreadable:
    """The update in what was sent (decoded JSON of any kind), with its bot."""
    if not isinstance(sent, dict):
        return Unreadable(None, "NoObject", _kept(sent))
    number = sent.get("update_id")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number <= HIGHEST:
        return Unreadable(None, "NoNumber", _kept(sent))
    try:
        return Update.de_json(sent, bot)
    except Exception as error:  # whatever a library raises that meets what it does not know
        return Unreadable(number, type(error).__name__, _kept(sent))


def read_bytes(sent: bytes, bot: Bot | None = None) -> Update | Unreadable:
    """The update in the bytes of one, with its bot."""
    try:
        return read(json.loads(sent), bot)
    except (ValueError, RecursionError) as error:
        return unread(sent, type(error).__name__)


def unread(sent: bytes, error: str) -> Unreadable:
    """An update of which only the first bytes are looked at, for its number."""
    found = _NUMBER.search(sent[:200])
    number = int(found[1]) if found and 0 < int(found[1]) <= HIGHEST else None
    text = sent[:KEPT].decode("utf-8", "replace")
    return Unreadable(number, error, text if len(sent) <= KEPT else text[:200])


def _kept(sent: Any) -> str:
    text = json.dumps(sent)
    return text if len(text) <= KEPT else text[:200]
