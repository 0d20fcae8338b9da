"""Who is who in an article.

May use: knowledge.attribution.parsing, knowledge.language, knowledge.model.
"""
