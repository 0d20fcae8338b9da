"""A reply on its way: a placeholder at once, then the reply in its place."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar, cast

from telegram import InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError
from telegram.ext import ExtBot

from bot.incoming.threads import thread_id
from bot.messaging.rate_limiter import SendSlot
from bot.store.store import Store
from bot.store.tables import updates
from bot.store.tables.updates import UpdateRow
from bot.views import templates
from knowledge import SearchSummary

T = TypeVar("T")

LONGEST_WAIT = 30.0
SOMEWHERE = SearchSummary(0)

log = logging.getLogger(__name__)


class Delivery:
    """The reply to one message. What is sent is noted, and from then on only edited: an edit can
    be repeated without harm when nobody knows whether it arrived; a sending cannot.
    """

    def __init__(
        self, question: Message, store: Store, row: UpdateRow | None, sent: Sequence[int] = ()
    ) -> None:
        """`sent` are the messages of an earlier reply to the same question, to be used again."""
        self._question = question
        self._store = store
        self._row = row
        self._sent = list(sent)
        self._begun = False

    async def begin(self, words: str = "") -> None:
        """Shows at once, in these words, that the message has arrived, unless something stands
        there already.
        """
        if not self._begun and self._row is not None and self._row.begun:
            parts = await self._store.run(updates.parts, self._row.id)
            self._sent += [message for message in parts if message not in self._sent]
        self._begun = True
        await self._place(0, words or templates.render("placeholder.txt", searched=SOMEWHERE))

    async def finish(
        self, parts: list[str], keyboard: InlineKeyboardMarkup | None = None
    ) -> list[int]:
        """Puts the parts of the reply, in HTML, where they belong, and the keyboard under the
        last; the ids of the messages. What an earlier, longer reply had more is taken away.
        """
        await self.begin()
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            await self._place(number, templates.render("continued.txt"))
            await self._write(number, part, keyboard if last else None)
        for message in self._sent[len(parts) :]:
            with contextlib.suppress(BadRequest):
                await self._question.get_bot().delete_message(self._question.chat_id, message)
        return self._sent[: len(parts)]

    async def _place(self, number: int, words: str) -> None:
        """Sends the message that a part will have, and notes it."""
        if number < len(self._sent):
            return

        async def note(message: int) -> None:
            self._sent.append(message)
            if self._row is not None:
                self._row.begun = True
                await self._store.run(updates.place, self._row.id, number, message)

        await send_noted(self._store, lambda turn: self._send(words, turn), note)

    async def _send(self, words: str, turn: SendSlot) -> Message:
        question = self._question
        bot = cast("ExtBot[SendSlot]", question.get_bot())
        return await bot.send_message(
            question.chat_id,
            words,
            reply_parameters=ReplyParameters(question.message_id, allow_sending_without_reply=True),
            message_thread_id=thread_id(question),
            disable_notification=bool(self._sent),
            rate_limit_args=turn,
        )

    async def _write(self, number: int, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
        question, message = self._question, self._sent[number]
        try:
            await retry_until_done(
                lambda: question.get_bot().edit_message_text(
                    text, chat_id=question.chat_id, message_id=message, reply_markup=keyboard
                )
            )
        except BadRequest as exc:
            if "not modified" in exc.message:
                return
            if "to edit not found" not in exc.message:
                raise
            # Somebody has deleted the placeholder: the reply needs a place of its own.
            again = await question.chat.send_message(
                text, message_thread_id=thread_id(question), reply_markup=keyboard
            )
            self._sent[number] = again.message_id


async def send_noted(
    store: Store,
    send: Callable[[SendSlot], Awaitable[Message]],
    note: Callable[[int], Awaitable[T]],
) -> tuple[int, T]:
    """Sends a message, however often Telegram cannot be reached, and notes it before the next one
    is sent: of one at most it is unknown whether it was sent. Its number, and what `note` returns.
    """
    turn = SendSlot(store.one_at_a_time)

    async def sent() -> Message:
        try:
            return await send(turn)
        except NetworkError:
            turn.leave()
            raise

    try:
        message = await retry_until_done(sent)
        return message.message_id, await note(message.message_id)
    finally:
        turn.leave()


async def retry_until_done(call: Callable[[], Awaitable[T]]) -> T:
    """Calls again and again while Telegram cannot be reached.

    What Telegram did although we have no answer is then done twice: only for what may be.
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
