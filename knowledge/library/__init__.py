"""Articles in, answers out: the facade.

May use: every other folder of knowledge.
"""
