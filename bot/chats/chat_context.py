"""What a chat has set and may see, loaded once an update and handed on to whoever needs it.

The processor of updates (bot/messaging/update_processor.py) loads it in one trip to the database
and puts it in force; `of_chat` hands it on. What changes it goes through `change`, which loads it
anew in the trip of the change. Outside of an update `of_chat` reads the database each time.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection
from telegram import Message, Update
from telegram.constants import ChatType

from bot.chats import earlier_answers, preferences
from bot.chats.chat_collection import collection_of
from bot.chats.earlier_answers import EarlierAnswers
from bot.chats.preferences import Preferences
from bot.errors import StoreError
from bot.i18n import translation
from bot.i18n.translation import Locale
from bot.incoming.parsed_message import parsed
from bot.store.store import Store
from bot.store.tables import chats, shares
from knowledge import SHARED, Library, Scope

P = ParamSpec("P")
T = TypeVar("T")

FOCUS_LASTS = 86400.0
"""Seconds for which the newest article that was brought is asked first."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChatContext:
    """A chat as its `settings` in the database and its links make it. `lent` are the articles that
    other chats share with it; `focus` those that are asked first, none where all are alike.
    `earlier` are the answers that the update's question refers to, where it asks one.
    """

    chat: int
    settings: Mapping[str, Any]
    preferences: Preferences
    lent: frozenset[int] = frozenset()
    focus: frozenset[int] = frozenset()
    earlier: EarlierAnswers | None = None

    @property
    def visible_scope(self) -> Scope:
        """All that the chat can see."""
        return Scope((collection_of(self.chat), SHARED), also=self.lent)

    @property
    def own_scope(self) -> Scope:
        """What the chat has brought, and what is shared with it by a link."""
        return Scope((collection_of(self.chat),), also=self.lent)


_current: ContextVar[ChatContext | None] = ContextVar("chat", default=None)


@contextmanager
def use_chat(found: ChatContext | None) -> Iterator[None]:
    """Inside, `of_chat` hands this on; None: nothing is known, and the database is asked."""
    before = _current.set(found)
    try:
        yield
    finally:
        _current.reset(before)


async def of_chat(store: Store, chat: int) -> ChatContext:
    """The context of a chat: that in force where it is this chat's. Raises StoreError."""
    found = _current.get()
    return found if found is not None and found.chat == chat else await store.run(load, chat)


async def change(
    store: Store,
    chat: int,
    function: Callable[Concatenate[Connection, P], T],
    *args: P.args,
    **more: P.kwargs,
) -> T:
    """What `function` returns, which changes what a chat has set or may see; from then on that
    is in force. Raises StoreError.
    """

    def changed(connection: Connection) -> tuple[T, ChatContext]:
        return function(connection, *args, **more), load(connection, chat)

    value, found = await store.run(changed)
    before = _current.get()
    if before is not None and before.chat == chat:
        _current.set(replace(found, earlier=before.earlier))
    return value


async def change_settings(store: Store, chat: int, chosen: dict[str, Any]) -> None:
    """Changes some of the chat's settings. Raises StoreError."""
    await change(store, chat, chats.change_settings, chat, chosen)


async def set_focus(store: Store, chat: int, articles: Collection[int]) -> None:
    """From now on these articles are asked first; none: all alike."""
    await change_settings(store, chat, {"focus": list(articles), "focused": time.time()})


async def can_see(library: Library, store: Store, chat: int, articles: Collection[int]) -> bool:
    """Whether the chat may see all of these articles, which are still there (the sample's too
    while it has nothing else).
    """
    scope = (await of_chat(store, chat)).visible_scope
    return await asyncio.to_thread(library.holds, articles, scope)


def load(connection: Connection, chat: int) -> ChatContext:
    """The context of a chat as the database has it."""
    settings = chats.settings(connection, chat)
    lasts = time.time() - float(settings.get("focused", 0)) <= FOCUS_LASTS
    return ChatContext(
        chat,
        settings,
        preferences.read(settings),
        shares.seen(connection, chat),
        frozenset(settings.get("focus", ())) if lasts else frozenset(),
    )


async def of_update(store: Store, update: Update) -> tuple[ChatContext | None, Locale]:
    """The context of an update's chat, and the tongue in which to reply: that of the settings,
    else in private that of the person's Telegram, which is kept for what is sent without being
    asked. None where the database fails: that changes the language at most.
    """
    place = update.effective_chat or update.effective_user
    if place is None:
        return None, Locale()
    heard, chat, message = _heard(update), update.effective_chat, _asking(update)
    edited = update.edited_message is not None
    try:
        found = await store.run(_load_all, place.id, heard if chat else None, message, edited)
    except StoreError:
        log.exception("the settings of a chat cannot be read")
        return None, Locale(heard or translation.ENGLISH)
    return found, replace(found.preferences, heard=heard).tongue


def _load_all(
    connection: Connection, chat: int, heard: str | None, message: Message | None, edited: bool
) -> ChatContext:
    """The context with what the question in `message` refers to; `heard` is kept where it is new
    (in a private chat, None elsewhere).
    """
    found = load(connection, chat)
    known = found.preferences.heard
    if heard is not None and heard != known and {heard, known} != {"", "en"}:
        chats.change_settings(connection, chat, {"heard": heard})
        found = load(connection, chat)
    if message is None:
        return found
    return replace(found, earlier=earlier_answers.of_message(connection, message, edited=edited))


def _asking(update: Update) -> Message | None:
    """The message of an update, where it asks something."""
    message = update.message or update.edited_message
    return message if message is not None and parsed(message).question is not None else None


def _heard(update: Update) -> str:
    """The language of the person's Telegram, in private: "" elsewhere, or where it is not ours.
    Inline queries come from no chat: they are their person's.
    """
    chat, user = update.effective_chat, update.effective_user
    private = chat is None or chat.type == ChatType.PRIVATE
    return translation.supported_language(user.language_code) if private and user else ""
