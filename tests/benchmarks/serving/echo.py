"""A bare python-telegram-bot echo, to compare with: no inbox, no placeholder, no library."""

from __future__ import annotations

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Says what was said."""
    del context
    if update.message is not None:
        await update.message.reply_text(update.message.text or "", do_quote=True)


def main() -> None:
    """Runs until it is told to stop."""
    url = os.environ["TELEGRAM_API_URL"]
    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    builder.base_url(f"{url}/bot").concurrent_updates(256).connection_pool_size(64)
    application = builder.pool_timeout(60).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
