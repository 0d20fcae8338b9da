"""Who is meant by a name or a role.

May use: knowledge.languages, knowledge.language, knowledge.model.
"""
