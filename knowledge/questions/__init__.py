"""A question's text in, a Question out.

May use: knowledge.languages, knowledge.language, knowledge.model.
"""
