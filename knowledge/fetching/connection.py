"""Connections to public addresses only, each bounded in time: what the download stands on.

The guard sits where the connection is made (a network backend of httpcore, httpx's engine): the
name is resolved once, every address it resolves to is checked, and the checked address is what
the socket connects to. So no second look-up can change it, and the name itself stays what the
certificate is checked against.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, cast

from knowledge.errors import (
    BadHost,
    DownloadError,
    ForbiddenAddress,
    TooLarge,
    TooSlow,
    UnknownHost,
    Unreachable,
)
from knowledge.fetching.public_addresses import is_public

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx


Resolver = Callable[[str, int], list[str]]
"""A host name and a port in, the addresses behind the name out. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Networks that may be reached though they are not public: for tests on loopback.

    No setting makes one: production has `NONE`.
    """

    networks: tuple[str, ...] = ()

    def holds(self, address: str) -> bool:
        """Whether `address` lies in one of the networks."""
        return any(ip_address(address) in ip_network(network) for network in self.networks)


NONE = Allowance()


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of `host`, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Deadline:
    """The time that one download has: `limit` seconds, of which one silence may take `silence`."""

    source: str
    limit: float
    silence: float
    end: float = field(init=False)

    def __post_init__(self) -> None:
        self.end = time.monotonic() + self.limit

    def left(self) -> float:
        """Seconds that the next operation on the network may take. Raises TooSlow."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TooSlow(self.source, self.limit)
        return min(left, self.silence)


@dataclass(slots=True)
class Connections:
    """Makes the connections of one download (an httpcore.NetworkBackend in form)."""

    deadline: Deadline
    resolve: Resolver = system_resolver
    allowance: Allowance = NONE
    headers_limit: int = 64_000
    headers_read: int | None = 0
    """Bytes read since the request, None once its headers are complete."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline decides
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers, when all are allowed."""
        import httpcore

        backend = httpcore.SyncBackend()
        refusal: Exception | None = None
        for address in self._checked(host, port):
            try:
                stream = backend.connect_tcp(
                    address, port, self.deadline.left(), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as exc:
                refusal = exc
            else:
                return cast("httpcore.NetworkStream", _Stream(stream, self))
        raise Unreachable(self.deadline.source) from refusal

    def connect_unix_socket(self, *_: object, **__: object) -> httpcore.NetworkStream:
        """Never: a link leads to the internet."""
        raise ForbiddenAddress(self.deadline.source)

    def sleep(self, seconds: float) -> None:
        """Wait between attempts to connect, within the deadline."""
        time.sleep(min(seconds, self.deadline.left()))

    def before_reading(self) -> float:
        """Seconds that a read may take. Raises TooSlow, and TooLarge where headers never end."""
        if self.headers_read is not None and self.headers_read >= self.headers_limit:
            raise TooLarge(self.deadline.source, self.headers_limit)
        return self.deadline.left()

    def _checked(self, host: str, port: int) -> list[str]:
        """The addresses of `host`. One that is not public condemns them all: an honest name has
        no such thing beside a public address.
        """
        addresses = self._resolved(host, port)
        for address in addresses:
            if not (is_public(address) or self.allowance.holds(address)):
                raise ForbiddenAddress(self.deadline.source) from OSError(f"{host} is {address}")
        return addresses

    def _resolved(self, host: str, port: int) -> list[str]:
        """What the resolver says, in time: in a thread, since the system's cannot be stopped."""
        found: list[str] = []
        failed: list[Exception] = []

        def look_up() -> None:
            try:
                found.extend(self.resolve(host, port))
            except (OSError, UnicodeError) as exc:
                failed.append(exc)

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self.deadline.left())
        if thread.is_alive():
            raise TooSlow(self.deadline.source, self.deadline.limit)
        if not found:
            cause = failed[0] if failed else None
            raise _no_address(cause)(self.deadline.source) from cause
        return found


def _no_address(cause: Exception | None) -> type[DownloadError]:
    """What it means that a name has no address."""
    if isinstance(cause, UnicodeError):
        return BadHost
    unknown = isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN
    return UnknownHost if unknown or cause is None else Unreachable


@dataclass(slots=True)
class _Stream:
    """A connection that counts its headers and its time (an httpcore.NetworkStream in form)."""

    stream: httpcore.NetworkStream
    connections: Connections

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        data = self.stream.read(max_bytes, self.connections.before_reading())
        if self.connections.headers_read is not None:
            self.connections.headers_read += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self.stream.write(buffer, self.connections.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        left = self.connections.deadline.left()
        stream = self.stream.start_tls(ssl_context, server_hostname, left)
        return cast("httpcore.NetworkStream", _Stream(stream, self.connections))

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


@dataclass(slots=True)
class Transport:
    """httpx's way to our connections (an httpx.BaseTransport in form), for one download."""

    connections: Connections
    pool: httpcore.ConnectionPool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`; the response's body is still to be read."""
        import httpcore
        import httpx

        self.connections.headers_read = 0
        answer = self.pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
            )
        )
        self.connections.headers_read = None
        body = cast("Iterable[bytes]", answer.stream)
        return httpx.Response(answer.status, headers=answer.headers, content=body)

    def close(self) -> None:
        """End every connection."""
        self.pool.close()
