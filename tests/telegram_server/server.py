"""The server itself: on loopback, in this thread or in one of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from tests.telegram_server.api import Api
from tests.telegram_server.methods import handlers
from tests.telegram_server.world import TOKEN


def routes(api: Api) -> Application:
    """The tornado application."""
    share = {"api": api}
    return Application(
        [
            (r"/bot([^/]+)/(\w+)", handlers.MethodHandler, share),
            (r"/file/bot([^/]+)/documents/(\w+)", handlers.FileHandler, share),
            (r"/control/(\w+)", handlers.ControlHandler, share),
        ],
        log_function=lambda _: None,
    )


async def serve(api: Api, port: int, started: Callable[[int], None], stop: asyncio.Event) -> None:
    """Serves on loopback until `stop` is set; `started` is told the port."""
    sockets = bind_sockets(port, "127.0.0.1")
    http = HTTPServer(routes(api))
    http.add_sockets(sockets)
    started(sockets[0].getsockname()[1])
    await stop.wait()
    http.stop()
    await api.updates.close()
    await http.close_all_connections()


class TelegramServer:
    """The server in a thread of its own: `with TelegramServer() as server: server.url`."""

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        self.token = token
        self.url = ""
        self._port = port
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="telegram", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the Bot API server did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._loop is not None
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await serve(Api(self.token), self._port, self._started, self._stop)

    def _started(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._ready.set()
