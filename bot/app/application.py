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
    Defaults,
    InlineQueryHandler,
    JobQueue,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from bot.app.services import Services
from bot.handlers.articles.ambiguous_text import AmbiguousText
from bot.handlers.articles.share import SHARE_PATTERN
from bot.handlers.chats import settings
from bot.handlers.chats.admin import ADMIN_PREFIX
from bot.handlers.chats.captions import Command, IsCommand
from bot.handlers.chats.start import SUGGESTION_PATTERN
from bot.handlers.questions.speakers import SPEAKER_PATTERN
from bot.incoming.addressing import AddressedToBot, EmptyRequest
from bot.incoming.split_text import Holding
from bot.incoming.submission import HasSubmission
from bot.keyboards import answer_keyboard, article_keyboards, confirmations, feed_keyboards
from bot.messaging.rate_limiter import ChatRateLimiter
from bot.receiving.polling import Fetching
from bot.receiving.telegram_http import Wire

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "message_reaction",
)
CONNECTIONS = 64
ACCESS_GROUP = -1
"""The group of handlers that comes before the others."""
READ_TIMEOUT = 40.0
"""Long: a reply of Telegram's that comes late means that the message was sent, and when we do
not wait for it we do not know."""
POLL_TIMEOUT = 5.0
"""For a poll, which can be repeated: beyond the time for which Telegram lets it wait."""


Telegram = Application[Any, Any, Any, Any, Any, Any]


def build_application(token: str, api_url: str, services: Services) -> Telegram:
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
        .rate_limiter(ChatRateLimiter())
        .update_queue(services.update_queue)
        .concurrent_updates(services.update_processor)
        .request(Wire(CONNECTIONS, READ_TIMEOUT))
        .get_updates_request(Fetching(services.update_queue, POLL_TIMEOUT))
        .job_queue(JobQueue())
        .build()
    )
    application.add_handler(
        TypeHandler(Update, services.chats.fallbacks.albums.note), ACCESS_GROUP - 1
    )
    application.add_handler(TypeHandler(Update, services.access_control.check), ACCESS_GROUP)
    application.add_handlers(handlers(services))
    application.add_error_handler(services.error_handler.report)
    services.jobs.begin(application)
    return application


NEW, EDITED = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
PRIVATE = NEW & filters.ChatType.PRIVATE

Handlers = list[BaseHandler[Any, Any, Any]]


def handlers(services: Services) -> Handlers:
    """Every handler, in the order in which they are tried: the first that fits takes it."""
    return [
        *_commands(services),
        *_messages(services),
        *_presses(services),
        InlineQueryHandler(services.questions.inline.answer),
        MessageReactionHandler(services.chats.feedback.react),
        MessageHandler(filters.StatusUpdate.MIGRATE, services.chat_migration.moved),
        ChatMemberHandler(services.error_handler.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(NEW & EmptyRequest(), services.chats.fallbacks.ask_what),
        MessageHandler(PRIVATE & IsCommand(), services.chats.fallbacks.unknown_command),
        MessageHandler(
            PRIVATE & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT,
            services.chats.fallbacks.unsupported,
        ),
    ]


def _commands(services: Services) -> Handlers:
    return [
        Command("start", services.chats.start.start, NEW),
        Command("help", services.chats.help.help, NEW),
        Command("privacy", services.chats.help.privacy, PRIVATE),
        Command("settings", services.chats.settings.settings, NEW),
        Command("articles", services.articles.article_list.articles, NEW),
        Command("remove", services.articles.article_list.remove, NEW),
        Command("forget", services.chats.data_deletion.ask, NEW),
        Command("who", services.questions.speaker_lists.who, NEW),
        Command("quotes", services.questions.speaker_lists.quotes, NEW),
        Command("check", services.questions.quote_check.check, NEW),
        Command("export", services.articles.export.export, NEW),
        Command("card", services.questions.quote_cards.card, NEW),
        Command("timeline", services.questions.timelines.timeline, NEW),
        Command("admin", services.chats.admin.command, PRIVATE),
        Command("feedback", services.chats.feedback.tell, PRIVATE),
        Command("follow", services.feeds.subscriptions.follow, NEW),
        Command("following", services.feeds.subscriptions.following, NEW),
        Command("unfollow", services.feeds.subscriptions.unfollow, NEW),
        Command("watch", services.feeds.watches.watch, NEW),
        Command("unwatch", services.feeds.watches.unwatch, NEW),
    ]


def _messages(services: Services) -> Handlers:
    return [
        MessageHandler(
            PRIVATE & filters.Document.FileExtension("opml"), services.feeds.opml_import.bring
        ),
        MessageHandler(NEW & services.articles.submissions.pastes, services.joining.more),
        MessageHandler(NEW & HasSubmission(), services.articles.submissions.bring),
        Command("add", services.chats.fallbacks.add_what, NEW),
        MessageHandler(PRIVATE & AmbiguousText(), services.articles.ambiguous_texts.ask),
        MessageHandler(NEW & AddressedToBot(), services.questions.ask.answer),
        MessageHandler(
            EDITED & Holding(services.articles.submissions.pastes), services.joining.amend
        ),
        MessageHandler(EDITED & AddressedToBot(), services.questions.ask.correct),
    ]


def _presses(services: Services) -> Handlers:
    return [
        CallbackQueryHandler(
            services.articles.article_list.on_button, f"^{article_keyboards.ARTICLE_PATTERN}"
        ),
        CallbackQueryHandler(services.chats.start.on_button, f"^{SUGGESTION_PATTERN}"),
        CallbackQueryHandler(services.questions.speaker_lists.on_button, f"^{SPEAKER_PATTERN}"),
        CallbackQueryHandler(services.articles.shared_links.on_button, f"^{SHARE_PATTERN}"),
        CallbackQueryHandler(
            services.chats.data_deletion.on_button,
            f"^({confirmations.FORGET}|{confirmations.KEEP})$",
        ),
        CallbackQueryHandler(
            services.articles.ambiguous_texts.on_button,
            f"^({confirmations.ARTICLE}|{confirmations.QUESTION})$",
        ),
        CallbackQueryHandler(services.joining.on_button, f"^{answer_keyboard.TAKE_OUT}"),
        CallbackQueryHandler(services.feeds.subscriptions.on_button, f"^{feed_keyboards.FEEDS}"),
        CallbackQueryHandler(services.feeds.watches.on_button, f"^{feed_keyboards.WATCHES}"),
        CallbackQueryHandler(
            services.questions.quote_cards.on_button, f"^{answer_keyboard.PICTURE_PATTERN}"
        ),
        CallbackQueryHandler(services.chats.admin.on_button, f"^{ADMIN_PREFIX}"),
        CallbackQueryHandler(services.chats.settings.on_button, f"^{settings.SETTINGS_PREFIX}"),
        CallbackQueryHandler(services.questions.answer_buttons.on_button),
    ]
