"""What is told unasked: sent once, at Telegram's pace, and not where nothing can be sent."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import cast

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.ext import ContextTypes, ExtBot

from bot.chats.access_control import AccessControl
from bot.chats.chat_migration import ChatMigration
from bot.errors import StoreError
from bot.jobs.intervals import JobIntervals
from bot.messaging import set_aside
from bot.messaging.delivery import retry_until_done, send_noted
from bot.messaging.error_handler import is_closed
from bot.messaging.rate_limiter import SendSlot
from bot.messaging.set_aside import Aside
from bot.store.store import Store
from bot.store.tables import chats, notices
from bot.store.tables.notices import Notice

AT_ONCE = 32
"""Chats that are told something at the same time."""

log = logging.getLogger(__name__)


class NoticeSender:
    """Sends notices, one after the other to each chat.

    The first line is sent, its message noted, and the whole then put in its place by an edit,
    which can be repeated without harm: whatever ends the process, all of a notice is told once.
    """

    def __init__(
        self,
        store: Store,
        rhythm: JobIntervals,
        access: AccessControl,
        moving: ChatMigration,
        given_up: Aside,
    ) -> None:
        """Only chats that `access` lets in are told anything; a group that turns out to have
        become another one is moved; `given_up` is told of notices that cannot be sent.
        """
        self._aside = given_up
        self._access = access
        self._moving = moving
        self._store = store
        self._rhythm = rhythm
        self._sending: dict[int, asyncio.Task[None]] = {}

    async def round(self, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Begins to send what waits; does not wait for it."""
        free = AT_ONCE - len(self._sending)
        if free <= 0:
            return
        now = time.time()
        for notice in await self._store.run(notices.claim, now, self._rhythm.lease, free):
            if notice.chat not in self._sending:
                self._sending[notice.chat] = asyncio.create_task(self._send(context.bot, notice))

    def cancel(self) -> None:
        """Ends what is under way; it stands in the database."""
        for task in self._sending.values():
            task.cancel()

    async def _send(self, bot: Bot, notice: Notice) -> None:
        try:
            if not await self._access.allows(notice.chat):
                await self._store.run(notices.drop, notice.chat)
                return
            message = notice.message or await self._placed(bot, notice)
            if message:
                await _fill(bot, notice, message)
            await self._store.run(notices.sent, notice.id)
        except TelegramError as error:
            await self._refused(notice, error)
        except StoreError:
            log.exception("a notice waits: nothing can be noted of it")
        except Exception as error:
            await self._give_up(notice, error)
        finally:
            del self._sending[notice.chat]

    async def _placed(self, bot: Bot, notice: Notice) -> int:
        """Sends the first line and notes its message; 0 where it is not to be told any more."""
        message, kept = await send_noted(
            self._store,
            lambda turn: cast("ExtBot[SendSlot]", bot).send_message(
                notice.chat,
                notice.heading,
                message_thread_id=notice.thread or None,
                rate_limit_args=turn,
            ),
            lambda message: self._store.run(notices.placed, notice.id, message),
        )
        return message if kept else 0

    async def _refused(self, notice: Notice, error: TelegramError) -> None:
        if isinstance(error, ChatMigrated):
            await self._moving.move(notice.chat, error.new_chat_id)
            await self._store.run(notices.unclaim, notice.id)  # it will be told in the new one
        elif is_closed(error):
            log.info("a chat can no longer be written to: %s", error)
            await self._store.run(chats.close, notice.chat, str(error))
            await self._store.run(notices.drop, notice.chat)
        else:
            await self._give_up(notice, error)

    async def _give_up(self, notice: Notice, error: Exception) -> None:
        """The next one of the chat is not to wait for it."""
        await self._store.run(notices.sent, notice.id)
        self._aside.note(set_aside.NOTICE, notice.id, error)


async def _fill(bot: Bot, notice: Notice, message: int) -> None:
    """Puts all of it into its message."""
    try:
        await retry_until_done(
            lambda: bot.edit_message_text(notice.text, chat_id=notice.chat, message_id=message)
        )
    except BadRequest as exc:
        # It stands there already, or somebody has deleted it.
        if "not modified" not in exc.message and "to edit not found" not in exc.message:
            raise
