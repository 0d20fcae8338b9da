"""The tests' side: people who write to the bot and see what it shows them."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from tests.telegram_server.world import TOKEN

Json = dict[str, Any]
T = TypeVar("T")
PATIENCE = 120.0
"""Seconds: what is waited for mostly comes at once, but readers have to start on a busy machine."""


class Timeout(AssertionError):
    """What was waited for did not come."""


class Telegram:
    """A running server, seen from a test."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=60, trust_env=False)

    def chat(self, chat_id: int, *, user: int = 0) -> Chat:
        """A chat, as one person sees it (in a private chat: its own)."""
        return Chat(self, chat_id, user or abs(chat_id))

    def act(self, act: str, **given: object) -> Any:
        """Lets people do something (people.py)."""
        return self._control("people", {"act": act, **given})

    def fault(self, **given: object) -> None:
        """Lets something go wrong (faults.py)."""
        self._control("fault", given)

    def look(self, **given: object) -> Json:
        """The state of the server (handlers.py)."""
        return dict(self._control("look", given))

    def calls(self, method: str = "") -> list[Json]:
        """What the bot has called, in order."""
        called: list[Json] = self.look(calls=True)["calls"]
        return [c for c in called if method.lower() in {"", c["method"]}]

    def wait(self, what: Callable[[], T], seconds: float = PATIENCE, chat: int = 0) -> T:
        """The first true value of `what`, asked again at every change. Raises Timeout."""
        ends = time.monotonic() + seconds
        while True:
            found = what()
            if found:
                return found
            left = ends - time.monotonic()
            if left <= 0:
                raise Timeout(f"nothing came within {seconds} s; {self.look(chat=chat)}")
            self.look(seconds=min(left, 0.25))

    def inline(self, user: int, query: str, *, offset: str = "", seconds: float = PATIENCE) -> Json:
        """Types @bot and a query; the answer as the server got it."""
        asked = self.act("inline", user=user, query=query, offset=offset)["id"]
        return self.wait(lambda: self._answered("inline", asked), seconds)

    def _answered(self, kind: str, asked: str) -> Json:
        found: Json = self.look()[kind][asked]
        return found if "answer" in found else {}

    def _control(self, what: str, given: dict[str, object]) -> Any:
        response = self._http.post(f"/control/{what}", json=given)
        response.raise_for_status()
        return response.json()

    def file(self, file_id: str) -> bytes:
        """What stands in a file that was sent, by anybody."""
        response = self._http.get(f"/file/bot{TOKEN}/documents/{file_id}")
        response.raise_for_status()
        return response.content

    def close(self) -> None:
        """Ends the connection."""
        self._http.close()


@dataclass(frozen=True)
class Chat:
    """One chat. Messages are dictionaries of Telegram's shape."""

    telegram: Telegram
    id: int
    user: int

    def say(self, text: str, **more: object) -> Json:
        """Writes a message."""
        return dict(self.telegram.act("say", chat=self.id, user=self.user, text=text, **more))

    def edit(self, message: Json, text: str) -> Json:
        """Changes a message."""
        given = {"chat": self.id, "message": message["message_id"], "text": text}
        return dict(self.telegram.act("edit", **given))

    def send_file(self, name: str, data: bytes, caption: str = "") -> Json:
        """Sends a document."""
        encoded = base64.b64encode(data).decode()
        given = {"chat": self.id, "name": name, "data": encoded, "caption": caption}
        return dict(self.telegram.act("send_file", **given))

    def press(self, message: Json, label: str, seconds: float = PATIENCE) -> Json:
        """Presses the button of that label (a part of it is enough); how it was answered."""
        buttons = [b for row in message["reply_markup"]["inline_keyboard"] for b in row]
        data = next(b["callback_data"] for b in buttons if label in b["text"])
        return self.press_data(message, data, seconds)

    def press_data(self, message: Json, data: str, seconds: float = PATIENCE) -> Json:
        """Presses a button with this callback data; how it was answered."""
        given = {"chat": self.id, "message": message["message_id"], "data": data}
        asked = self.telegram.act("press", user=self.user, **given)["id"]
        return self.telegram.wait(lambda: self.telegram._answered("callbacks", asked), seconds)

    def messages(self) -> list[Json]:
        """All messages as they stand now."""
        return list(self.telegram.look(chat=self.id).get("messages", []))

    def from_bot(self) -> list[Json]:
        """The bot's messages as they stand now."""
        return [m for m in self.messages() if m["from"]["is_bot"]]

    def shown(self, message: Json) -> list[str]:
        """Every text that a message has had."""
        return list(self.telegram.look(chat=self.id)["shown"][str(message["message_id"])])

    def replies_to(self, message: Json) -> list[Json]:
        """The bot's messages that answer this one."""
        wanted = message["message_id"]
        return [
            m for m in self.from_bot() if m.get("reply_to_message", {}).get("message_id") == wanted
        ]

    def wait(self, what: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """The first true value of `what`, asked again at every change."""
        return self.telegram.wait(what, seconds, chat=self.id)

    def reply(self, message: Json, seconds: float = PATIENCE) -> Json:
        """The bot's reply to a message, once it is more than a placeholder."""
        return dict(self.wait(lambda: self._finished(message), seconds))

    def _finished(self, message: Json) -> Json | None:
        return next((m for m in self.replies_to(message) if "edit_date" in m), None)

    def picture(self, message: Json, seconds: float = PATIENCE) -> Json:
        """The photo with which the bot replies to a message."""
        return dict(self.wait(lambda: self._pictured(message), seconds))

    def _pictured(self, message: Json) -> Json | None:
        return next((m for m in self.replies_to(message) if "photo" in m), None)

    def ask(self, text: str, seconds: float = PATIENCE) -> Json:
        """Says it and waits for the reply."""
        return self.reply(self.say(text), seconds)
