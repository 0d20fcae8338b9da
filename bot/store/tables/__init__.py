"""One module a table: its rows, and the functions on them.

May use: nothing else of the house.
"""
