"""A question and everything under its answer.

May use: bot.pictures, bot.i18n, bot.messaging, bot.chats, bot.keyboards, bot.views,
bot.incoming, bot.store, bot.store.tables.
"""
