"""What a link to the bot carries: t.me/<bot>?start=<parameter>."""

from __future__ import annotations

import base64
import binascii

CARRIED = 45
"""Bytes of a question that fit into a start parameter of 64 characters."""
_QUESTION = "q_"


def with_question(question: str) -> str:
    """The start parameter that carries a question, cut where it is too long; "" for none."""
    words = question.strip().encode()[:CARRIED].decode(errors="ignore")
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
