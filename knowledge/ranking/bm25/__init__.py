"""BM25 over segments: postings, bounds, exact scores.

May use: nothing else of the house.
"""
