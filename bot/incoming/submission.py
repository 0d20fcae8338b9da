"""What a message brings to be read: links, a file, a forwarded post, a pasted text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from telegram import Document, Message, MessageEntity, MessageOriginChannel
from telegram.constants import ChatType

from bot.incoming.addressing import command_in, is_reply_to_bot, text_for_bot
from bot.incoming.entities import parse_entities

PARAGRAPHS, LENGTH = 3, 600
"""A pasted text of so many paragraphs and characters is an article and no question."""
LONG = 1500
"""Characters that no question has."""
POST = 40
"""Words of a forwarded post that is more than a pointer to the link in it."""

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_PAGE = re.compile(r"[\w.-]+\.\w{2,}/\S+")


@dataclass(frozen=True, slots=True)
class Submission:
    """One of a `document`, a `text` that is an article, or `links`; and the question beside it.

    A text that stood in a channel comes with its `origin`.
    """

    document: Document | None = None
    text: str = ""
    links: tuple[str, ...] = ()
    question: str = ""
    origin: MessageOriginChannel | None = None


def submission_in(message: Message) -> Submission | None:
    """What the message brings; None where it is a question, a command, or another bot's words.

    In a group, only what comes with /add, /ask or a mention of the bot, or as a reply to it: what
    the message itself holds, else what the message holds that it replies to.
    """
    words = message.text or message.caption or ""
    if message.via_bot is not None:
        return None
    if message.chat.type != ChatType.PRIVATE or words.startswith("/"):
        return _by_request(message)
    return _by_itself(message)


def _by_itself(message: Message) -> Submission | None:
    words = message.text or message.caption or ""
    if message.document is not None:
        return Submission(document=message.document, question=words.strip())
    links, rest = links_in(message)
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel) and words.strip():
        if len(rest.split()) >= POST or not links:
            return Submission(text=words, origin=origin)
        return Submission(links=links)
    if is_article(rest):
        return Submission(text=words)
    if links:
        return Submission(links=links, question=_asked(rest))
    return None


def _by_request(message: Message) -> Submission | None:
    said = text_for_bot(message)
    if said is None:
        return None
    links, rest = links_in(message, said)
    if message.document is not None:
        return Submission(document=message.document, question=_asked(said))
    if is_article(rest):
        return Submission(text=said)
    if links:
        return Submission(links=links, question=_asked(rest))
    adds, other = command_in(message) == "add", message.reply_to_message
    if adds and len(rest.split()) >= POST:
        return Submission(text=rest)
    if other is None or is_reply_to_bot(message):
        return None
    found = _by_itself(other)
    if found is None and adds and other.text and not other.text.startswith("/"):
        found = Submission(text=other.text)
    return replace(found, question=_asked(said)) if found else None


def _asked(words: str) -> str:
    return words.strip() if any(c.isalnum() for c in words) else ""


def links_in(message: Message, words: str | None = None) -> tuple[tuple[str, ...], str]:
    """The links to pages in a message, each once, and what is written beside them: of all that it
    says, or of these `words` of it.
    """
    found: dict[str, None] = {}
    rest = message.text or message.caption or "" if words is None else words
    for entity, shown in parse_entities(
        message, MessageEntity.URL, MessageEntity.TEXT_LINK
    ).items():
        link = entity.url or shown
        if not _SCHEME.match(link):
            if not _PAGE.match(link):
                continue  # a name with a dot in it, such as “example.org”, is only mentioned
            link = f"https://{link}"
        found[link] = None
        if not entity.url:
            rest = rest.replace(shown, " ", 1)
    return tuple(found), rest.strip()


def may_be_article(text: str) -> bool:
    """Whether a text that is no article for certain may yet be one: as long as no question is,
    or of two paragraphs, and asking nothing at its end.
    """
    paragraphs = sum(bool(line.strip()) for line in text.splitlines())
    lengthy = len(text) >= LENGTH or (len(text) >= LENGTH // 2 and paragraphs > 1)
    return lengthy and not text.rstrip().endswith("?")


def is_article(text: str) -> bool:
    """Whether a text that somebody has pasted is to be read rather than answered."""
    paragraphs = sum(bool(line.strip()) for line in text.splitlines())
    return len(text) > LONG or (len(text) >= LENGTH and paragraphs >= PARAGRAPHS)
