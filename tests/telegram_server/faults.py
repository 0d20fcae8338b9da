"""What goes wrong because a test wants it to."""

from __future__ import annotations

from dataclasses import dataclass

from tests.telegram_server.methods.refusals import Refusal, too_many_requests


@dataclass
class Fault:
    """The next `times` calls of `method` ("" for any) to `chat` (0 for any) go wrong.

    `retry_after`: refused with 429 and so many seconds. `code` and `words`: refused with these.
    `late`: done, but the reply comes so many seconds later. `lost`: done, and never answered.
    """

    method: str = ""
    chat: int = 0
    times: int = 1
    retry_after: int = 0
    code: int = 0
    words: str = ""
    late: float = 0
    lost: bool = False

    def refuse(self) -> None:
        """Raises the refusal that this fault asks for, if it does."""
        if self.retry_after:
            raise too_many_requests(self.retry_after)
        if self.code:
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
            if fault.method.lower() in {"", method} and fault.chat in {0, chat}:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
