"""What an operator does: backup, restore, doctor, health.

May use: bot.messaging, bot.store, bot.store.tables.
"""
