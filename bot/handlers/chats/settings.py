"""/settings: a chat's language, time zone, where it looks first and how long replies are."""

from __future__ import annotations

from datetime import UTC, datetime

from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.chats.chat_admins import is_chat_admin, is_sender_admin
from bot.chats.preferences import FIRST, LENGTHS, Preferences
from bot.i18n import time_zones, translation
from bot.i18n.translation import use_locale
from bot.incoming.threads import thread_id
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.store.store import Store
from bot.views import templates

SETTINGS_PREFIX = "set:"
"""What the data of a button of the settings begins with: set:what:value; without a value it opens
what there is to choose, without anything it closes that."""
AS_IN_TELEGRAM = "auto"
KINDS = ("language", "zone", "first", "length")
_TYPED = {"timezone": "zone", "time": "zone", "focus": "first", "replies": "length"}
"""Other names under which a setting may be typed."""


class ChatSettings:
    """The handlers of /settings and of its buttons. In a group its administrators choose."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def settings(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/settings shows what is set; `/settings timezone Europe/Kyiv` sets it."""
        message = update.message
        if message is None:
            return
        if not await is_sender_admin(context.bot, message.chat, message):
            await _reply(message, templates.render("only_administrators.html"))
            return
        if context.args:
            kind = _TYPED.get(context.args[0].lower(), context.args[0].lower())
            value = parse_value(kind, " ".join(context.args[1:]))
            if not value:
                await _reply(message, templates.render("setting_unknown.html"))
                return
            await self._choose(message.chat, kind, value)
        found = (await chat_context.of_chat(self._store, message.chat_id)).preferences
        with use_locale(found.tongue):
            await _reply(message, settings_text(found), keyboard(found, "", message.chat))

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button of the settings."""
        press = await pressed(update, str, "gone_message.txt")
        if press is None:
            return
        query, message = press.query, press.message
        if not await is_chat_admin(context.bot, message.chat, query.from_user.id):
            await answer_query(query, templates.render("only_administrators.html"))
            return
        kind, _, value = press.button.removeprefix(SETTINGS_PREFIX).partition(":")
        if value and parse_value(kind, value):
            await self._choose(message.chat, kind, parse_value(kind, value))
        found = (await chat_context.of_chat(self._store, message.chat_id)).preferences
        with use_locale(found.tongue):
            opened = "" if value else kind
            await edit_message(message, settings_text(found), keyboard(found, opened, message.chat))
        await answer_query(query)

    async def _choose(self, chat: Chat, kind: str, value: str) -> None:
        chosen: dict[str, object] = {kind: "" if value == AS_IN_TELEGRAM else value}
        if kind == "first":
            chosen["focus"] = []  # what was asked first so far is so no more
        await chat_context.change_settings(self._store, chat.id, chosen)


def parse_value(kind: str, value: str) -> str:
    """The value of a setting that somebody has typed or tapped; "" where there is none such."""
    if kind == "zone":
        return time_zones.parse_zone(value)
    word = value.strip().casefold()
    if kind == "language":
        names = {name.casefold(): code for code, name in translation.LANGUAGES.items()}
        return (
            AS_IN_TELEGRAM
            if word == AS_IN_TELEGRAM
            else names.get(word, translation.supported_language(word))
        )
    options = {"first": FIRST, "length": LENGTHS}.get(kind, ())
    return word if word in options else ""


def settings_text(found: Preferences) -> str:
    """What is set, in HTML, in the tongue in force."""
    return templates.render(
        "settings.html",
        language=translation.LANGUAGES[translation.current_locale().language],
        city=time_zones.city(found.zone),
        now=datetime.now(UTC),
        first=found.first,
        length=found.length,
    )


def keyboard(found: Preferences, opened: str, chat: Chat) -> InlineKeyboardMarkup:
    """What can be set, or of the kind `opened` what can be chosen."""
    if opened not in KINDS:
        buttons = [_button(templates.label(f"settings_{kind}"), kind) for kind in KINDS]
        return _in_rows(buttons)
    private = chat.type == ChatType.PRIVATE
    chosen = getattr(found, opened) or (AS_IN_TELEGRAM if private else translation.ENGLISH)
    buttons = [
        _button(
            templates.label("chosen", label=label) if value == chosen else label,
            f"{opened}:{value}",
        )
        for value, label in _options(opened, private=private).items()
    ]
    return _in_rows(buttons, _button(templates.label("back"), ""))


def _options(kind: str, *, private: bool) -> dict[str, str]:
    """The values to choose from, each with its label."""
    if kind == "zone":
        return {zone: time_zones.city(zone) for zone in time_zones.OFFERED}
    if kind == "language":
        own = {AS_IN_TELEGRAM: templates.label("language_of_telegram")} if private else {}
        return {**own, **translation.LANGUAGES}
    options = FIRST if kind == "first" else LENGTHS
    return {value: templates.label(f"{kind}_{value}") for value in options}


def _in_rows(
    buttons: list[InlineKeyboardButton], *last: InlineKeyboardButton
) -> InlineKeyboardMarkup:
    rows = [buttons[first : first + 2] for first in range(0, len(buttons), 2)]
    return InlineKeyboardMarkup([*rows, list(last)] if last else rows)


def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"{SETTINGS_PREFIX}{data}")


async def _reply(message: Message, text: str, markup: InlineKeyboardMarkup | None = None) -> None:
    await message.reply_text(text, reply_markup=markup, message_thread_id=thread_id(message))
