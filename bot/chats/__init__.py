"""What a chat may see and do, and how it is spoken to.

May use: bot.incoming, bot.keyboards, bot.views, bot.i18n, bot.store, bot.store.tables.
"""
