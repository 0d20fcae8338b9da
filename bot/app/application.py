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

from bot.app.services import Services
from bot.incoming.filters import AddressedToBot, AmbiguousText, EmptyRequest, HasSubmission
from bot.keyboards import callback_data
from bot.messaging.rate_limiter import ChatRateLimiter

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
        .connection_pool_size(CONNECTIONS)
        .pool_timeout(READ_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .write_timeout(READ_TIMEOUT)
        .job_queue(JobQueue())
        .build()
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
        MessageHandler(PRIVATE & filters.COMMAND, services.chats.fallbacks.unknown_command),
        MessageHandler(
            PRIVATE & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT,
            services.chats.fallbacks.unsupported,
        ),
    ]


def _commands(services: Services) -> Handlers:
    return [
        CommandHandler("start", services.chats.start.start, NEW),
        CommandHandler("help", services.chats.help.help, NEW),
        CommandHandler("privacy", services.chats.help.privacy, PRIVATE),
        CommandHandler("settings", services.chats.settings.settings, NEW),
        CommandHandler("articles", services.articles.article_list.articles, NEW),
        CommandHandler("remove", services.articles.article_list.remove, NEW),
        CommandHandler("forget", services.chats.data_deletion.ask, NEW),
        CommandHandler("who", services.questions.speaker_lists.who, NEW),
        CommandHandler("quotes", services.questions.speaker_lists.quotes, NEW),
        CommandHandler("check", services.questions.quote_check.check, NEW),
        CommandHandler("export", services.articles.export.export, NEW),
        CommandHandler("card", services.questions.quote_cards.card, NEW),
        CommandHandler("timeline", services.questions.timelines.timeline, NEW),
        CommandHandler("admin", services.chats.admin.command, PRIVATE),
        CommandHandler("feedback", services.chats.feedback.tell, PRIVATE),
        CommandHandler("follow", services.feeds.subscriptions.follow, NEW),
        CommandHandler("following", services.feeds.subscriptions.following, NEW),
        CommandHandler("unfollow", services.feeds.subscriptions.unfollow, NEW),
        CommandHandler("watch", services.feeds.watches.watch, NEW),
        CommandHandler("unwatch", services.feeds.watches.unwatch, NEW),
    ]


def _messages(services: Services) -> Handlers:
    return [
        MessageHandler(
            PRIVATE & filters.Document.FileExtension("opml"), services.feeds.opml_import.bring
        ),
        MessageHandler(
            NEW & HasSubmission() | PRIVATE & services.articles.submissions.pastes,
            services.articles.submissions.bring,
        ),
        CommandHandler("add", services.chats.fallbacks.add_what, NEW),
        MessageHandler(PRIVATE & AmbiguousText(), services.articles.ambiguous_texts.ask),
        MessageHandler(NEW & AddressedToBot(), services.questions.ask.answer),
        MessageHandler(EDITED & AddressedToBot(), services.questions.ask.correct),
    ]


def _presses(services: Services) -> Handlers:
    handled = [
        (callback_data.ARTICLE, services.articles.article_list.on_button),
        (callback_data.SUGGESTION, services.chats.start.on_button),
        (callback_data.SPEAKERS, services.questions.speaker_lists.on_button),
        (callback_data.SHARE, services.articles.shared_links.on_button),
        (callback_data.FORGET, services.chats.data_deletion.on_button),
        (callback_data.TEXT, services.articles.ambiguous_texts.on_button),
        (callback_data.FEED, services.feeds.subscriptions.on_button),
        (callback_data.WATCH, services.feeds.watches.on_button),
        (callback_data.PICTURE, services.questions.quote_cards.on_button),
        (callback_data.ADMIN, services.chats.admin.on_button),
        (callback_data.SETTINGS, services.chats.settings.on_button),
    ]
    return [
        *(CallbackQueryHandler(on_button, kind.prefix) for kind, on_button in handled),
        CallbackQueryHandler(services.questions.answer_buttons.on_button),
    ]
