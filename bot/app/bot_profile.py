"""How the bot presents itself: its commands and descriptions, told to Telegram when they change."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.i18n import translation
from bot.i18n.translation import LANGUAGES, Locale, use_locale
from bot.store.store import Store
from bot.store.tables import key_values
from bot.views import templates

NOTE = "presence"
BREATH = 2.0
"""Seconds before each further language: Telegram limits these calls, and they are in no hurry."""
FEEDS = ("follow", "following", "unfollow", "watch", "unwatch")
RECORD = ("who", "quotes", "check", "timeline", "card")
PRIVATE = (
    "start", "help", "ask", *RECORD, "add", "articles", "remove", "export", *FEEDS, "settings",
    "privacy", "forget",
)  # fmt: skip
GROUP = ("ask", *RECORD, "add", "articles", "export", "help")
ADMINISTRATORS = (*GROUP, *FEEDS, "remove", "forget", "settings")
_SCOPES = (
    (PRIVATE, BotCommandScopeAllPrivateChats()),
    (GROUP, BotCommandScopeAllGroupChats()),
    (ADMINISTRATORS, BotCommandScopeAllChatAdministrators()),
)

Telling = tuple[str, str, Callable[[], Awaitable[bool]]]
"""A piece of it: its name, what it says, and the call that sets it."""

log = logging.getLogger(__name__)


async def update_profile(bot: Bot, store: Store) -> None:
    """Sets what has changed since the last time. These calls are strictly limited, and nothing
    depends on them: a failure is logged, and what is left is tried again at the next start.
    """
    told = _read(await store.run(key_values.read, NOTE), bot)
    for language in LANGUAGES:
        if language != translation.ENGLISH:
            await asyncio.sleep(BREATH)
        known = dict(told)
        try:
            for name, words, tell in await asyncio.to_thread(_pieces, bot, language):
                if told.get(name) != words:
                    await tell()
                    told[name] = words
        except TelegramError as error:
            log.warning("commands and descriptions are not all set yet: %s", error)
            return
        finally:
            if told != known:
                await store.run(key_values.write, NOTE, json.dumps([bot.id, told], sort_keys=True))


def _read(note: str, bot: Bot) -> dict[str, str]:
    """What was told in this bot's name."""
    known = json.loads(note or "[0, {}]")
    return dict(known[1]) if known[0] == bot.id and len(known) == 2 else {}


def _pieces(bot: Bot, language: str) -> list[Telling]:
    """Commands and descriptions in a language; English is for all others too."""
    code = None if language == translation.ENGLISH else language
    pieces: list[Telling] = []
    with use_locale(Locale(language)):
        for names, scope in _SCOPES:
            words = {name: templates.label(f"command_{name}") for name in names}
            commands = [BotCommand(name, said) for name, said in words.items()]
            tell = partial(bot.set_my_commands, commands, scope=scope, language_code=code)
            pieces.append((f"{scope.type} {language}", json.dumps(words), tell))
        about, short = (
            templates.render("description.txt"),
            templates.render("short_description.txt"),
        )
    tell = partial(bot.set_my_description, about, code)
    pieces.append((f"description {language}", about, tell))
    tell = partial(bot.set_my_short_description, short, code)
    return [*pieces, (f"short {language}", short, tell)]
