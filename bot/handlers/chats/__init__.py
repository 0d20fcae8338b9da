"""A chat's own commands.

May use: bot.handlers.questions, bot.handlers.articles, bot.ops, bot.i18n, bot.messaging,
bot.chats, bot.keyboards, bot.views,
bot.incoming, bot.store, bot.store.tables.
"""
