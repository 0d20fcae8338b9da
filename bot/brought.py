"""What a message brings to be read: links, a file, a forwarded post, a pasted text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Document, Message, MessageEntity, MessageOriginChannel
from telegram.ext import filters

PARAGRAPHS, LENGTH = 3, 600
"""A pasted text of so many paragraphs and characters is an article and no question."""
LONG = 1500
"""Characters that no question has."""
POST = 40
"""Words of a forwarded post that is more than a pointer to the link in it."""

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_PAGE = re.compile(r"[\w.-]+\.\w{2,}/\S+")


@dataclass(frozen=True, slots=True)
class Brought:
    """One of a `document`, a `text` that is an article, or `links`; and the question beside it.

    A text that stood in a channel comes with its `origin`.
    """

    document: Document | None = None
    text: str = ""
    links: tuple[str, ...] = ()
    question: str = ""
    origin: MessageOriginChannel | None = None


class Brings(filters.MessageFilter):
    """Lets through what brings something to be read."""

    def filter(self, message: Message) -> bool:
        """Whether the message does."""
        return brought_by(message) is not None


def brought_by(message: Message) -> Brought | None:
    """What the message brings; None where it is a question, a command, or another bot's words."""
    words = message.text or message.caption or ""
    if message.via_bot is not None or words.startswith("/"):
        return None
    if message.document is not None:
        return Brought(document=message.document, question=words.strip())
    links, rest = links_in(message)
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel) and words.strip():
        if len(rest.split()) >= POST or not links:
            return Brought(text=words, origin=origin)
        return Brought(links=links)
    if is_article(rest):
        return Brought(text=words)
    if links:
        return Brought(links=links, question=rest if any(c.isalnum() for c in rest) else "")
    return None


def links_in(message: Message) -> tuple[tuple[str, ...], str]:
    """The links to pages in a message, each once, and what is written beside them."""
    found: dict[str, None] = {}
    rest = message.text or message.caption or ""
    kinds: list[str | None] = [MessageEntity.URL, MessageEntity.TEXT_LINK]
    entities = message.parse_entities(kinds) if message.text else {}
    entities |= message.parse_caption_entities(kinds) if message.caption else {}
    for entity, words in entities.items():
        link = entity.url or words
        if not _SCHEME.match(link):
            if not _PAGE.match(link):
                continue  # a name with a dot in it, such as “example.org”, is only mentioned
            link = f"https://{link}"
        found[link] = None
        if not entity.url:
            rest = rest.replace(words, " ", 1)
    return tuple(found), rest.strip()


def is_article(text: str) -> bool:
    """Whether a text that somebody has pasted is to be read rather than answered."""
    paragraphs = sum(bool(line.strip()) for line in text.splitlines())
    return len(text) > LONG or (len(text) >= LENGTH and paragraphs >= PARAGRAPHS)
