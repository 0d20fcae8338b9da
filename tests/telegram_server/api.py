"""The methods of the Bot API by name, over one world."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.telegram_server.faults import Faults
from tests.telegram_server.methods.messages import Messages
from tests.telegram_server.methods.parameters import Parameters
from tests.telegram_server.methods.queries import Queries
from tests.telegram_server.methods.settings import Settings
from tests.telegram_server.people import People
from tests.telegram_server.updates import Updates
from tests.telegram_server.world import TOKEN, World

Method = Callable[[Parameters], Any]


class Api:
    """The methods of the Bot API by their name in lower case, over one world."""

    def __init__(self, token: str = TOKEN) -> None:
        self.world = World(token)
        self.updates = Updates()
        self.people = People(self.world, self.updates)
        self.faults = Faults()
        self.methods = self._methods()

    def _methods(self) -> dict[str, Method]:
        rooms = (Messages(self.world), Queries(self.world), Settings(self.world))
        found = {
            name.replace("_", ""): getattr(room, name)
            for room in rooms
            for name in dir(room)
            if name.startswith(("send_", "edit_", "delete_", "answer_", "get_", "set_my_"))
        }
        settings = rooms[2]
        for name in ("description", "short_description", "name"):
            method = name.replace("_", "")
            found[f"setmy{method}"] = partial(settings.set_text, name)
            found[f"getmy{method}"] = partial(settings.get_text, name)
        del found["gettext"]
        found |= {
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": lambda _: self.updates.webhook_info(),
        }
        return found

    def _set_webhook(self, given: Parameters) -> bool:
        self.updates.allow(given.json("allowed_updates"))
        drop, connections = given.truth("drop_pending_updates"), given.number("max_connections")
        self.updates.set_webhook(given.text("url"), given.text("secret_token"), drop, connections)
        return True

    def _delete_webhook(self, given: Parameters) -> bool:
        self.updates.set_webhook("", "", given.truth("drop_pending_updates"), 0)
        return True
