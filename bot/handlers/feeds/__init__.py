"""Feeds and watches: set, listed, taken away.

May use: bot.messaging, bot.chats, bot.keyboards, bot.views,
bot.incoming, bot.store, bot.store.tables.
"""
