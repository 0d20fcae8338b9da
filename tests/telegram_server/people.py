"""What people do in Telegram: say, edit, press, ask inline, react, join, block."""

from __future__ import annotations

import base64
import re
import time
from typing import Any

from tests.telegram_server.methods.formatting import utf16_length
from tests.telegram_server.updates import Updates
from tests.telegram_server.world import Chat, Json, World

_COMMAND = re.compile(r"(?<!\S)/[a-z0-9_]{1,32}(?:@\w+)?", re.IGNORECASE)
_MENTION = re.compile(r"(?<!\w)@\w{4,32}")
_LINK = re.compile(r"https?://\S+")


class People:
    """The other side of the bot. Each method is one act, and returns what came of it."""

    def __init__(self, world: World, updates: Updates) -> None:
        self._world = world
        self._updates = updates

    def say(
        self,
        chat: int,
        text: str = "",
        *,
        user: int = 0,
        reply_to: int = 0,
        thread: int = 0,
        content: Json | None = None,
    ) -> Json:
        """Writes a message; `content` adds fields of Telegram's (a sticker, a forward)."""
        fields: Json = {"from": self._world.user(user or abs(chat)), **(content or {})}
        if text:
            fields |= {"text": text, "entities": self._entities(text)}
        if caption := fields.get("caption"):
            fields["caption_entities"] = self._entities(caption)
        if thread:
            fields |= {"message_thread_id": thread, "is_topic_message": True}
        if reply_to:
            replied = dict(self._world.chat(chat).messages[reply_to])
            replied.pop("reply_to_message", None)
            fields["reply_to_message"] = replied
        message = self._world.add_message(chat, **fields)
        update = self._updates.add("message", message) if self._heard(message) else None
        return {**message, "update_id": update}

    def edit(self, chat: int, message: int, text: str) -> Json:
        """Changes what a message says."""
        said = self._world.chat(chat).messages[message]
        said |= {"text": text, "entities": self._entities(text), "edit_date": int(time.time())}
        self._world.note_text(said)
        if self._heard(said):
            self._updates.add("edited_message", said)
        return said

    def press(self, chat: int, message: int, data: str, *, user: int = 0) -> Json:
        """Presses the button with this callback data under a message."""
        query: Json = {
            "id": str(10**17 + self._world.number()),
            "from": self._world.user(user or abs(chat)),
            "message": self._world.chat(chat).messages[message],
            "chat_instance": str(chat),
            "data": data,
        }
        self._world.callbacks[query["id"]] = {"asked": time.time()}
        self._updates.add("callback_query", query)
        return query

    def inline(self, user: int, query: str, *, offset: str = "") -> Json:
        """Types @bot and a query in some chat."""
        asked: Json = {
            "id": str(10**17 + self._world.number()),
            "from": self._world.user(user),
            "query": query[:256],
            "offset": offset,
        }
        self._world.inline[asked["id"]] = {"asked": time.time()}
        self._updates.add("inline_query", asked)
        return asked

    def send_file(self, chat: int, name: str, data: str, *, caption: str = "") -> Json:
        """Sends a document; `data` is base64."""
        file_id = f"file{self._world.number()}"
        self._world.files[file_id] = base64.b64decode(data)
        document: Json = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_name": name,
            "file_size": len(self._world.files[file_id]),
        }
        return self.say(chat, content={"document": document, "caption": caption})

    def react(self, chat: int, message: int, emoji: str, *, user: int = 0) -> int | None:
        """Puts a reaction on a message; an empty emoji takes it away."""
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        about: Json = {
            "chat": self._world.chat(chat).about,
            "message_id": message,
            "user": self._world.user(user or abs(chat)),
            "date": int(time.time()),
            "old_reaction": [],
            "new_reaction": new,
        }
        return self._updates.add("message_reaction", about)

    def block(self, chat: int, words: str = "bot was blocked by the user") -> bool:
        """From now on the chat refuses the bot with 403 and these words; "" lifts it."""
        self._world.chat(chat).blocked = words
        old, new = ("member", "kicked") if words else ("kicked", "member")
        about: Json = {
            "chat": self._world.chat(chat).about,
            "from": self._world.user(abs(chat)),
            "date": int(time.time()),
            "old_chat_member": self._as_member(old),
            "new_chat_member": self._as_member(new),
        }
        self._updates.add("my_chat_member", about)
        return True

    def move(self, chat: int, to: int, *, told: bool = True) -> bool:
        """A group becomes the supergroup `to`; without `told` the bot has yet to find out."""
        self._world.chat(to)
        self._world.chat(chat).moved_to = to
        if not told:
            return True
        self.say(chat, content={"migrate_to_chat_id": to})
        self.say(to, content={"migrate_from_chat_id": chat})
        return True

    def member(self, chat: int, user: int, status: str) -> bool:
        """Makes somebody a member, an administrator, the creator of a chat, or none of it."""
        self._world.user(user)
        self._world.chat(chat).members[user] = status
        return True

    def know(self, user: int, **about: object) -> Json:
        """Says more of a person: first_name, username, language_code."""
        return self._world.user(user, **about)

    def lose(self, chat: int, message: int) -> bool:
        """Deletes a message, as a person does: the bot is not told."""
        self._world.chat(chat).messages.pop(message)
        self._world.changed()
        return True

    def raw(self, kind: str, content: Json) -> int | None:
        """Queues an update of any kind as it is."""
        return self._updates.add(kind, content)

    def send(self, update: Any) -> int:
        """Queues whatever is given as an update, numbered or not; the server's number of it."""
        return self._updates.put(update)

    def disorder(self, likely: float) -> bool:
        """From now on updates come in another order, and again, with this likelihood."""
        self._updates.unruly = likely
        return True

    def send_all(self, updates: list[Any], number: int = -77) -> bool:
        """Queues whatever is given as updates; one whose number is `number` gets its own."""
        for one in updates:
            if isinstance(one, dict) and one.get("update_id") == number:
                one["update_id"] = self._updates.next_number
            self._updates.put(one)
        return True

    def _as_member(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self._world.bot, "status": status, **until}

    def _heard(self, message: Json) -> bool:
        """Whether a bot in privacy mode is told of this message."""
        chat: Chat = self._world.chat(message["chat"]["id"])
        if chat.private or self._world.bot["can_read_all_group_messages"]:
            return True
        name = f"@{self._world.bot['username']}".lower()
        replied: Any = message.get("reply_to_message", {}).get("from", {})
        text = message.get("text") or message.get("caption", "")
        to_another = re.match(r"/\w+@(\w+)", text)
        if text.startswith("/") and (not to_another or f"@{to_another[1]}".lower() == name):
            return True
        service = "migrate_to_chat_id" in message or "migrate_from_chat_id" in message
        return service or replied.get("id") == self._world.bot["id"] or name in text.lower()

    def _entities(self, text: str) -> list[Json]:
        kinds = (("bot_command", _COMMAND), ("mention", _MENTION), ("url", _LINK))
        return [
            {
                "type": kind,
                "offset": utf16_length(text[: found.start()]),
                "length": utf16_length(found.group()),
            }
            for kind, pattern in kinds
            for found in pattern.finditer(text)
        ]
