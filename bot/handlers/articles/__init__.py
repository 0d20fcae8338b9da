"""What people bring: added, listed, shared, exported.

May use: bot.handlers.questions, bot.messaging, bot.chats, bot.keyboards, bot.views,
bot.incoming, bot.store, bot.store.tables.
"""
