"""What a message marks in its text or caption: links, mentions."""

from __future__ import annotations

from telegram import Message, MessageEntity


def parse_entities(message: Message, *kinds: str) -> dict[MessageEntity, str]:
    """The marks of these kinds, in order, and what they stand over. Telegram counts in UTF-16; of
    a mark that ends within a character only whole ones count.
    """
    text = (message.text or message.caption or "").encode("utf-16-le", "surrogatepass")
    found = {}
    for entity in message.entities or message.caption_entities:
        if entity.type in kinds:
            over = text[2 * entity.offset : 2 * (entity.offset + entity.length)]
            if shown := over.decode("utf-16-le", "ignore"):
                found[entity] = shown
    return found
