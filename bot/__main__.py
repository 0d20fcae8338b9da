"""`python -m bot`: the bot in Telegram, until it is told to stop."""

from __future__ import annotations

import sys

from telegram.error import InvalidToken

from bot import replies, serving, settings
from knowledge import KnowledgeError


def main() -> int:
    """Runs the bot; the exit status."""
    try:
        serving.serve(settings.read())
    except (settings.SettingsError, serving.NoToken, InvalidToken, KnowledgeError) as error:
        sys.stderr.write(f"{replies.sentence(error)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
