"""Language, time zone, dates and numbers.

May use: nothing else of the house.
"""
