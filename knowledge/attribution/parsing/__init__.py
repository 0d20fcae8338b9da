"""A paragraph as attribution reads it: parse and marks.

May use: knowledge.language, knowledge.model.
"""
