"""One module a format.

May use: knowledge.reading.web, knowledge.reading.layout, knowledge.language, knowledge.model.
"""
