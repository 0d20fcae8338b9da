"""Who is meant by a name or a role.

May use: knowledge.language, knowledge.model.
"""
