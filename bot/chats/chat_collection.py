"""Whose a collection of the library is: what a chat has brought is its own."""

from __future__ import annotations

import re


def collection_of(chat: int) -> str:
    """The collection of what a chat has brought."""
    return f"chat:{chat}"


def chat_of_collection(collection: str) -> int | None:
    """The chat whose own collection it is; None where it is no chat's."""
    found = re.fullmatch(r"chat:(-?\d+)", collection)
    return int(found[1]) if found else None
