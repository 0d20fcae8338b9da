"""The methods about the bot itself, its chats and its files."""

from __future__ import annotations

import json
import re

from tests.telegram_server.methods.parameters import Parameters
from tests.telegram_server.methods.refusals import bad_request
from tests.telegram_server.world import Json, World

LIMITS = {"description": 512, "short_description": 120, "name": 64}
FILE_LIMIT = 20_000_000


class Settings:
    """getMe, commands and descriptions, members, files."""

    def __init__(self, world: World) -> None:
        self._world = world

    def get_me(self, given: Parameters) -> Json:
        """getMe."""
        del given
        return self._world.bot

    def set_my_commands(self, given: Parameters) -> bool:
        """setMyCommands."""
        commands = given.json("commands") or []
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) is None:
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._world.settings[self._key("commands", given)] = commands
        return True

    def get_my_commands(self, given: Parameters) -> list[Json]:
        """getMyCommands."""
        return list(self._world.settings.get(self._key("commands", given), []))

    def delete_my_commands(self, given: Parameters) -> bool:
        """deleteMyCommands."""
        self._world.settings.pop(self._key("commands", given), None)
        return True

    def set_text(self, name: str, given: Parameters) -> bool:
        """setMyDescription, setMyShortDescription, setMyName."""
        if len(given.text(name)) > LIMITS[name]:
            raise bad_request(f"BOT_{name.upper()}_INVALID")
        self._world.settings[self._key(name, given)] = given.text(name)
        return True

    def get_text(self, name: str, given: Parameters) -> Json:
        """getMyDescription, getMyShortDescription, getMyName."""
        return {name: self._world.settings.get(self._key(name, given), "")}

    def get_chat(self, given: Parameters) -> Json:
        """getChat."""
        about = self._world.addressed(given.number("chat_id")).about
        return {**about, "accent_color_id": 0, "max_reaction_count": 11}

    def get_chat_member(self, given: Parameters) -> Json:
        """getChatMember."""
        chat = self._world.addressed(given.number("chat_id"))
        user_id = given.number("user_id")
        if user_id == self._world.bot["id"]:
            return {"status": "member", "user": self._world.bot}
        if user_id not in self._world.users:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return self._member(user_id, chat.members.get(user_id, "member"))

    def get_chat_administrators(self, given: Parameters) -> list[Json]:
        """getChatAdministrators."""
        chat = self._world.addressed(given.number("chat_id"))
        if chat.private:
            raise bad_request("there are no administrators in the private chat")
        return [
            self._member(user_id, status)
            for user_id, status in chat.members.items()
            if status in {"administrator", "creator"}
        ]

    def get_file(self, given: Parameters) -> Json:
        """getFile."""
        file_id = given.text("file_id")
        held = self._world.files.get(file_id)
        if held is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(held) > FILE_LIMIT:
            raise bad_request("file is too big")
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": len(held),
            "file_path": f"documents/{file_id}",
        }

    def _member(self, user_id: int, status: str) -> Json:
        member: Json = {"status": status, "user": self._world.users[user_id]}
        if status == "creator":
            member["is_anonymous"] = False
        if status == "administrator":
            rights = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages")
            more = ("can_manage_video_chats", "can_restrict_members", "can_promote_members")
            last = ("can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories")
            all_rights = (*rights, *more, *last, "can_delete_stories")
            member |= dict.fromkeys(all_rights, True)
        return member

    @staticmethod
    def _key(name: str, given: Parameters) -> str:
        scope = json.dumps(given.json("scope") or {"type": "default"}, sort_keys=True)
        return f"{name} {scope} {given.text('language_code')}"
