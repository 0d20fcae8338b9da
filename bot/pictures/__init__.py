"""Quotations and timelines drawn as pictures.

May use: nothing else of the house.
"""
