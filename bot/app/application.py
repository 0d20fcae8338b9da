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
from bot.chats.split_texts import Holding
from bot.handlers.chats.captions import Command, IsCommand
from bot.incoming.filters import AddressedToBot, AmbiguousText, EmptyRequest, HasSubmission
from bot.keyboards import callback_data
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
        MessageHandler(
            NEW & services.articles.submissions.pastes, services.articles.pasted_parts.more
        ),
        MessageHandler(NEW & HasSubmission(), services.articles.submissions.bring),
        Command("add", services.chats.fallbacks.add_what, NEW),
        MessageHandler(PRIVATE & AmbiguousText(), services.articles.ambiguous_texts.ask),
        MessageHandler(NEW & AddressedToBot(), services.questions.ask.answer),
        MessageHandler(
            EDITED & Holding(services.articles.submissions.pastes),
            services.articles.pasted_parts.amend,
        ),
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
        (callback_data.PART, services.articles.pasted_parts.on_button),
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
