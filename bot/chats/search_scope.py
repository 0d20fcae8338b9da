"""Where a chat's questions are looked for: its own articles, those shared with it by a link, and
the shared library; no other chat's.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Collection

from bot.store.store import Store
from bot.store.tables import chats, shares
from knowledge import SHARED, Library, Scope

FOCUS_LASTS = 86400.0
"""Seconds for which the newest article that was brought is asked first."""


def collection_of(chat: int) -> str:
    """The collection of what a chat has brought."""
    return f"chat:{chat}"


def chat_of_collection(collection: str) -> int | None:
    """The chat whose own collection it is; None where it is no chat's."""
    found = re.fullmatch(r"chat:(-?\d+)", collection)
    return int(found[1]) if found else None


async def visible_scope(store: Store, chat: int) -> Scope:
    """All that a chat can see."""
    return Scope((collection_of(chat), SHARED), also=await store.run(shares.seen, chat))


async def own_scope(store: Store, chat: int) -> Scope:
    """What a chat has brought, and what is shared with it by a link."""
    return Scope((collection_of(chat),), also=await store.run(shares.seen, chat))


async def can_see(library: Library, store: Store, chat: int, articles: Collection[int]) -> bool:
    """Whether the chat may see all of these articles, which are still there (the sample's too
    while it has nothing else).
    """
    scope = await visible_scope(store, chat)
    return await asyncio.to_thread(library.holds, articles, scope)


async def set_focus(store: Store, chat: int, articles: Collection[int]) -> None:
    """From now on these articles are asked first; none: all alike."""
    await store.run(chats.change_settings, chat, {"focus": list(articles), "focused": time.time()})


async def focused_articles(store: Store, chat: int) -> frozenset[int]:
    """The articles that are asked first; empty where all are alike."""
    settings = await store.run(chats.settings, chat)
    if time.time() - float(settings.get("focused", 0)) > FOCUS_LASTS:
        return frozenset()
    return frozenset(settings.get("focus", ()))
