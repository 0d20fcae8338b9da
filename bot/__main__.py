"""`python -m bot` is `ontherecord`."""

from bot.commandline import main

main()
