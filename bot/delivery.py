"""A reply on its way: a placeholder at once, then the reply in its place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Message, ReplyParameters
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError

from bot import replies

T = TypeVar("T")

LONGEST_WAIT = 30.0

log = logging.getLogger(__name__)


class Delivery:
    """The reply to one message. What is sent once is only edited afterwards: an edit can be
    repeated without harm, where Telegram's answer to it was lost; a sending cannot.
    """

    def __init__(self, question: Message) -> None:
        self._question = question
        self._sent: list[int] = []

    async def begin(self) -> None:
        """Shows at once that the question has arrived."""
        await self._place(0)

    async def finish(self, parts: list[str]) -> None:
        """Puts the parts of the reply, in HTML, where they belong."""
        for number, part in enumerate(parts):
            await self._place(number)
            await self._write(number, part)

    async def _place(self, number: int) -> None:
        """Sends the placeholder of a part, unless it stands already."""
        if number < len(self._sent):
            return
        words = replies.say("placeholder.txt" if number == 0 else "continued.txt")
        reply_to = ReplyParameters(self._question.message_id, allow_sending_without_reply=True)
        message = await self._question.chat.send_message(
            words,
            reply_parameters=reply_to,
            message_thread_id=_thread(self._question),
            disable_notification=number > 0,
        )
        self._sent.append(message.message_id)

    async def _write(self, number: int, text: str) -> None:
        bot, chat = self._question.get_bot(), self._question.chat_id
        try:
            await until_done(
                lambda: bot.edit_message_text(text, chat_id=chat, message_id=self._sent[number])
            )
        except BadRequest as exc:
            if "not modified" in exc.message:
                return
            if "to edit not found" not in exc.message:
                raise
            # Somebody has deleted the placeholder: the reply needs a place of its own.
            await self._question.chat.send_message(text, message_thread_id=_thread(self._question))


async def until_done(call: Callable[[], Awaitable[T]]) -> T:
    """Calls again and again while Telegram cannot be reached. Only for what may be repeated.

    Raises what Telegram itself refuses.
    """
    wait = 0.5
    while True:
        try:
            return await call()
        except (BadRequest, Forbidden, InvalidToken):
            raise
        except NetworkError as exc:
            log.warning("Telegram cannot be reached, again in %s s: %s", wait, exc)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


def _thread(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None
