"""The bot as a process: services, the list of handlers, start and stop.

May use: every other folder of bot but cli.
"""
