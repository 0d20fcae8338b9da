"""Tables, queries, migrations; `engine` alone knows the dialect.

May use: knowledge.model.
"""
