"""The real bot as a process, and a library for it."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge import Library, read_text
from tests.processes import PATIENCE, Program, Running, cold, end, warm
from tests.telegram_server.client import Chat, Json, Telegram
from tests.telegram_server.world import TOKEN
from tests.web_server.server import WebServer

ROOT = Path(__file__).parents[2]


ARTICLE = """Council <b>votes</b> on the ferry & the quay

The council of Marsh & Lower Fen voted on Monday to buy a second ferry for 3 million crowns.

Mayor Ilse Brandt said the old ferry <i>“Heron”</i> & its crew would stay until spring.
"""


class RunningBot:
    """`python -m bot` against a Bot API server; `log()` is what it has written so far."""

    begun = staticmethod(warm)
    """How its process is started."""

    def __init__(self, api_url: str, home: Path, module: str = "bot", **settings: str) -> None:
        self.home = home
        self._module = module
        self._settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api_url,
            "ONTHERECORD_HOME": str(home),
            **settings,
        }
        self._log = home / "bot.log"
        self._process: Running | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Starts it; does not wait until it listens."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("ONTHERECORD_")}
        self._log.touch()
        environment |= self._settings | {"PYTHONPATH": str(ROOT)}
        self._process = self.begun(
            Program(self._module, (), environment, self.home, self._log, self._log)
        )

    def stop(self, seconds: float = PATIENCE) -> tuple[int, float]:
        """Asks it to stop; its exit status and how long it took."""
        assert self._process is not None
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(seconds)
        return status, time.monotonic() - began

    def ended(self, seconds: float = PATIENCE) -> int:
        """Waits for it to end by itself; its exit status."""
        assert self._process is not None
        return self._process.wait(seconds)

    def running(self) -> bool:
        """Whether it has been started and not ended by itself."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        if self._process is not None:
            end(self._process)

    def memory(self) -> int:
        """Bytes of memory that it holds (on Linux; elsewhere 0)."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        held = [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")]
        return held[0] if held else 0

    def log(self) -> str:
        """What it has written to standard output and error."""
        return self._log.read_text()


class ColdBot(RunningBot):
    """The same, started as people start it: with all that it has to import."""

    begun = staticmethod(cold)


def reading(
    api_url: str,
    web: WebServer,
    home: Path,
    module: str = "tests.bot.on_loopback",
    **settings: str,
) -> RunningBot:
    """The bot, not yet started, which may read what `web` serves."""
    return RunningBot(api_url, home, module, TEST_WEB_PORT=str(web.port), **settings)


def webhook() -> dict[str, str]:
    """The settings of a webhook on a port that is free just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        "ONTHERECORD_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "ONTHERECORD_WEBHOOK_PORT": str(port),
    }


def shelve(home: Path, text: str) -> None:
    """Puts an article into the shared library, as `ontherecord add` does."""
    library = Library.open(home)
    library.add(read_text(text))
    library.close()


def asked(telegram: Telegram, bot: RunningBot, article: str, question: str) -> tuple[Chat, Json]:
    """A chat that has asked the bot, started with this article, a question; and the answer."""
    shelve(bot.home, article)
    bot.start()
    chat = telegram.chat(7)
    return chat, chat.ask(question)


def quotes(message: dict[str, object]) -> list[str]:
    """What stands in quote blocks."""
    text = str(message["text"]).encode("utf-16-le")
    return [
        text[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in message["entities"]  # type: ignore[attr-defined]
        if "blockquote" in e["type"]
    ]
