"""The download: servers that send without end, too slowly, or nonsense."""

from __future__ import annotations

import gzip
import socket
from threading import Event

import pytest

from knowledge.errors import Malformed, NotThere, Refused, TooLarge, TooSlow, Unreachable
from knowledge.fetching.download import Downloader, Limits, retry_after
from tests.web_server.server import LOOPBACK, Raw, WebServer

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SMALL = Limits(body=100_000, headers=8_000, seconds=1.5, silence=1.0)


def endless(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    try:
        while True:
            connection.sendall(b"<p>more</p>" * 1000)
    except OSError:
        return


def endless_headers(connection: socket.socket) -> None:
    connection.sendall(HEAD)
    try:
        while True:
            connection.sendall(b"X-More: " + b"a" * 500 + b"\r\n")
    except OSError:
        return


def slow(head: bytes, left: Event) -> Raw:
    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        try:
            while not left.wait(0.1):
                connection.sendall(b"a")
        except OSError:
            return

    return send


class Silence:
    """Who says nothing, until the test is over."""

    def __init__(self) -> None:
        self.ended = False
        self._over = Event()

    def __enter__(self) -> Silence:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def keep(self, *_: object) -> list[str]:
        """Waits for that."""
        self._over.wait(60)
        self.ended = True
        return ["127.0.0.1"]


def test_a_body_without_end_is_cut_off(web: WebServer) -> None:
    with pytest.raises(TooLarge) as refusal:
        web.downloader(SMALL).fetch(web.raw("/", endless))
    assert refusal.value.limit == SMALL.body


def test_a_body_that_announces_its_size_is_not_begun(web: WebServer) -> None:
    link = web.raw("/", lambda c: c.sendall(HEAD + b"Content-Length: 10000000000\r\n\r\n"))
    with pytest.raises(TooLarge):
        web.downloader(SMALL).fetch(link)


def test_a_small_body_that_unpacks_to_a_large_one_is_cut_off(web: WebServer) -> None:
    bomb = gzip.compress(bytes(20_000_000))
    assert len(bomb) < SMALL.body
    with pytest.raises(TooLarge) as refusal:
        web.downloader(SMALL).fetch(web.serve("/", bomb, Content_Encoding="gzip"))
    assert refusal.value.limit == SMALL.body


def test_headers_without_end_are_cut_off(web: WebServer) -> None:
    with pytest.raises(TooLarge) as refusal:
        web.downloader(SMALL).fetch(web.raw("/", endless_headers))
    assert refusal.value.limit == SMALL.headers


@pytest.mark.parametrize(
    "head",
    [HEAD + b"\r\n", HEAD + b"X-Slow: ", b"HTTP/1.1 200 "],
    ids=["the body", "a header", "the status"],
)
def test_a_server_that_sends_byte_by_byte_without_end_is_left(web: WebServer, head: bytes) -> None:
    left = Event()
    with pytest.raises(TooSlow):
        web.downloader(SMALL).fetch(web.raw("/", slow(head, left)))
    left.set()


def test_a_server_that_says_nothing_is_left(web: WebServer) -> None:
    with Silence() as silence:
        with pytest.raises(TooSlow):
            web.downloader(SMALL).fetch(web.raw("/", silence.keep))
        assert not silence.ended


def test_a_look_up_without_an_answer_is_left() -> None:
    with Silence() as silence:
        with pytest.raises(TooSlow):
            Downloader(SMALL, resolve=silence.keep).fetch("http://news.example/")
        assert not silence.ended


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"not packed at all", id="not packed"),
        pytest.param(gzip.compress(b"cut short " * 50, mtime=0)[:-20], id="cut short"),
        pytest.param(b"\x1f\x8b", id="the first two bytes"),
    ],
)
def test_a_body_that_is_not_packed_as_announced_is_malformed(web: WebServer, body: bytes) -> None:
    with pytest.raises(Malformed):
        web.downloader().fetch(web.serve("/", body, Content_Encoding="gzip"))


def test_a_packing_that_nobody_asked_for_is_malformed(web: WebServer) -> None:
    with pytest.raises(Malformed):
        web.downloader().fetch(web.serve("/", b"abc", Content_Encoding="br"))


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0-OpenSSH\r\n", HEAD + b"Content-Length: 50\r\n\r\nshort", b"\x00" * 99],
    ids=["nothing", "another protocol", "less than announced", "zeros"],
)
def test_an_answer_that_is_not_proper_http_is_unreachable(web: WebServer, answer: bytes) -> None:
    with pytest.raises(Unreachable):
        web.downloader(SMALL).fetch(web.raw("/", lambda c: c.sendall(answer)))


def test_a_port_where_nobody_listens_and_a_name_that_nobody_has_are_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(Unreachable):
            Downloader(ports=frozenset({port}), allowance=LOOPBACK).fetch(
                f"http://127.0.0.1:{port}"
            )

    def unknown(host: str, _port: int) -> list[str]:
        raise socket.gaierror(host)

    with pytest.raises(Unreachable):
        Downloader(resolve=unknown).fetch("http://no-such-name.example/")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_an_error_of_the_server_is_told_with_its_status(web: WebServer, status: int) -> None:
    with pytest.raises(Refused) as refusal:
        web.downloader().fetch(web.serve("/", status=status, Retry_After="120"))
    assert (refusal.value.status, refusal.value.retry_after) == (status, 120.0)
    assert isinstance(refusal.value, NotThere) == (status in {404, 410})


def test_a_time_to_retry_is_a_number_or_a_date_or_not_known() -> None:
    assert retry_after("90") == 90
    assert retry_after("Tue, 12 Mar 2024 10:00:00 GMT") == 0
    assert (retry_after("Fri, 12 Mar 2100 10:00:00 GMT") or 0) > 1e9
    assert retry_after("soon") is retry_after("") is None
