"""A source in, an Article out, in a worker.

May use: knowledge.reading.formats, knowledge.reading.web, knowledge.reading.layout,
knowledge.fetching, knowledge.language, knowledge.model.
"""
