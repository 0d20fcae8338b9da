"""Updates from Telegram, by polling or webhook, each read alone.

May use: bot.messaging, bot.store, bot.store.tables.
"""
