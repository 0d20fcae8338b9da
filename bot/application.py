"""The Telegram application: how it is built, and the only list of handlers."""

from __future__ import annotations

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
    JobQueue,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from bot import buttons, choices, feed_buttons
from bot.addressing import Addressed, Bare
from bot.admin import DATA
from bot.brought import Brings
from bot.doubts import Doubtful
from bot.pacing import Pace
from bot.quoted import LISTS
from bot.rooms import Rooms
from bot.sharing import SHARES
from bot.welcome import TAPPED

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
        .job_queue(JobQueue())
        .build()
    )
    application.add_handler(TypeHandler(Update, rooms.access.check), GATE)
    application.add_handlers(handlers(rooms))
    application.add_error_handler(rooms.failures.report)
    rooms.rounds.begin(application)
    return application


NEW, EDITED = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
PRIVATE = NEW & filters.ChatType.PRIVATE

Handlers = list[BaseHandler[Any, Any, Any]]


def handlers(rooms: Rooms) -> Handlers:
    """Every handler, in the order in which they are tried: the first that fits takes it."""
    return [
        *_commands(rooms),
        *_messages(rooms),
        *_presses(rooms),
        InlineQueryHandler(rooms.inline.answer),
        MessageReactionHandler(rooms.opinions.react),
        MessageHandler(filters.StatusUpdate.MIGRATE, rooms.moving.moved),
        ChatMemberHandler(rooms.failures.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(NEW & Bare(), rooms.courtesy.ask_what),
        MessageHandler(PRIVATE & filters.COMMAND, rooms.courtesy.unknown_command),
        MessageHandler(
            PRIVATE & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT, rooms.courtesy.unsupported
        ),
    ]


def _commands(rooms: Rooms) -> Handlers:
    return [
        CommandHandler("start", rooms.welcome.start, NEW),
        CommandHandler("help", rooms.commands.help, NEW),
        CommandHandler("privacy", rooms.commands.privacy, PRIVATE),
        CommandHandler("settings", rooms.choices.settings, NEW),
        CommandHandler("articles", rooms.shelves.articles, NEW),
        CommandHandler("remove", rooms.shelves.remove, NEW),
        CommandHandler("forget", rooms.forgetting.ask, NEW),
        CommandHandler("who", rooms.quoted.who, NEW),
        CommandHandler("quotes", rooms.quoted.quotes, NEW),
        CommandHandler("check", rooms.checking.check, NEW),
        CommandHandler("export", rooms.exporting.export, NEW),
        CommandHandler("card", rooms.cards.card, NEW),
        CommandHandler("timeline", rooms.timelines.timeline, NEW),
        CommandHandler("admin", rooms.admin.command, PRIVATE),
        CommandHandler("feedback", rooms.opinions.tell, PRIVATE),
        CommandHandler("follow", rooms.following.follow, NEW),
        CommandHandler("following", rooms.following.following, NEW),
        CommandHandler("unfollow", rooms.following.unfollow, NEW),
        CommandHandler("watch", rooms.watches.watch, NEW),
        CommandHandler("unwatch", rooms.watches.unwatch, NEW),
    ]


def _messages(rooms: Rooms) -> Handlers:
    return [
        MessageHandler(PRIVATE & filters.Document.FileExtension("opml"), rooms.lists.bring),
        MessageHandler(NEW & Brings() | PRIVATE & rooms.sources.pastes, rooms.sources.bring),
        CommandHandler("add", rooms.courtesy.add_what, NEW),
        MessageHandler(PRIVATE & Doubtful(), rooms.doubts.ask),
        MessageHandler(NEW & Addressed(), rooms.questions.answer),
        MessageHandler(EDITED & Addressed(), rooms.questions.correct),
    ]


def _presses(rooms: Rooms) -> Handlers:
    return [
        CallbackQueryHandler(rooms.shelves.press, f"^{buttons.CHOSEN}"),
        CallbackQueryHandler(rooms.welcome.press, f"^{TAPPED}"),
        CallbackQueryHandler(rooms.quoted.press, f"^{LISTS}"),
        CallbackQueryHandler(rooms.sharing.press, f"^{SHARES}"),
        CallbackQueryHandler(rooms.forgetting.press, f"^({buttons.FORGET}|{buttons.KEEP})$"),
        CallbackQueryHandler(rooms.doubts.press, f"^({buttons.ARTICLE}|{buttons.QUESTION})$"),
        CallbackQueryHandler(rooms.following.press, f"^{feed_buttons.FEEDS}"),
        CallbackQueryHandler(rooms.watches.press, f"^{feed_buttons.WATCHES}"),
        CallbackQueryHandler(rooms.cards.press, f"^{buttons.PICTURED}"),
        CallbackQueryHandler(rooms.admin.press, f"^{DATA}"),
        CallbackQueryHandler(rooms.choices.press, f"^{choices.PRESSED}"),
        CallbackQueryHandler(rooms.pressing.press),
    ]
