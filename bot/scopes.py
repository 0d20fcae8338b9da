"""Where a chat's questions are looked for: its own articles and the shared ones, no other's."""

from __future__ import annotations

import re
import time
from collections.abc import Collection

from bot.store import chats
from bot.store.store import Store
from knowledge import SHARED, Scope

FOCUS_LASTS = 86400.0
"""Seconds for which the newest article that was brought is asked first."""


def own(chat: int) -> str:
    """The collection of what a chat has brought."""
    return f"chat:{chat}"


def chat_of(collection: str) -> int | None:
    """The chat whose own collection it is; None where it is no chat's."""
    found = re.fullmatch(r"chat:(-?\d+)", collection)
    return int(found[1]) if found else None


def seen_by(chat: int) -> Scope:
    """All that a chat can see."""
    return Scope((own(chat), SHARED))


async def look_at(store: Store, chat: int, articles: Collection[int]) -> None:
    """From now on these articles are asked first; none: all alike."""
    await store.run(chats.set_up, chat, {"focus": list(articles), "focused": time.time()})


async def focus(store: Store, chat: int) -> frozenset[int]:
    """The articles that are asked first; empty where all are alike."""
    settings = await store.run(chats.settings, chat)
    if time.time() - float(settings.get("focused", 0)) > FOCUS_LASTS:
        return frozenset()
    return frozenset(settings.get("focus", ()))
