"""Inline keyboards and their callback data.

May use: bot.views, bot.store.tables.
"""
