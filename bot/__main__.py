"""`python -m bot` is `ontherecord`."""

from bot.cli import main

main()
