"""The Telegram application: how it is built, and the only list of handlers."""

from __future__ import annotations

from typing import Any

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CommandHandler,
    Defaults,
    MessageHandler,
    filters,
)

from bot.commands import Commands
from bot.failures import Failures
from bot.ordering import InOrder
from bot.pacing import Pace
from bot.questions import Questions
from knowledge import Library

ALLOWED_UPDATES = ("message",)
CONNECTIONS = 64
READ_TIMEOUT = 40.0
"""Long: a reply of Telegram's that comes late means that the message was sent, and when we do
not wait for it we do not know."""

Telegram = Application[Any, Any, Any, Any, Any, Any]


def build(token: str, api_url: str, library: Library, order: InOrder) -> Telegram:
    """The application, not yet connected."""
    api = api_url.rstrip("/")
    failures = Failures()
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
        .concurrent_updates(order)
        .connection_pool_size(CONNECTIONS)
        .pool_timeout(READ_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .write_timeout(READ_TIMEOUT)
        .job_queue(None)
        .build()
    )
    application.add_handlers(handlers(Commands(), Questions(library, failures)))
    application.add_error_handler(failures.report)
    return application


def handlers(commands: Commands, questions: Questions) -> list[BaseHandler[Any, Any, Any]]:
    """Every handler, in the order in which they are tried: the first that fits takes it."""
    message = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    return [
        CommandHandler("start", commands.start, message),
        CommandHandler("help", commands.help, message),
        MessageHandler(message & filters.TEXT & ~filters.COMMAND, questions.answer),
    ]
