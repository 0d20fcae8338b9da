"""A button that sends data of ours."""

from __future__ import annotations

from telegram import InlineKeyboardButton


def button(words: str, data: str) -> InlineKeyboardButton:
    """A button that sends us `data`, of at most 64 bytes, when it is pressed."""
    return InlineKeyboardButton(words, callback_data=data)
