"""What goes wrong because a test wants it to."""

from __future__ import annotations

from dataclasses import dataclass

from tests.telegram_server.methods.refusals import Refusal, too_many_requests

POLL = "getupdates"
"""Goes wrong only where it is named: a fault for any method is meant for what the bot does."""


@dataclass
class Fault:
    """The next `times` calls of `method` ("" for any) to `chat` (0 for any) go wrong.

    `retry_after`: refused with 429 and so many seconds. `code` and `words`: refused with these.
    `body`: not done, and answered with this, filled up with spaces to `size` bytes, and with the
    status `code` (200 where none is given). `late`: done, but the reply comes so many seconds
    later. `lost`: done, and never answered.
    """

    method: str = ""
    chat: int = 0
    times: int = 1
    retry_after: int = 0
    code: int = 0
    words: str = ""
    late: float = 0
    lost: bool = False
    body: str = ""
    size: int = 0

    @property
    def answer(self) -> bytes:
        """What is answered instead of JSON, where something is."""
        body = self.body.encode("utf-8", "surrogatepass")
        return body.ljust(self.size) if body else b""

    def refuse(self) -> None:
        """Raises the refusal that this fault asks for, if it does."""
        if self.retry_after:
            raise too_many_requests(self.retry_after)
        if self.code and not self.body:
            raise Refusal(self.code, self.words)


class Faults:
    """The faults that wait to happen, first come, first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Lets it happen from now on."""
        self._waiting.append(fault)

    def next(self, method: str, chat: int) -> Fault | None:
        """The fault that this call meets; it is used up by that."""
        for fault in self._waiting:
            meant = {method} if method == POLL else {"", method}
            if fault.method.lower() in meant and fault.chat in {0, chat} and not fault.body:
                return self._used(fault)
        return None

    def told(self, method: str) -> Fault | None:
        """The fault that answers this call with something else; it is used up by that."""
        for fault in self._waiting:
            if fault.method.lower() == method and fault.body:
                return self._used(fault)
        return None

    def _used(self, fault: Fault) -> Fault:
        fault.times -= 1
        if fault.times <= 0:
            self._waiting.remove(fault)
        return fault
