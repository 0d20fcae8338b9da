"""Frozen values, and pure functions on them.

May use: nothing else of the house.
"""
