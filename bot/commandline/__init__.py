"""The command line: `ontherecord`."""

from bot.commandline.program import main

__all__ = ["main"]
