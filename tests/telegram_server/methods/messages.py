"""The methods that send, change and delete messages."""

from __future__ import annotations

import time
from typing import Any

from tests.telegram_server.methods.formatting import Entity, parse_html, trimmed, utf16_length
from tests.telegram_server.methods.keyboards import keyboard
from tests.telegram_server.methods.parameters import Parameters
from tests.telegram_server.methods.photos import measured
from tests.telegram_server.methods.refusals import bad_request
from tests.telegram_server.world import Chat, Json, World

TEXT_LIMIT, CAPTION_LIMIT, ENTITY_LIMIT = 4096, 1024, 100
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


class Messages:
    """sendMessage and its like."""

    def __init__(self, world: World) -> None:
        self._world = world

    def send_message(self, given: Parameters) -> Json:
        """sendMessage."""
        chat = self._world.addressed(given.number("chat_id"))
        text, entities = self._written(given, "text", TEXT_LIMIT, "message is too long")
        return self._sent(chat, given, text=text, entities=entities)

    def send_document(self, given: Parameters) -> Json:
        """sendDocument."""
        return self._send_file(given, "document")

    def send_photo(self, given: Parameters) -> Json:
        """sendPhoto."""
        return self._send_file(given, "photo")

    def send_chat_action(self, given: Parameters) -> bool:
        """sendChatAction."""
        self._world.addressed(given.number("chat_id"))
        return True

    def edit_message_text(self, given: Parameters) -> Json | bool:
        """editMessageText."""
        if "inline_message_id" in given:
            self._written(given, "text", TEXT_LIMIT, "MESSAGE_TOO_LONG")
            return True
        message = self._editable(given)
        text, entities = self._written(given, "text", TEXT_LIMIT, "MESSAGE_TOO_LONG")
        return self._changed(message, given, {"text": text, "entities": entities})

    def edit_message_caption(self, given: Parameters) -> Json | bool:
        """editMessageCaption."""
        message = self._editable(given)
        text, entities = self._caption(given)
        return self._changed(message, given, {"caption": text, "caption_entities": entities})

    def edit_message_reply_markup(self, given: Parameters) -> Json | bool:
        """editMessageReplyMarkup."""
        return self._changed(self._editable(given), given, {})

    def delete_message(self, given: Parameters) -> bool:
        """deleteMessage."""
        chat = self._world.addressed(given.number("chat_id"))
        if chat.messages.pop(given.number("message_id"), None) is None:
            raise bad_request("message to delete not found")
        self._world.changed()
        return True

    def _written(
        self, given: Parameters, name: str, limit: int, too_long: str
    ) -> tuple[str, list[Entity]]:
        """The text as it will be shown. Raises Refusal where Telegram would."""
        source, mode = given.text(name), given.text("parse_mode").lower()
        if mode not in {"", "html"}:
            raise bad_request("unsupported parse_mode")
        text, entities = parse_html(source) if mode else (source, given.json("entities") or [])
        text, entities = trimmed(text, entities)
        if not text and name == "text":
            raise bad_request("message text is empty")
        if utf16_length(text) > limit:
            raise bad_request(too_long)
        if len(entities) > ENTITY_LIMIT:
            self._world.complaints.append(f"{len(entities)} entities in one message")
            entities = entities[:ENTITY_LIMIT]
        return text, entities

    def _caption(self, given: Parameters) -> tuple[str, list[Entity]]:
        return self._written(given, "caption", CAPTION_LIMIT, "message caption is too long")

    def _send_file(self, given: Parameters, kind: str) -> Json:
        chat = self._world.addressed(given.number("chat_id"))
        caption, entities = self._caption(given)
        held = self._attached(given, kind)
        width, height = measured(held["body"]) if kind == "photo" else (0, 0)
        file_id = f"file{self._world.number()}"
        self._world.files[file_id] = held["body"]
        about: Json = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": len(held["body"]),
        }
        if kind == "photo":
            content: Any = [{**about, "width": width, "height": height}]
        else:
            content = {**about, "file_name": held["filename"]}
        fields = {kind: content, "caption": caption, "caption_entities": entities}
        return self._sent(chat, given, **fields)

    def _attached(self, given: Parameters, kind: str) -> Json:
        value = given.text(kind)
        if value in self._world.files:
            return {"body": self._world.files[value], "filename": value}
        held = given.files.get(value.removeprefix("attach://")) or given.files.get(kind)
        if held is None:
            raise bad_request(f"there is no {kind} in the request")
        if not held["body"]:
            raise bad_request("file must be non-empty")
        return dict(held)

    def _sent(self, chat: Chat, given: Parameters, **content: object) -> Json:
        fields: Json = {"from": self._world.bot, **content}
        replied = self._replied(chat, given)
        if replied is not None:
            fields["reply_to_message"] = replied
        thread = given.number("message_thread_id")
        if thread:
            fields |= {"message_thread_id": thread, "is_topic_message": True}
        markup = keyboard(given)
        if markup and "inline_keyboard" in markup:
            fields["reply_markup"] = markup
        return self._world.add_message(chat.about["id"], **fields)

    def _replied(self, chat: Chat, given: Parameters) -> Json | None:
        """The message that this one answers, without what that one answers itself."""
        reply = given.json("reply_parameters") or {}
        wanted = reply.get("message_id", given.number("reply_to_message_id"))
        if not isinstance(wanted, int):
            raise bad_request("can't parse reply parameters: message_id must be an integer")
        if not wanted:
            return None
        found = chat.messages.get(wanted)
        if found is None:
            if reply.get("allow_sending_without_reply") or given.truth(
                "allow_sending_without_reply"
            ):
                return None
            raise bad_request("message to be replied not found")
        quote = reply.get("quote")
        if quote and quote not in found.get("text", ""):
            raise bad_request("QUOTE_TEXT_INVALID")
        return {name: value for name, value in found.items() if name != "reply_to_message"}

    def _editable(self, given: Parameters) -> Json:
        chat = self._world.addressed(given.number("chat_id"))
        message = chat.messages.get(given.number("message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        if message["from"]["id"] != self._world.bot["id"]:
            raise bad_request("message can't be edited")
        return message

    def _changed(self, message: Json, given: Parameters, content: Json) -> Json:
        markup = keyboard(given)
        after = {**content, "reply_markup": markup if markup and any(markup.values()) else None}
        if all(message.get(name) == value for name, value in after.items()):
            raise bad_request(NOT_MODIFIED)
        message |= {**after, "edit_date": int(time.time())}
        if after["reply_markup"] is None:
            del message["reply_markup"]
        self._world.note_text(message)
        return message
