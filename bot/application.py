"""The Telegram application: how it is built, and the only list of handlers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from bot import buttons, choices
from bot.access import Access
from bot.addressing import Addressed, Bare
from bot.admin import DATA, Admin
from bot.brought import Brings
from bot.checking import Checking
from bot.choices import Choices
from bot.commands import Commands
from bot.courtesy import Courtesy
from bot.exporting import Exporting
from bot.failures import Failures
from bot.health import Health
from bot.inbox import Inbox
from bot.inline import Inline
from bot.moving import Moving
from bot.opinions import Opinions
from bot.ordering import InOrder
from bot.pacing import Pace
from bot.pressing import Pressing
from bot.questions import Questions
from bot.quoted import LISTS, Quoted
from bot.settings import Settings
from bot.sharing import SHARES, Sharing
from bot.shelves import Shelves
from bot.sources import Sources
from bot.store.store import Store
from bot.welcome import TAPPED, Welcome
from knowledge import Library, Reader

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "message_reaction",
)
CONNECTIONS = 64
GATE = -1
"""The group of handlers that comes before the others."""
READ_TIMEOUT = 40.0
"""Long: a reply of Telegram's that comes late means that the message was sent, and when we do
not wait for it we do not know."""

Telegram = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True)
class Rooms:
    """The parts of the bot, each made once."""

    store: Store
    access: Access
    inbox: Inbox
    order: InOrder
    failures: Failures
    moving: Moving
    commands: Commands
    questions: Questions
    pressing: Pressing
    inline: Inline
    courtesy: Courtesy
    opinions: Opinions
    sources: Sources
    shelves: Shelves
    welcome: Welcome
    quoted: Quoted
    checking: Checking
    sharing: Sharing
    exporting: Exporting
    health: Health
    admin: Admin
    choices: Choices


def furnish(library: Library, store: Store, reader: Reader, settings: Settings) -> Rooms:
    """The rooms of a bot on this library and this store."""
    inbox, moving = Inbox(store), Moving(library, store)
    failures = Failures(store, inbox, moving)
    health = Health(store, inbox)
    questions = Questions(library, store, inbox, failures)
    sharing = Sharing(library, store, inbox)
    return Rooms(
        store,
        Access(store, settings.allowed, settings.admins, settings.rate),
        inbox,
        InOrder(store, inbox, failures),
        failures,
        moving,
        Commands(),
        questions,
        Pressing(library, store, inbox, questions),
        Inline(library, store),
        Courtesy(store),
        Opinions(store, settings.admins),
        Sources(library, store, inbox, failures, questions, reader, settings.chat_articles),
        Shelves(library, store, questions),
        Welcome(library, store, questions, sharing),
        Quoted(library, store, inbox),
        Checking(library, store, inbox, questions),
        sharing,
        Exporting(library, store, inbox),
        health,
        Admin(library, health, failures, reader, settings),
        Choices(store),
    )


def build(token: str, api_url: str, rooms: Rooms) -> Telegram:
    """The application, not yet connected."""
    api = api_url.rstrip("/")
    application: Telegram = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        )
        .rate_limiter(Pace())
        .update_queue(rooms.inbox)
        .concurrent_updates(rooms.order)
        .connection_pool_size(CONNECTIONS)
        .pool_timeout(READ_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .write_timeout(READ_TIMEOUT)
        .job_queue(None)
        .build()
    )
    application.add_handler(TypeHandler(Update, rooms.access.check), GATE)
    application.add_handlers(handlers(rooms))
    application.add_error_handler(rooms.failures.report)
    return application


def handlers(rooms: Rooms) -> list[BaseHandler[Any, Any, Any]]:
    """Every handler, in the order in which they are tried: the first that fits takes it."""
    new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    private = new & filters.ChatType.PRIVATE
    return [
        CommandHandler("start", rooms.welcome.start, new),
        CommandHandler("help", rooms.commands.help, new),
        CommandHandler("privacy", rooms.commands.privacy, private),
        CommandHandler("settings", rooms.choices.settings, new),
        CommandHandler("articles", rooms.shelves.articles, private),
        CommandHandler("remove", rooms.shelves.remove, private),
        CommandHandler("forget", rooms.shelves.forget, private),
        CommandHandler("who", rooms.quoted.who, new),
        CommandHandler("quotes", rooms.quoted.quotes, new),
        CommandHandler("check", rooms.checking.check, new),
        CommandHandler("export", rooms.exporting.export, new),
        CommandHandler("admin", rooms.admin.command, private),
        CommandHandler("feedback", rooms.opinions.tell, private),
        MessageHandler(private & (Brings() | rooms.sources.pastes), rooms.sources.bring),
        MessageHandler(new & Addressed(), rooms.questions.answer),
        MessageHandler(edited & Addressed(), rooms.questions.correct),
        CallbackQueryHandler(rooms.shelves.press, f"^{buttons.CHOSEN}"),
        CallbackQueryHandler(rooms.welcome.press, f"^{TAPPED}"),
        CallbackQueryHandler(rooms.quoted.press, f"^{LISTS}"),
        CallbackQueryHandler(rooms.sharing.press, f"^{SHARES}"),
        CallbackQueryHandler(rooms.admin.press, f"^{DATA}"),
        CallbackQueryHandler(rooms.choices.press, f"^{choices.PRESSED}"),
        CallbackQueryHandler(rooms.pressing.press),
        InlineQueryHandler(rooms.inline.answer),
        MessageReactionHandler(rooms.opinions.react),
        MessageHandler(filters.StatusUpdate.MIGRATE, rooms.moving.moved),
        ChatMemberHandler(rooms.failures.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(new & Bare(), rooms.courtesy.ask_what),
        MessageHandler(private & filters.COMMAND, rooms.courtesy.unknown_command),
        MessageHandler(
            private & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT, rooms.courtesy.unsupported
        ),
    ]
