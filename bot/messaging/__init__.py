"""Updates in, messages out, each once.

May use: bot.chats, bot.incoming, bot.views, bot.i18n, bot.store, bot.store.tables.
"""
