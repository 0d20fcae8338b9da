"""The HTTP of the server: one handler for methods, one for files, one for the tests."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from tornado.web import RequestHandler

from tests.telegram_server.api import Api
from tests.telegram_server.faults import Fault
from tests.telegram_server.methods.parameters import Parameters
from tests.telegram_server.methods.refusals import Refusal

Json = dict[str, Any]


class _Handler(RequestHandler):
    def initialize(self, api: Api) -> None:
        """What tornado calls with the shared objects."""
        self.api = api

    def reply(self, body: object, status: int = 200) -> None:
        """Answers with JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body, ensure_ascii=False))


class MethodHandler(_Handler):
    """/bot<token>/<method>"""

    polling = False

    async def post(self, token: str, method: str) -> None:
        """One call of the Bot API."""
        name = method.lower()
        call: Json = {"method": name, "at": time.time()}
        fault = self.api.faults.told(name)
        if fault is not None:
            self.set_status(fault.code or 200)
            self.finish(fault.answer)
            return
        try:
            if token != self.api.world.token:
                raise Refusal(401, "Unauthorized")
            result = await self._called(name, Parameters.of(self.request), call)
        except Refusal as refusal:
            call["refused"] = refusal.description
            self.reply(refusal.to_json(), refusal.code)
        else:
            if call.get("lost"):
                self.detach().close()
            else:
                self.reply({"ok": True, "result": result})

    get = post

    async def _called(self, name: str, given: Parameters, call: Json) -> Any:
        if name == "getupdates":
            refusing = self.api.faults.next(name, 0)
            if refusing is not None:
                refusing.refuse()
            self.polling = True
            self.api.updates.allow(given.json("allowed_updates"))
            offset, limit = given.number("offset"), given.number("limit", 100)
            return await self.api.updates.poll(offset, limit, given.number("timeout"))
        method = self.api.methods.get(name)
        if method is None:
            raise Refusal(404, "Not Found: method not found")
        call |= {"chat": given.number("chat_id"), "given": given.values}
        self.api.world.calls.append(call)
        fault = self.api.faults.next(name, call["chat"])
        if fault is not None:
            fault.refuse()
        result = method(given)
        if isinstance(result, dict) and "message_id" in result:
            call["answers"] = result.get("reply_to_message", {}).get("message_id")
        if fault is not None:
            call["lost"] = fault.lost
            await asyncio.sleep(fault.late)
        return result

    def on_connection_close(self) -> None:
        """A poller that is gone no longer waits for updates."""
        if self.polling:
            self.api.updates.abandon_poll()


class FileHandler(_Handler):
    """/file/bot<token>/documents/<file>"""

    def get(self, token: str, file_id: str) -> None:
        """The bytes of a file."""
        held = self.api.world.files.get(file_id)
        if token != self.api.world.token or held is None:
            self.reply(Refusal(404, "Not Found").to_json(), 404)
        else:
            self.finish(held)


class ControlHandler(_Handler):
    """/control/<what>: what the tests do and see."""

    async def post(self, what: str) -> None:
        """`people` does something, `fault` lets something go wrong, `look` waits and tells."""
        given: Json = json.loads(self.request.body or b"{}")
        if what == "people":
            act = getattr(self.api.people, given.pop("act"))
            self.reply(act(**given))
        elif what == "fault":
            self.api.faults.add(Fault(**given))
            self.reply(True)
        else:
            self.reply(await self._look(**given))

    async def _look(self, seconds: float = 0, chat: int = 0, calls: bool = False) -> Json:
        """The state, at once or after the next change within `seconds`."""
        if seconds:
            await self.api.world.change(seconds)
        world, updates = self.api.world, self.api.updates
        seen: Json = {
            "pending": [one.number for one in updates.pending],
            "delivered": updates.delivered,
            "webhook": updates.webhook_info(),
            "settings": world.settings,
            "complaints": world.complaints,
            "callbacks": world.callbacks,
            "inline": world.inline,
        }
        if calls:
            seen["calls"] = world.calls
        if chat in world.chats:
            messages = world.chats[chat].messages
            seen["messages"] = list(messages.values())
            seen["shown"] = {
                str(message): texts for (of, message), texts in world.shown.items() if of == chat
            }
        return seen
