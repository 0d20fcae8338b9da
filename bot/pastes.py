"""A text too long for one message comes in several: they are one paste."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import Message
from telegram.ext import filters

FULL = 4000
"""Characters of a message that was probably cut: Telegram's limit is 4096."""
PAUSE = timedelta(seconds=2)
"""Between two messages of one paste."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A paste as far as it has come: when, its text, its article, the messages of its card."""

    at: datetime
    text: str
    article: int
    messages: list[int]

    def with_more(self, text: str) -> str:
        """The text with the next message's, which was cut off at a line's or a word's end."""
        whole = self.text.rstrip().endswith((".", "!", "?", "”", '"', "»"))
        return f"{self.text}\n\n{text}" if whole else f"{self.text} {text}"


class Pastes(filters.MessageFilter):
    """Remembers what may go on, and lets through what goes on with it."""

    def __init__(self) -> None:
        super().__init__()
        self._begun: dict[int, Begun] = {}

    def filter(self, message: Message) -> bool:
        """Whether the message goes on with what came just before it."""
        return self.before(message) is not None

    def before(self, message: Message) -> Begun | None:
        """What the message goes on with."""
        begun = self._begun.get(message.chat_id)
        text = message.text or "/"
        if begun is None or text.startswith("/") or message.via_bot or message.forward_origin:
            return None
        return begun if message.date - begun.at <= PAUSE else None

    def note(self, message: Message, text: str, article: int, messages: list[int]) -> None:
        """The message has brought `text`, or the last part of it; more may follow at once."""
        self._begun = {c: b for c, b in self._begun.items() if message.date - b.at <= PAUSE}
        self._begun.pop(message.chat_id, None)
        if len(message.text or "") >= FULL:
            self._begun[message.chat_id] = Begun(message.date, text, article, messages)
