"""What the server knows: the bot, people, chats, messages, and what was asked of it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.telegram_server.methods.refusals import bad_request, forbidden

Json = dict[str, Any]

TOKEN = "7000000001:AAExampleTokenOfTheTestServer_0123456"


@dataclass
class Chat:
    """A chat: what Telegram tells of it, its members, and its messages by id."""

    about: Json
    messages: dict[int, Json] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    blocked: str = ""
    """The words of the 403 that every message to this chat gets, where it gets one."""
    moved_to: int = 0
    ids: count[int] = field(default_factory=lambda: count(1))

    @property
    def private(self) -> bool:
        return bool(self.about["type"] == "private")


class World:
    """All state of the server. Lives on the server's event loop and is touched nowhere else."""

    def __init__(self, token: str = TOKEN, username: str = "on_the_record_bot") -> None:
        self.token = token
        self.bot: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "On the Record",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, Json] = {}
        self.files: dict[str, bytes] = {}
        self.settings: Json = {}
        """What the bot has set: commands and descriptions, by method and scope."""
        self.callbacks: dict[str, Json] = {}
        self.inline: dict[str, Json] = {}
        self.calls: list[Json] = []
        self.complaints: list[str] = []
        """What Telegram would swallow in silence, and a good bot does not do."""
        self.shown: dict[tuple[int, int], list[str]] = {}
        """Every text that a message has had, in order."""
        self._changed = asyncio.Event()
        self._counter = count(1)

    def number(self) -> int:
        """A number that was not given before."""
        return next(self._counter)

    def user(self, user_id: int, **more: object) -> Json:
        """The person of that id, met now where not known."""
        known = {"id": user_id, "is_bot": False, "first_name": f"Person {user_id}"}
        user = self.users.setdefault(user_id, {**known, "language_code": "en"})
        user.update(more)
        return user

    def chat(self, chat_id: int, **more: object) -> Chat:
        """The chat of that id; a positive id is a person's, a negative one a group's."""
        if chat_id not in self.chats:
            about: Json = {"id": chat_id, "type": "private", "first_name": f"Person {chat_id}"}
            if chat_id < 0:
                kind = "supergroup" if chat_id <= -1000000000000 else "group"
                about = {"id": chat_id, "type": kind, "title": f"Group {-chat_id}"}
            self.chats[chat_id] = Chat(about)
        self.chats[chat_id].about.update(more)
        return self.chats[chat_id]

    def addressed(self, chat_id: int) -> Chat:
        """The chat that the bot means to write to. Raises Refusal where it may not."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.moved_to:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to
            )
        if chat.blocked:
            raise forbidden(chat.blocked)
        return chat

    def add_message(self, chat_id: int, **content: object) -> Json:
        """A new message at the end of the chat."""
        chat = self.chat(chat_id)
        message: Json = {
            "message_id": next(chat.ids),
            "date": int(time.time()),
            "chat": chat.about,
            **content,
        }
        chat.messages[message["message_id"]] = message
        self.note_text(message)
        return message

    def note_text(self, message: Json) -> None:
        """Remembers what the message says now, and wakes whoever waits for a change."""
        key = (message["chat"]["id"], message["message_id"])
        self.shown.setdefault(key, []).append(message.get("text") or message.get("caption") or "")
        self.changed()

    def changed(self) -> None:
        """Wakes whoever waits for a change."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def change(self, seconds: float) -> None:
        """Returns at the next change, or after `seconds`."""
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return
