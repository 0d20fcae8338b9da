"""What the bot does by the clock.

May use: bot.chats, bot.messaging, bot.views, bot.i18n, bot.store, bot.store.tables.
"""
