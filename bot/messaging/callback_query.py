"""What the press of a button gets in return: another text in its message, a word over it."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

_STAYS = ("not modified", "to edit not found", "can't be edited")

log = logging.getLogger(__name__)


async def edit_message(message: Message, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
    """Puts another text and keyboard in a message of the bot's, unless somebody has deleted it or
    Telegram keeps it as it is.
    """
    try:
        await message.edit_text(text, reply_markup=keyboard)
    except BadRequest as exc:
        if not any(words in exc.message for words in _STAYS):
            raise


async def answer_query(query: CallbackQuery, words: str = "") -> None:
    """Answers a button; that the query is too old is no failure: it was pressed long ago."""
    try:
        await query.answer(words or None, show_alert=bool(words))
    except BadRequest as exc:
        if "too old" not in exc.message:
            raise
        log.info("a button was answered too late")
