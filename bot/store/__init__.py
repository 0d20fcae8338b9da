"""bot.db: what the bot must not forget."""
