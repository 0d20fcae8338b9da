"""Text in; terms, sentences, parses, names, dates and cues out.

May use: knowledge.languages, knowledge.model.
"""
