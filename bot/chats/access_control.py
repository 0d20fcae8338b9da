"""Who may use the bot, and how much: what looks at every update before the other handlers."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Collection

from telegram import InlineQueryResultsButton, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.chats import chat_context
from bot.chats.user_quota import UserQuota
from bot.errors import StoreError
from bot.incoming.entities import said
from bot.incoming.parsed_message import parsed
from bot.incoming.threads import thread_id
from bot.keyboards import confirmations
from bot.store.store import Store
from bot.views import templates

SILENCE = 3600.0
"""Seconds between two sentences to a person who is not let in."""
ALWAYS = frozenset({"forget", "privacy"})
"""Commands for everyone, with their buttons: who is no longer let in may still have what is kept of
them deleted.
"""
LINKS = 5
TYPED = 0.2
"""What an inline query costs: one comes at each pause in the typing of a single question."""
CACHED = 5

log = logging.getLogger(__name__)


class AccessControl:
    """The gate. An update that it does not let through is done: it is not tried again."""

    def __init__(
        self, store: Store, allowed: Collection[int], admins: Collection[int], rate: int
    ) -> None:
        """`allowed` are ids of people and chats, none: everyone; `rate` is questions a minute."""
        self._store = store
        self._allowed = frozenset(allowed)
        self._admins = frozenset(admins)
        self._quota = UserQuota(rate)

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Every update. Raises ApplicationHandlerStop where no handler may see it."""
        del context
        if _is_about_the_chat(update):
            return
        if not await self._lets_in(update):
            with contextlib.suppress(StoreError):
                await self._turn_away(update)
            raise ApplicationHandlerStop
        sender, cost = update.effective_sender, _cost(update)
        if sender is None or sender.id in self._admins or not cost:
            return
        if not self._quota.take(sender.id, cost):
            if self._quota.may_say_so(sender.id):
                await _say(update, "slow_down")
            else:
                await _say(update, "")
            raise ApplicationHandlerStop

    async def allows(self, chat: int) -> bool:
        """Whether a chat may be written to unasked; a private one has its person's id."""
        if not self._allowed or chat in self._allowed or chat in self._admins:
            return True
        # A group that has become a supergroup is still the one that was let in.
        if chat >= 0:
            return False
        found = await chat_context.of_chat(self._store, chat)
        return not self._allowed.isdisjoint(found.settings.get("was", ()))

    async def _lets_in(self, update: Update) -> bool:
        ids = {x.id for x in (update.effective_user, update.effective_sender) if x is not None}
        if not self._allowed or ids & (self._allowed | self._admins):
            return True
        chat = update.effective_chat
        if chat is not None and chat.type == ChatType.PRIVATE and _is_always_let_in(update):
            return True
        try:
            return chat is not None and await self.allows(chat.id)
        except StoreError:
            log.exception("whether a chat is let in cannot be read")
            return False

    async def _turn_away(self, update: Update) -> None:
        """One sentence in private, an hour; none in groups; an inline query finds nothing."""
        message, user = update.message, update.effective_user
        private = message is not None and message.chat.type == ChatType.PRIVATE
        if private and message is not None and user is not None:
            settings = (await chat_context.of_chat(self._store, message.chat_id)).settings
            if time.time() - float(settings.get("turned_away", 0)) <= SILENCE:
                return
            turned = {"turned_away": time.time()}
            await chat_context.change_settings(self._store, message.chat_id, turned)
        elif update.inline_query is None and update.callback_query is None:
            return
        await _say(update, "not_let_in")


async def _say(update: Update, words: str) -> None:
    """Says it where the reply would have stood; "" only ends the waiting."""
    message, query, typed = update.effective_message, update.callback_query, update.inline_query
    user = update.effective_user
    text = templates.render(f"{words}.html", user=user.id if user else 0) if words else ""
    try:
        if query is not None:
            in_private = message is not None and message.chat.type == ChatType.PRIVATE
            await query.answer(text or None if in_private else None)
        elif typed is not None:
            way_in = InlineQueryResultsButton(templates.label("open"), start_parameter="inline")
            await typed.answer([], cache_time=CACHED, is_personal=True, button=way_in)
        elif message is not None and text:
            await message.reply_text(text, message_thread_id=thread_id(message), do_quote=True)
    except TelegramError as error:
        log.info("nothing could be said at the gate: %s", error)


def _is_always_let_in(update: Update) -> bool:
    message, query = update.message, update.callback_query
    if query is not None:
        return query.data in (confirmations.FORGET, confirmations.KEEP)
    return message is not None and _command(message) in ALWAYS


def _is_about_the_chat(update: Update) -> bool:
    """Whether it tells what became of a chat: that is always to be known."""
    message = update.message
    moved = message is not None and (message.migrate_to_chat_id or message.migrate_from_chat_id)
    return bool(update.my_chat_member is not None or moved)


def _cost(update: Update) -> float:
    """How many questions an update counts for; 0 for what is not meant for the bot."""
    if update.inline_query is not None:
        return TYPED
    if update.callback_query is not None:
        return 1
    message = update.message or update.edited_message
    if message is None:
        return 0
    if message.chat.type != ChatType.PRIVATE:
        return float(parsed(message).question is not None or _command(message) != "")
    return max(1, min(len(parsed(message).links), LINKS))


def _command(message: Message) -> str:
    return parsed(message).command if said(message).strip() else ""
