"""What the tests of buttons share: articles of a chat, and what comes when something is tapped."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from knowledge import Library, read_text
from tests.telegram_server.client import Chat, Json

SAID = "What did Sorel say?"
GONE = "That article is no longer here."


def own(home: Path, chat: int, *texts: str) -> list[int]:
    """Puts articles into a chat's collection."""
    with closing(Library.open(home)) as library:
        return [library.add(read_text(text), f"chat:{chat}").id for text in texts]


def buttons(message: Json) -> list[Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels(message: Json) -> list[str]:
    return [button["text"] for button in buttons(message)]


def said_to(chat: Chat, text: str, **more: object) -> Json:
    """Says it, and waits for a message that is no placeholder."""
    before = {m["message_id"] for m in chat.from_bot()}
    chat.say(text, **more)
    return new(chat, before)


def new(chat: Chat, before: set[int]) -> Json:
    def found() -> Json | None:
        fresh = [m for m in chat.from_bot() if m["message_id"] not in before]
        done = [m for m in fresh if not m.get("text", "").endswith("…")]
        return done[-1] if done else None

    return dict(chat.wait(found))


def pressed(chat: Chat, message: Json, label: str) -> Json:
    """Presses a button that is answered by a new message."""
    before = {m["message_id"] for m in chat.from_bot()}
    assert chat.press(message, label)["answer"] == ""
    return new(chat, before)


def now(chat: Chat, message: Json) -> Json:
    return next(m for m in chat.from_bot() if m["message_id"] == message["message_id"])
