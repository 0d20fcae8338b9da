"""What a chat has set with /settings, and the tongue in which it is therefore spoken to.

What is sent without an update that asks for it is said inside
`with tongue.speaking((await preferences.of_chat(store, chat)).tongue):`; for an update the
processor of updates does that (bot/ordering.py).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.constants import ChatType

from bot import tongue, zones
from bot.errors import StoreError
from bot.store import chats
from bot.store.store import Store
from bot.tongue import Tongue

FIRST = ("newest", "all")
LENGTHS = ("short", "usual", "long")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """`language` is the one chosen, "" where none is; `heard` the one that Telegram tells of the
    person of a private chat. `first` is what is asked first: the "newest" article that was
    brought, or "all" alike. `length` is how long replies are: "short", "usual" or "long".
    """

    language: str = ""
    heard: str = ""
    zone: str = zones.UTC
    first: str = "newest"
    length: str = "usual"

    @property
    def tongue(self) -> Tongue:
        """The tongue in which the chat is spoken to."""
        return Tongue(self.language or self.heard or tongue.ENGLISH, self.zone)


def read(settings: dict[str, Any]) -> Preferences:
    """The preferences among a chat's settings; what another version wrote differently is left
    out.
    """
    zone = zones.known(str(settings.get("zone", "")))
    first, length = settings.get("first"), settings.get("length")
    return Preferences(
        language=tongue.nearest(settings.get("language")),
        heard=tongue.nearest(settings.get("heard")),
        zone=zone or zones.UTC,
        first=first if first in FIRST else FIRST[0],
        length=length if length in LENGTHS else "usual",
    )


async def of_chat(store: Store, chat: int) -> Preferences:
    """What a chat has set. Raises StoreError."""
    return read(await store.run(chats.settings, chat))


async def of_update(store: Store, update: Update) -> Tongue:
    """The tongue in which to reply: that of the chat's settings, else in private that of the
    person's Telegram, which is kept for what is sent without being asked. A database that fails
    changes the language at most.
    """
    chat, user = update.effective_chat, update.effective_user
    place = chat or user
    if place is None:
        return Tongue()
    # Inline queries come from no chat: they are their person's.
    private = chat is None or chat.type == ChatType.PRIVATE
    heard = tongue.nearest(user.language_code) if private and user else ""
    try:
        found = await of_chat(store, place.id)
        if chat is not None and heard != found.heard and {heard, found.heard} != {"", "en"}:
            await store.run(chats.set_up, chat.id, {"heard": heard})
    except StoreError:
        log.exception("the settings of a chat cannot be read")
        found = Preferences()
    return Tongue(found.language or heard or tongue.ENGLISH, found.zone)
