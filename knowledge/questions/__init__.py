"""A question's text in, a Question out.

May use: knowledge.languages.en, knowledge.language, knowledge.model.
"""
