"""Each link that is not followed is refused for its own reason, before anything is looked up."""

from __future__ import annotations

import socket

import pytest

from knowledge.errors import (
    AnotherPort,
    BadHost,
    BadLink,
    BadRedirect,
    ForbiddenAddress,
    LinkTooLong,
    NamesUser,
    NoHost,
    NotHttp,
    SourceError,
    UnknownHost,
    Unreachable,
)
from knowledge.fetching.download import Downloader
from knowledge.fetching.links import is_link
from tests.web_server.server import WebServer

REASONS: dict[type[SourceError], tuple[str, ...]] = {
    ForbiddenAddress: (
        "http://127.0.0.1:8000/x",
        "http://127.0.0.1/",
        "http://10.1.2.3:22/",
        "http://192.168.0.1:8080/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:5000/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0x7f.1:9/",
        "http://2130706433:81/",
        "http://127.1./",
        "http://localhost:8000/x",
        "http://printer.local:631/",
    ),
    NotHttp: (
        "ftp://news.example/x",
        "file:///etc/passwd",
        "gopher://news.example/",
        "tg://resolve?domain=on_the_record_bot",
        "ftp://user:secret@news.example:21/",
        "mailto:ann@news.example",
        "//news.example/story",
        "news.example/story",
    ),
    NoHost: ("http://", "https:///story", "http://?x", "http://:80/", "http:/news.example/"),
    NamesUser: (
        "http://user:secret@news.example/",
        "http://user@news.example:8080/",
        "https://news.example%2f:x@other.example/",
        "http://user:secret@127.0.0.1/",
    ),
    AnotherPort: (
        "http://news.example:22/",
        "https://news.example:8443/story",
        "http://news.example:99999/",
        "http://news.example:port/",
        "http://8.8.8.8:53/",
    ),
    BadHost: (
        "http://xn--/",
        "http://xn--99999999999.example/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 130 + "example/",
        "http://news..example/",
        "http://news_%41.example/",
        "http://\u2603.example/",
        "http://999.999.999.999/",
        "http://[::1/",
    ),
    LinkTooLong: ("https://news.example/" + "a" * 2000, "ftp://news.example/" + "a" * 3000),
    BadLink: (
        "http://news.example/\nX: y",
        "http://news.example/a b",
        "http://news.example/\u202e",
    ),
}
CASES = [(link, reason) for reason, links in REASONS.items() for link in links]


def never(host: str, _port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


@pytest.mark.parametrize(("link", "reason"), CASES)
def test_each_refusal_names_its_own_reason(link: str, reason: type[SourceError]) -> None:
    with pytest.raises(SourceError) as refusal:
        Downloader(resolve=never).fetch(link)
    assert type(refusal.value) is reason
    assert refusal.value.source == link


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), UnknownHost),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), Unreachable),
        (OSError("the resolver is gone"), Unreachable),
        (UnicodeEncodeError("idna", "x", 0, 1, "label too long"), BadHost),
    ],
)
def test_a_name_that_nobody_has_is_not_one_that_cannot_be_looked_up_just_now(
    failure: Exception, reason: type[SourceError]
) -> None:
    def failing(_host: str, _port: int) -> list[str]:
        raise failure

    with pytest.raises(SourceError) as refusal:
        Downloader(resolve=failing).fetch("http://news.example/")
    assert type(refusal.value) is reason


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("ftp://news.example/", BadRedirect),
        ("http://user:secret@news.example/", BadRedirect),
        ("http://news.example:25/", BadRedirect),
        ("http://10.0.0.1:8000/", ForbiddenAddress),
        ("http://" + "a" * 64 + ".example/", BadRedirect),
    ],
)
def test_a_good_link_that_leads_on_to_a_bad_one_is_not_told_to_be_bad_itself(
    web: WebServer, target: str, reason: type[SourceError]
) -> None:
    link = web.serve("/", status=302, Location=target)
    with pytest.raises(SourceError) as refusal:
        web.downloader().fetch(link)
    assert type(refusal.value) is reason
    assert refusal.value.source == link


def test_whatever_has_a_scheme_is_a_link_and_no_file() -> None:
    assert all(map(is_link, (" https://a.example/", "FTP://a.example", "tg://x", "http://")))
    assert not any(map(is_link, ("a.txt", "C:\\news\\a.txt", "news/a.txt", "-", "a:b", "./x://y")))
