"""Passages in, ranked hits out.

May use: knowledge.ranking.bm25, knowledge.language, knowledge.model.
"""
