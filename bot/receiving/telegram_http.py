"""HTTP to Telegram: what comes back is looked at before python-telegram-bot sees it, which writes
whole answers into the log where they are none.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.request import HTTPXRequest, RequestData

LARGEST = 16 << 20
"""Bytes of an answer to a call. A hundred updates have some hundred kilobytes."""
LONGEST_WAIT = 3600
"""Seconds that are waited at most when Telegram asks to wait."""


class OversizedAnswer(httpx.TransportError):
    """An answer is larger than LARGEST. `head` is how it begins."""

    def __init__(self, head: bytes) -> None:
        super().__init__("the answer is too large")
        self.head = head


class Wire(HTTPXRequest):
    """Calls whose answers are the Bot API's, or a refusal that nothing else stands in."""

    def __init__(self, connections: int, timeout: float) -> None:
        """So many connections at once; `timeout` (seconds) for each step of a call."""
        super().__init__(
            connection_pool_size=connections,
            pool_timeout=timeout,
            read_timeout=timeout,
            write_timeout=timeout,
            httpx_kwargs={"transport": _Bounded(limits=httpx.Limits(max_connections=connections))},
        )

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kw: Any
    ) -> tuple[int, bytes]:
        """The status and the body."""
        code, body = await self.exchange(url, method, request_data, *args, **kw)
        return checked(code, body) if method == "POST" else (code, body)  # else it is a file

    async def exchange(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kw: Any
    ) -> tuple[int, bytes]:
        """The same as it comes. Raises NetworkError, of which `too_large` tells more; BadRequest
        for what cannot even be sent: to send it again would be of no use.
        """
        try:
            return await super().do_request(url, method, request_data, *args, **kw)
        except TelegramError:
            raise
        except Exception as exc:
            raise BadRequest(f"the call cannot be made: {type(exc).__name__}") from exc


def checked(code: int, body: bytes) -> tuple[int, bytes]:
    """The same, where it is an answer of the Bot API; else a refusal that is one."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if code != 200 or not isinstance(told, dict) or "result" not in told:
        return _refused(code, told if isinstance(told, dict) else {})
    return code, body


def _refused(code: int, told: Mapping[str, Any]) -> tuple[int, bytes]:
    """A refusal in the form that python-telegram-bot takes, with nothing else in it."""
    if code < 300:
        code = told["error_code"] if told.get("error_code") in range(400, 600) else 502
    described = told.get("description")
    words = described if isinstance(described, str) else "an answer that is not Telegram's"
    parameters: dict[str, int] = {}
    given = told.get("parameters")
    for name in ("retry_after", "migrate_to_chat_id"):
        value = given.get(name) if isinstance(given, dict) else None
        if isinstance(value, int) and not isinstance(value, bool):
            parameters[name] = value
    if "retry_after" in parameters:
        parameters["retry_after"] = min(max(1, parameters["retry_after"]), LONGEST_WAIT)
    return code, json.dumps({"description": words[:300], "parameters": parameters}).encode()


class _Bounded(httpx.AsyncHTTPTransport):
    """Connections that read no more of an answer than LARGEST. (Files are 20 MB at most, and
    Telegram's own limit.)
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        if request.method == "POST" and isinstance(response.stream, httpx.AsyncByteStream):
            response.stream = _Counted(response.stream)
        return response


class _Counted(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size, head = 0, b""
        async for chunk in self._stream:
            head = head or chunk[:300]
            size += len(chunk)
            if size > LARGEST:
                raise OversizedAnswer(head)
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


def too_large(error: NetworkError) -> bytes | None:
    """How an answer began that was too large; None where that is not what went wrong."""
    cause = error.__cause__
    return cause.head if isinstance(cause, OversizedAnswer) else None
