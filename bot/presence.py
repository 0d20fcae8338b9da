"""How the bot presents itself: its commands and descriptions, told to Telegram when they change."""

from __future__ import annotations

import json
import logging

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot import replies
from bot.store import notes
from bot.store.store import Store

NOTE = "presence"
PRIVATE = (
    "start", "help", "ask", "who", "quotes", "check",
    "articles", "remove", "export", "privacy", "forget",
)  # fmt: skip
GROUP = ("ask", "who", "quotes", "check", "export", "help")

log = logging.getLogger(__name__)


async def present(bot: Bot, store: Store) -> None:
    """Sets what has changed since the last time. These calls are strictly limited, and nothing
    depends on them: a failure is logged and tried again at the next start.
    """
    words = {name: replies.label(f"command_{name}") for name in {*PRIVATE, *GROUP}}
    about, short = replies.say("description.txt"), replies.say("short_description.txt")
    wanted = json.dumps([bot.id, words, PRIVATE, GROUP, about, short], sort_keys=True)
    try:
        if await store.run(notes.read, NOTE) == wanted:
            return
        for names, scope in (
            (PRIVATE, BotCommandScopeAllPrivateChats()),
            (GROUP, BotCommandScopeAllGroupChats()),
        ):
            await bot.set_my_commands([BotCommand(n, words[n]) for n in names], scope=scope)
        await bot.set_my_description(about)
        await bot.set_my_short_description(short)
        await store.run(notes.write, NOTE, wanted)
    except TelegramError as error:
        log.warning("commands and descriptions are not set yet: %s", error)
