"""Lines and blocks into paragraphs of a kind.

May use: knowledge.language, knowledge.model.
"""
