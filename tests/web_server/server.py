"""The server: answers that are set for a path, or a function that has the socket to itself."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import TYPE_CHECKING

from knowledge.fetching.connection import Allowance
from knowledge.fetching.download import Downloader, Limits

if TYPE_CHECKING:
    import ssl

LOOPBACK = Allowance(networks=("127.0.0.1/32",))


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent for a path. A body of "" with status 304 is sent when validators match."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came, and when (seconds of a clock that only goes forwards)."""

    path: str
    headers: Mapping[str, str]
    at: float = field(default_factory=time.monotonic)


Raw = Callable[[socket.socket], object]


class WebServer:
    """Use it as a context manager; `url(path)` is the link to what was set by `serve` or `raw`.

    Conditional requests are answered as they should be: 304 where the ETag or Last-Modified of
    the reply is the one that the client knows.
    """

    def __init__(self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.seen: list[Seen] = []
        self.replies: dict[str, Reply | Raw] = {}
        self._server = _Server((host, 0), _Handler)
        self._server.site = self
        self._scheme = "http"
        if tls is not None:
            self._scheme = "https"
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = int(self._server.server_address[1])
        self.host = host
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> WebServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(
        self,
        path: str,
        body: str | bytes = b"",
        media_type: str = "text/html; charset=utf-8",
        status: int = 200,
        **headers: str,
    ) -> str:
        """Answer `path` with this; `headers` are given with _ for -. Returns the link."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[path] = Reply(data, media_type, status, named)
        return self.url(path)

    def raw(self, path: str, send: Raw) -> str:
        """Answer `path` by calling `send` with the socket. Returns the link."""
        self.replies[path] = send
        return self.url(path)

    def url(self, path: str, host: str = "") -> str:
        """The link to `path`, under the name `host` where one is given."""
        return f"{self._scheme}://{host or self.host}:{self.port}{path}"

    def downloader(self, limits: Limits | None = None) -> Downloader:
        """A downloader that may reach this server."""
        allowance = Allowance((f"{self.host}/32",))
        return Downloader(
            limits or Limits(), ports=frozenset({80, 443, self.port}), allowance=allowance
        )


class _Server(ThreadingHTTPServer):
    site: WebServer
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what many tests want: nothing to print."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 20

    def do_GET(self) -> None:
        site = self.server.site
        site.seen.append(Seen(self.path, dict(self.headers.items())))
        reply = site.replies.get(self.path, Reply(b"<h1>Not found</h1>", status=404))
        self.close_connection = True
        if isinstance(reply, Reply):
            self._answer(reply)
        else:
            reply(self.connection)

    def _answer(self, reply: Reply) -> None:
        known = self._known(reply)
        self.send_response(304 if known else reply.status)
        body = b"" if known else reply.body
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def _known(self, reply: Reply) -> bool:
        if reply.status != 200:
            return False
        pairs = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
        return any(
            name in reply.headers and reply.headers[name] == self.headers.get(asked)
            for name, asked in pairs
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Quiet."""
