"""The only way to the internet: public addresses, limits, robots.txt.

May use: nothing else of the house.
"""
