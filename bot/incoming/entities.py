"""What a message says, in its text or its caption, and what it marks there: links, mentions."""

from __future__ import annotations

from telegram import Message, MessageEntity


def said(message: Message) -> str:
    """The words of a message: its text, else its caption, "" where it has neither."""
    return message.text or message.caption or ""


def parse_entities(message: Message, *kinds: str) -> dict[MessageEntity, str]:
    """The marks of these kinds, in order, and what they stand over. Telegram counts in UTF-16; of
    a mark that ends within a character only whole ones count.
    """
    text = said(message).encode("utf-16-le", "surrogatepass")
    found = {}
    for entity in message.entities or message.caption_entities:
        if entity.type in kinds:
            over = text[2 * entity.offset : 2 * (entity.offset + entity.length)]
            if shown := over.decode("utf-16-le", "ignore"):
                found[entity] = shown
    return found
