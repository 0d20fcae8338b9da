"""A folder a language: question words, cues, stop words. Data and patterns.

May use: nothing else of the house.
"""
