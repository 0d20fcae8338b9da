"""Values into the words that people read.

May use: bot.i18n, bot.store.tables.
"""
