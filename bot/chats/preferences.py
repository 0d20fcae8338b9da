"""What a chat has set with /settings, and the tongue in which it is therefore spoken to.

What is sent without an update that asks for it is said inside
`with use_locale((await chat_context.of_chat(store, chat)).preferences.tongue):`; for an update the
processor of updates does that (bot/messaging/update_processor.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.i18n import time_zones, translation
from bot.i18n.translation import Locale
from knowledge import ReplyLength

FIRST = ("newest", "all")
LENGTHS = tuple(ReplyLength)


@dataclass(frozen=True, slots=True)
class Preferences:
    """`language` is the one chosen, "" where none is; `heard` the one that Telegram tells of the
    person of a private chat. `first` is what is asked first: the "newest" article that was
    brought, or "all" alike. `length` is how long replies are.
    """

    language: str = ""
    heard: str = ""
    zone: str = time_zones.UTC
    first: str = "newest"
    length: ReplyLength = ReplyLength.USUAL

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
        length=ReplyLength(length) if length in LENGTHS else ReplyLength.USUAL,
    )
