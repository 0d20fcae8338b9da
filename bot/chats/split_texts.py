"""The last pastes of each chat, remembered so that they can go on, be edited and be parted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Message
from telegram.ext import filters

from bot.chats.paste import Paste, goes_on

PENDING_TEXT = "paste"
"""The setting of a chat under which its last pastes are kept: where their words stand, no words."""
KEPT = 8
"""Pastes of a chat of which one can still be parted, or edited."""


class SplitTexts(filters.MessageFilter):
    """Remembers the last pastes of each chat, and lets through what is or becomes part of one."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[int, list[Paste]] = {}

    def filter(self, message: Message) -> bool:
        """Whether the message is part of a paste, or goes on with one."""
        return self.of(message) is not None

    def of(self, message: Message) -> Paste | None:
        """The paste that the message is part of already (it has come again, or was edited), else
        the one that it goes on with.
        """
        found = self.holding(message)
        if found is not None:
            return found
        kept = reversed(self._kept.get(message.chat_id, ()))
        return next((paste for paste in kept if goes_on(paste, message)), None)

    def holding(self, message: Message) -> Paste | None:
        """The paste that the message is part of."""
        kept = reversed(self._kept.get(message.chat_id, ()))
        return next((paste for paste in kept if paste.has(message.message_id)), None)

    def shown_by(self, chat: int, card: int) -> Paste | None:
        """The paste whose card that message is."""
        kept = reversed(self._kept.get(chat, ()))
        return next((paste for paste in kept if card in paste.card), None)

    def note(self, chat: int, paste: Paste) -> list[dict[str, Any]]:
        """Remembers a paste as it is now; returns what `restore` wants to see after a restart."""
        first = paste.parts[0].message
        others = [kept for kept in self._kept.get(chat, ()) if kept.parts[0].message != first]
        self._kept[chat] = [*others, paste][-KEPT:]
        return [kept.to_json() for kept in self._kept[chat]]

    def let_go(self, chat: int) -> None:
        """Forgets the pastes of a chat."""
        self._kept.pop(chat, None)

    def restore(self, noted: Mapping[int, Any]) -> None:
        """What was noted last in each chat before the process ended."""
        for chat, kept in noted.items():
            try:
                self._kept[chat] = [Paste.from_json(paste) for paste in kept]
            except (TypeError, ValueError, KeyError, AttributeError):
                continue


class Holding(filters.MessageFilter):
    """Lets through what is part of a paste already."""

    def __init__(self, pastes: SplitTexts) -> None:
        super().__init__()
        self._pastes = pastes

    def filter(self, message: Message) -> bool:
        """Whether the message is."""
        return self._pastes.holding(message) is not None
