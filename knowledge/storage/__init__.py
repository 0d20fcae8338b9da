"""Articles kept in a database.

May use: knowledge.storage.sql, knowledge.model.
"""
