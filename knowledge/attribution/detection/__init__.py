"""Cues, sources and contents in a paragraph.

May use: knowledge.attribution.parsing, knowledge.language, knowledge.model.
"""
