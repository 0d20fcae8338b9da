"""A paste: the messages that a text too long for one has come in, and what goes on with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, timedelta
from typing import Any, Self

from telegram import Message, MessageOrigin, MessageOriginChannel
from telegram.constants import MessageLimit

from bot.incoming.entities import said
from bot.incoming.submission import POST, links_in
from bot.incoming.threads import thread_id
from bot.views.message_split import utf16_length
from knowledge import is_asking

PAUSE = timedelta(seconds=2)
"""Between two messages of one paste."""
LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
"""UTF-16 units of a message."""
SLACK = 8
"""Blanks that clients leave out where they cut a text."""
_ENDS = (".", "!", "?", "…", ":", "”", '"', "»", "’", ")", "。")


@dataclass(frozen=True, slots=True)
class Part:
    """A message, and where its words stand in the article's text."""

    message: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paste:
    """An article and the messages that it was put together from.

    `at` (seconds of the epoch), `units` and `whole` are of the last message: when it was sent, how
    long it was (UTF-16), and whether its last sentence was; 0 units: nothing more belongs to it.
    `origin` is from whom it was forwarded, and `origin_at` when it was written there. `card` are
    the messages that show the article, `before` is the article whose place it has taken, and
    `out` a message that is being taken out, with its words until it is answered.
    """

    sender: int
    thread: int
    at: float
    units: int
    whole: bool
    article: int
    card: tuple[int, ...]
    parts: tuple[Part, ...]
    reply: int = 0
    origin: str = ""
    origin_at: float = 0.0
    before: int = 0
    out: tuple[int, str] | None = None

    def has(self, message: int) -> bool:
        """Whether this message is one of its parts, or is just being taken out."""
        out = self.out is not None and self.out[0] == message
        return out or any(part.message == message for part in self.parts)

    def with_more(self, text: str, message: Message) -> tuple[Self, str]:
        """The paste and its text with the words of one more message, which were cut off at the end
        of a paragraph, a sentence or a word.
        """
        words = said(message).strip()
        joint = "\n\n" if self.whole else " "
        start = len(text) + len(joint)
        part = Part(message.message_id, start, start + len(words))
        about = _about(message)
        grown = replace(self, parts=(*self.parts, part), **about)
        return grown, f"{text}{joint}{words}"

    def with_other(self, text: str, message: int, words: str) -> tuple[Self, str]:
        """The paste and its text with other words in the place of one message's."""
        part = next(part for part in self.parts if part.message == message)
        more = len(words) - (part.end - part.start)
        parts = (
            *(p for p in self.parts if p.start < part.start),
            replace(part, end=part.end + more),
            *(
                replace(p, start=p.start + more, end=p.end + more)
                for p in self.parts
                if p.start > part.start
            ),
        )
        return replace(self, parts=parts), text[: part.start] + words + text[part.end :]

    def without_last(self, text: str) -> tuple[Self, str]:
        """The paste and its text without the last message, which is to be answered by itself."""
        *parts, last = self.parts
        out = (last.message, text[last.start : last.end])
        return replace(self, parts=tuple(parts), out=out, units=0), text[: parts[-1].end]

    def to_json(self) -> dict[str, Any]:
        """What is kept of it."""
        return {**asdict(self), "parts": [[p.message, p.start, p.end] for p in self.parts]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What was kept. Raises TypeError, ValueError or KeyError for what another version kept."""
        out = kept.get("out")
        tuples = {
            "card": tuple(kept["card"]),
            "parts": tuple(Part(*part) for part in kept["parts"]),
            "out": (int(out[0]), str(out[1])) if out else None,
        }
        return cls(**{**kept, **tuples})


def begun(message: Message, text: str, article: int, card: Iterable[int]) -> Paste | None:
    """The paste that a message has begun with this `text` of it; None where that is another's."""
    start = said(message).find(text)
    if start < 0:
        return None
    about = _about(message)
    parts = (Part(message.message_id, 0, len(text)),)
    return Paste(**about, article=article, card=tuple(card), parts=parts)


def goes_on(paste: Paste, message: Message) -> bool:
    """Whether the message is the next part of the paste: sent at once by the same sender in the
    same place, it could not have stood in the message before, and does not read as anything else.
    """
    text = message.text or "/"
    about = _about(message)
    together = ("sender", "thread", "reply", "origin")
    return (
        message.via_bot is None
        and not text.startswith("/")
        and not isinstance(message.forward_origin, MessageOriginChannel)
        and all(getattr(paste, name) == about[name] for name in together)
        and 0 <= about["at"] - paste.at <= PAUSE.total_seconds()
        and abs(about["origin_at"] - paste.origin_at) <= PAUSE.total_seconds()
        and _is_cut(paste.units, text)
        and not _is_link(message)
        and not is_asking(text, after_whole=paste.whole)
    )


def _is_cut(length: int, text: str) -> bool:
    """Whether a client would have cut a text here. They cut it in the second half of a message, at
    the last empty line that is there, else at a line, a sentence or a word: so the next block has
    no room in the message before.
    """
    block = text.strip().split("\n\n", 1)[0]
    return 2 * length > LIMIT and length + SLACK + utf16_length(block) > LIMIT


def _is_link(message: Message) -> bool:
    links, rest = links_in(message)
    return bool(links) and len(rest.split()) < POST


def _about(message: Message) -> dict[str, Any]:
    """What is told by a part of a paste about the part that goes on with it."""
    sender = message.from_user or message.sender_chat
    replied, origin = message.reply_to_message, message.forward_origin
    words = said(message)
    return {
        "sender": sender.id if sender else 0,
        "thread": thread_id(message) or 0,
        "at": message.date.timestamp(),
        "units": utf16_length(words),
        "whole": words.rstrip().endswith(_ENDS),
        "reply": replied.message_id if replied else 0,
        "origin": _name(origin) if origin else "",
        "origin_at": origin.date.astimezone(UTC).timestamp() if origin else 0.0,
    }


def _name(origin: MessageOrigin) -> str:
    """Whose words were forwarded."""
    known = origin.to_dict()
    about = known.get("sender_user") or known.get("sender_chat") or {}
    return str(about.get("id") or known.get("sender_user_name") or origin.type)
