"""The command line, and the chat in the terminal.

May use: bot.app, bot.ops, bot.views.
"""

from __future__ import annotations

from bot import interrupts


def main() -> None:
    """Run the console script. Exit status: 0, 1 where it failed, 2 for wrong usage, 130 where it
    was interrupted.
    """
    interrupts.begin()
    # Only now, for it takes long: an interrupt meanwhile is one sentence as well.
    from bot.cli.program import run_console

    run_console()
