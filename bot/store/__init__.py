"""bot.db: one process, one writer, snapshots, migrations.

May use: bot.store.tables.
"""
