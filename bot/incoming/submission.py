"""What a message brings to be read: links, a file, a forwarded post, a pasted text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from telegram import Document, Message, MessageEntity, MessageOriginChannel
from telegram.constants import ChatType

from bot.incoming.addressing import command_in, is_reply_to_bot, text_for_bot
from bot.incoming.entities import parse_entities, said

PARAGRAPHS, LENGTH = 3, 600
"""A pasted text of so many paragraphs and characters is an article and no question."""
LONG = 1500
"""Characters that no question has."""
POST = 40
"""Words of a forwarded post that is more than a pointer to the link in it."""

_SHOWN = ("image/", "video/", "audio/")
"""Types of files that are looked at or listened to."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_UNMARKED = re.compile(r"(?<!\S)[a-z][a-z0-9+.-]{1,19}://\S*", re.IGNORECASE)
"""A link that Telegram marks none, such as to a name without a dot or with another scheme."""
_ENDS = ".,;:!?)]}>\"'”’»"
_PAGE = re.compile(r"[\w.-]+\.\w{2,}/\S+")


@dataclass(frozen=True, slots=True)
class Submission:
    """A `document`, a `text` that is an article, or `links`, and the question beside it. Under a
    document the others may stand as well.

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
    words = said(message)
    if message.via_bot is not None:
        return None
    if message.chat.type != ChatType.PRIVATE or words.startswith("/"):
        return _by_request(message)
    return _by_itself(message)


def _by_itself(message: Message) -> Submission | None:
    words, document, origin = said(message), _file_of(message), message.forward_origin
    links, rest = links_in(message)
    if document is not None:
        beside = _with_caption(document, words, links, rest)
        # What a channel writes under a file asks us nothing.
        return replace(beside, question="") if isinstance(origin, MessageOriginChannel) else beside
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
    meant = text_for_bot(message)
    if meant is None:
        return None
    links, rest = links_in(message, meant)
    if (document := _file_of(message)) is not None:
        return _with_caption(document, meant, links, rest)
    if is_article(rest):
        return Submission(text=meant)
    if links:
        return Submission(links=links, question=_asked(rest))
    adds, other = command_in(message) == "add", message.reply_to_message
    if adds and len(rest.split()) >= POST:
        return Submission(text=rest)
    if other is None or is_reply_to_bot(message):
        return None
    found = _by_itself(other)
    if found is None and adds and (text := said(other)) and not text.startswith("/"):
        found = Submission(text=text)
    return replace(found, question=_asked(meant)) if found else None


def _file_of(message: Message) -> Document | None:
    """The file that is to be read; None where it is a picture, a film or a sound with words under
    it, which are then the message. An animation comes as a document too.
    """
    document = message.document
    if document is None or message.animation is not None:
        return None
    shown = (document.mime_type or "").startswith(_SHOWN)
    return None if shown and said(message).strip() else document


def _with_caption(document: Document, words: str, links: tuple[str, ...], rest: str) -> Submission:
    if is_article(rest):
        return Submission(document=document, text=words)
    return Submission(document=document, links=links, question=_asked(rest))


def _asked(words: str) -> str:
    return words.strip() if any(c.isalnum() for c in words) else ""


def links_in(message: Message, words: str | None = None) -> tuple[tuple[str, ...], str]:
    """The links to pages in a message, each once, and what is written beside them: of all that it
    says, or of these `words` of it.
    """
    found: dict[str, None] = {}
    rest = said(message) if words is None else words
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
    found |= {link.rstrip(_ENDS): None for link in _UNMARKED.findall(rest)}
    return tuple(found), _UNMARKED.sub(" ", rest).strip()


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
