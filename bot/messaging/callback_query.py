"""A button that is pressed, and what comes of it: another text in its message, a word over it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest

from bot.views import templates

T = TypeVar("T")

_STAYS = ("not modified", "to edit not found", "can't be edited")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Press(Generic[T]):
    """A button that somebody has pressed: what it says, and the message that it stands under."""

    query: CallbackQuery
    message: Message
    button: T


async def pressed(
    update: Update, parse: Callable[[str], T | None], gone: str = "gone.txt"
) -> Press[T] | None:
    """The button of an update, as `parse` reads its callback data. None where Telegram no longer
    has its message, or the data is none of ours; that is answered with the template `gone`.
    """
    query = update.callback_query
    if query is None:
        return None
    message, button = query.message, parse(query.data or "")
    if not isinstance(message, Message) or button is None:
        await answer_query(query, templates.render(gone))
        return None
    return Press(query, message, button)


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
