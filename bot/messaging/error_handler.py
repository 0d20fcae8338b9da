"""What goes wrong: first the log, then one sentence to whoever was waiting."""

from __future__ import annotations

import logging

from markupsafe import escape
from telegram import ChatMember, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot import logs
from bot.chats import usage_statistics
from bot.chats.chat_migration import ChatMigration
from bot.errors import Full, PoisonUpdate
from bot.messaging.callback_query import answer_query
from bot.messaging.delivery import Delivery
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import chats
from bot.views import templates
from knowledge import ReadingStopped, SourceError

CLOSED = ("chat not found", "have no rights to send", "not enough rights", "peer_id_invalid")

log = logging.getLogger(__name__)


class ErrorHandler:
    """The handler of errors, and the keeper of chats where nothing can be sent."""

    def __init__(self, store: Store, inbox: UpdateQueue, moving: ChatMigration) -> None:
        self._store = store
        self._inbox = inbox
        self._moving = moving

    def log_and_describe(self, error: BaseException) -> str:
        """Writes the error to the log; returns its sentence for people, in HTML."""
        if is_expected(error):
            because = f", from {logs.safe_text(error.__cause__)}" if error.__cause__ else ""
            log.info("refused: %s%s", logs.safe_text(error), because)
        else:
            log.error("%s", type(error).__name__, exc_info=error)
        if not isinstance(error, SourceError | Full):
            usage_statistics.record_failure(self._store)
        return str(escape(templates.error_text(error)))

    async def report(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Called by python-telegram-bot with whatever a handler raised."""
        error = context.error
        if error is None:
            return
        if not isinstance(update, Update):
            self.log_and_describe(error)
        elif is_closed(error):
            await self._close(update, error)
        else:
            self._inbox.fail(update, error)
            words = self.log_and_describe(error)
            if not isinstance(error, NetworkError) or isinstance(error, BadRequest):
                await self._tell(update, words)

    async def set_aside(self, update: Update) -> None:
        """Gives up an update that ended the process each time that it was worked on."""
        self._inbox.fail(update, PoisonUpdate())
        log.error("update %s is set aside after too many tries", update.update_id)
        await self._tell(update, str(escape(templates.error_text(PoisonUpdate()))))

    async def membership(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was let in, blocked or thrown out."""
        del context
        change = update.my_chat_member
        if change is not None:
            out = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
            why = str(change.new_chat_member.status) if out else ""
            await self._store.run(chats.close, change.chat.id, why)
            # Whoever runs the bot finds here the number of a group that is to be let in.
            log.info("the bot is now %s in chat %d", change.new_chat_member.status, change.chat.id)

    async def _tell(self, update: Update, words: str) -> None:
        """The sentence stands where the reply would have stood."""
        message = update.message or update.edited_message
        try:
            if update.callback_query is not None:
                await answer_query(update.callback_query, words)
            if message is None:
                return
            await Delivery(message, self._store, self._inbox.row(update)).finish([words])
        except TelegramError:
            log.exception("the failure could not be told")

    async def _close(self, update: Update, error: BaseException) -> None:
        log.info("a chat can no longer be written to: %s", error)
        if update.effective_chat is not None:
            await self._store.run(chats.close, update.effective_chat.id, str(error))
            if isinstance(error, ChatMigrated):
                # Learnt by writing there, before the message that tells it has come.
                await self._moving.move(update.effective_chat.id, error.new_chat_id)


def is_expected(error: BaseException) -> bool:
    """Whether nothing of ours has failed: what was brought is no article, or finds no room."""
    return isinstance(error, SourceError | Full) and not isinstance(error, ReadingStopped)


def is_closed(error: BaseException) -> bool:
    """Whether the chat is closed to the bot: blocked, deleted, left, or moved."""
    if isinstance(error, Forbidden | ChatMigrated):
        return True
    return isinstance(error, BadRequest) and any(w in error.message.lower() for w in CLOSED)
