"""The article in a web page.

May use: knowledge.reading.layout, knowledge.language, knowledge.model.
"""
