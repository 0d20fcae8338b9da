"""Sentence embeddings: what words mean, as a second stage after BM25."""
