"""Shoots the screens: `python -m tests.screens [FOLDER [SCENE...]]`, into build/screens."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bot.running import RunningBot
from tests.screens.page import page
from tests.screens.scenes import SCENES, furnish
from tests.screens.shooting import CHROMIUM, shoot
from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer


def main(folder: Path, wanted: list[str]) -> int:
    """Shoots the scenes of these names, all where none is named; the exit status."""
    if CHROMIUM is None:
        print("Screens need Chromium (Debian: apt-get install chromium); it is not here.")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept, TelegramServer() as server:
        telegram = Telegram(server.url)
        furnish(Path(kept))
        with RunningBot(server.url, Path(kept)):
            for number, (name, scene) in enumerate(SCENES.items(), start=1):
                if not wanted or name in wanted:
                    chat = telegram.chat(number)
                    telegram.act("know", user=number, first_name="Ada")
                    messages = scene(chat) or chat.messages()
                    shoot(page(messages, telegram.file), folder / f"{name}.png")
                    print(folder / f"{name}.png")
        telegram.close()
    return 0


if __name__ == "__main__":
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/screens")
    sys.exit(main(to, sys.argv[2:]))
