"""What a chat has set with /settings, and the tongue in which it is therefore spoken to.

What is sent without an update that asks for it is said inside
`with use_locale((await chat_preferences(store, chat)).tongue):`; for an update the
processor of updates does that (bot/messaging/update_processor.py).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.constants import ChatType

from bot.errors import StoreError
from bot.i18n import time_zones, translation
from bot.i18n.translation import Locale
from bot.store.store import Store
from bot.store.tables import chats

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
    zone: str = time_zones.UTC
    first: str = "newest"
    length: str = "usual"

    @property
    def tongue(self) -> Locale:
        """The tongue in which the chat is spoken to."""
        return Locale(self.language or self.heard or translation.ENGLISH, self.zone)


def read(settings: dict[str, Any]) -> Preferences:
    """The preferences among a chat's settings; what another version wrote differently is left
    out.
    """
    zone = time_zones.parse_zone(str(settings.get("zone", "")))
    first, length = settings.get("first"), settings.get("length")
    return Preferences(
        language=translation.supported_language(settings.get("language")),
        heard=translation.supported_language(settings.get("heard")),
        zone=zone or time_zones.UTC,
        first=first if first in FIRST else FIRST[0],
        length=length if length in LENGTHS else "usual",
    )


async def chat_preferences(store: Store, chat: int) -> Preferences:
    """What a chat has set. Raises StoreError."""
    return read(await store.run(chats.settings, chat))


async def locale_of_update(store: Store, update: Update) -> Locale:
    """The tongue in which to reply: that of the chat's settings, else in private that of the
    person's Telegram, which is kept for what is sent without being asked. A database that fails
    changes the language at most.
    """
    chat, user = update.effective_chat, update.effective_user
    place = chat or user
    if place is None:
        return Locale()
    # Inline queries come from no chat: they are their person's.
    private = chat is None or chat.type == ChatType.PRIVATE
    heard = translation.supported_language(user.language_code) if private and user else ""
    try:
        found = await chat_preferences(store, place.id)
        if chat is not None and heard != found.heard and {heard, found.heard} != {"", "en"}:
            await store.run(chats.change_settings, chat.id, {"heard": heard})
    except StoreError:
        log.exception("the settings of a chat cannot be read")
        found = Preferences()
    return Locale(found.language or heard or translation.ENGLISH, found.zone)
