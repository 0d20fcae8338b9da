"""What a message asks or brings, from the message alone.

May use: nothing else of the house.
"""
