"""A text too long for one message comes in several: they are one paste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import Message
from telegram.ext import filters

FULL = 4000
"""Characters of a message that was probably cut: Telegram's limit is 4096."""
PENDING_TEXT = "paste"
"""The setting of a chat under which a paste that has begun is kept."""
PAUSE = timedelta(seconds=2)
"""Between two messages of one paste."""


@dataclass(frozen=True, slots=True)
class PendingText:
    """A paste as far as it has come: when, its text, its article, the messages of its card."""

    at: datetime
    text: str
    article: int
    messages: list[int]

    def with_more(self, text: str) -> str:
        """The text with the next message's, which was cut off at a line's or a word's end."""
        whole = self.text.rstrip().endswith((".", "!", "?", "”", '"', "»"))
        return f"{self.text}\n\n{text}" if whole else f"{self.text} {text}"


class SplitTexts(filters.MessageFilter):
    """Remembers what may go on, and lets through what goes on with it."""

    def __init__(self) -> None:
        super().__init__()
        self._begun: dict[int, PendingText] = {}

    def filter(self, message: Message) -> bool:
        """Whether the message goes on with what came just before it."""
        return self.before(message) is not None

    def before(self, message: Message) -> PendingText | None:
        """What the message goes on with."""
        begun = self._begun.get(message.chat_id)
        text = message.text or "/"
        if begun is None or text.startswith("/") or message.via_bot or message.forward_origin:
            return None
        return begun if message.date - begun.at <= PAUSE else None

    def note(
        self, message: Message, text: str, article: int, messages: list[int]
    ) -> list[Any] | None:
        """The message has brought `text`, or the last part of it; more may follow at once.

        Returns what `restore` wants to see again after a restart; None where nothing follows.
        """
        self._begun = {c: b for c, b in self._begun.items() if message.date - b.at <= PAUSE}
        self._begun.pop(message.chat_id, None)
        if len(message.text or "") < FULL:
            return None
        self._begun[message.chat_id] = PendingText(message.date, text, article, messages)
        return [message.date.timestamp(), text, article, messages]

    def restore(self, noted: Mapping[int, Any]) -> None:
        """What was noted last in each chat before the process ended. The message that goes on with
        it may have been sent before that and be waiting.
        """
        for chat, (at, text, article, messages) in noted.items():
            self._begun[chat] = PendingText(
                datetime.fromtimestamp(at, UTC), text, article, messages
            )
