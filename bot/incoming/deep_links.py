"""What a link to the bot carries: t.me/<bot>?start=<parameter>."""

from __future__ import annotations

import base64
import binascii

CARRIED = 45
"""Bytes of a question that fit into a start parameter of 64 characters."""
KEPT = "k"
"""What a link carries instead of a longer question: it is kept with the person who asked it."""
_QUESTION = "q_"
_ARTICLE = "a_"


def with_question(question: str) -> str:
    """The start parameter that carries a question; KEPT where it is too long, "" for none."""
    words = question.strip()
    if len(words.encode()) > CARRIED:
        return KEPT
    coded = base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")
    return f"{_QUESTION}{coded}" if words else ""


def question_of(parameter: str) -> str:
    """The question in a start parameter; "" where there is none that can be read."""
    if not parameter.startswith(_QUESTION):
        return ""
    coded = parameter.removeprefix(_QUESTION)
    try:
        return base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode().strip()
    except (binascii.Error, ValueError):
        return ""


def to_article(username: str, token: str) -> str:
    """The link that opens a shared article with the bot of that name."""
    return f"https://t.me/{username}?start={_ARTICLE}{token}"


def is_article(parameter: str) -> bool:
    """Whether a start parameter is to open an article."""
    return parameter.startswith(_ARTICLE)


def token_of(parameter: str) -> str:
    """The token in a start parameter that opens an article."""
    return parameter.removeprefix(_ARTICLE)


PENDING_QUESTION = "carried"
"""The setting of a person's chat with a question that a link was too short for."""
