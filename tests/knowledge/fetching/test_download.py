"""The download: what it fetches, what it refuses, and that each refusal is one clear error."""

from __future__ import annotations

import gzip
import ssl

import pytest
import trustme

from knowledge.errors import BadLink, ForbiddenAddress, SourceError, TooManyRedirects, Unreachable
from knowledge.fetching.connection import Allowance
from knowledge.fetching.download import Downloader, Validators
from tests.web_server.server import LOOPBACK, WebServer


class Names:
    """A resolver that answers with what it was given, and counts."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


# --- what it brings


def test_a_download_says_where_it_ended_and_what_the_server_said_of_it(web: WebServer) -> None:
    end = web.serve(
        "/end",
        "<p>Grüße</p>",
        "text/html; charset=ISO-8859-1",
        ETag='"7"',
        Cache_Control="max-age=60",
    )
    found = web.downloader().fetch(web.serve("/", status=301, Location="/end"))
    assert found.url == end
    assert found.body == "<p>Grüße</p>".encode()
    assert (found.media_type, found.charset) == ("text/html", "iso-8859-1")
    assert (found.validators, found.max_age) == (Validators(etag='"7"'), 60.0)


def test_a_body_that_is_packed_arrives_unpacked(web: WebServer) -> None:
    text = b"It was said before. " * 9_000
    link = web.serve("/", gzip.compress(text), Content_Encoding="gzip")
    assert web.downloader().fetch(link).body == text


def test_the_program_says_who_it_is_and_sends_no_cookie_of_another_download(web: WebServer) -> None:
    link = web.serve("/", "x", Set_Cookie="id=1")
    downloader = web.downloader()
    downloader.fetch(link)
    downloader.fetch(link)
    assert web.seen[1].headers["User-Agent"].startswith("OnTheRecord/")
    assert "Cookie" not in web.seen[1].headers


def test_a_version_that_is_known_is_not_sent_again(web: WebServer) -> None:
    link = web.serve("/feed", "<rss/>", ETag='"a"', Last_Modified="Tue, 12 Mar 2024 10:00:00 GMT")
    downloader = web.downloader()
    known = downloader.fetch(link).validators
    assert downloader.refetch(link, known) is None
    web.serve("/feed", "<rss>2</rss>", ETag='"b"')
    changed = downloader.refetch(link, known)
    assert changed is not None
    assert changed.body == b"<rss>2</rss>"


def test_the_certificate_is_checked_against_the_name_and_not_the_address() -> None:
    authority = trustme.CA()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(serving)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with WebServer(tls=serving) as web:
        web.serve("/", "safe")
        downloader = Downloader(
            ports=frozenset({web.port}),
            resolve=Names(["127.0.0.1"]),
            allowance=LOOPBACK,
            tls=trusting,
        )
        assert downloader.fetch(web.url("/", "news.example")).body == b"safe"
        assert web.seen[0].headers["Host"] == f"news.example:{web.port}"
        with pytest.raises(Unreachable):
            downloader.fetch(web.url("/", "other.example"))


def test_the_environments_proxy_is_not_used(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with WebServer() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url(""))
        monkeypatch.setenv("ALL_PROXY", proxy.url(""))
        assert web.downloader().fetch(web.serve("/", "direct")).body == b"direct"
        assert not proxy.seen


# --- where it does not go


@pytest.mark.parametrize(
    "link",
    [
        "ftp://news.example/",
        "ftp://news.example:80/",
        "file:///etc/passwd",
        "news.example/story",
        "http://",
        "http:///story",
        "http://user:secret@news.example/",
        "http://user@news.example/",
        "http://news.example:22/",
        "http://news.example:99999/",
        "http://[::1/",
        "http://news.example/\nX: y",
        "https://news.example/" + "a" * 3000,
        "http://" + "a" * 300 + "..example/",
        "",
    ],
)
def test_what_is_no_public_web_link_is_refused_before_any_look_up(link: str) -> None:
    names = Names(["127.0.0.1"])
    with pytest.raises(BadLink) as refusal:
        Downloader(resolve=names).fetch(link)
    assert refusal.value.source == link
    assert not names.asked


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:7f00:1]",
    ],
)
def test_production_reaches_no_address_that_is_not_public(host: str) -> None:
    with pytest.raises(ForbiddenAddress):
        Downloader().fetch(f"http://{host}/latest/meta-data/")


def test_a_name_for_this_machine_is_refused() -> None:
    names = Names(["127.0.0.1"])
    with pytest.raises(ForbiddenAddress):
        Downloader(resolve=names).fetch("http://news.example/")


def test_one_address_that_is_not_public_condemns_the_name(web: WebServer) -> None:
    downloader = Downloader(
        ports=frozenset({web.port}), resolve=Names(["127.0.0.1", "10.0.0.1"]), allowance=LOOPBACK
    )
    with pytest.raises(ForbiddenAddress):
        downloader.fetch(web.url("/", "news.example"))
    assert not web.seen


def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_connected_to() -> None:
    """A name that is honest when checked and another when connected to: there is one look-up."""
    with WebServer("127.0.0.2") as honest:
        honest.serve("/", "honest")
        names = Names(["127.0.0.2"], ["127.0.0.1"])
        downloader = Downloader(
            ports=frozenset({honest.port}), resolve=names, allowance=Allowance(("127.0.0.2/32",))
        )
        assert downloader.fetch(honest.url("/", "news.example")).body == b"honest"
        assert names.asked == ["news.example"]


def test_a_name_that_changes_on_the_way_is_refused_at_the_redirect() -> None:
    with WebServer("127.0.0.2") as honest:
        honest.serve("/", status=302, Location=honest.url("/inside", "news.example"))
        names = Names(["127.0.0.2"], ["127.0.0.1"])
        downloader = Downloader(
            ports=frozenset({honest.port}), resolve=names, allowance=Allowance(("127.0.0.2/32",))
        )
        with pytest.raises(ForbiddenAddress):
            downloader.fetch(honest.url("/", "news.example"))


@pytest.mark.parametrize(
    ("target", "error"),
    [
        ("http://169.254.169.254/latest/meta-data/", ForbiddenAddress),
        ("http://[64:ff9b::a9fe:a9fe]/", ForbiddenAddress),
        ("//10.0.0.1/", ForbiddenAddress),
        ("http://user:secret@news.example/", BadLink),
        ("http://news.example:25/", BadLink),
        ("file:///etc/passwd", BadLink),
        ("gopher://news.example/", BadLink),
        ("http://[", BadLink),
    ],
)
def test_a_redirect_is_checked_like_a_link(
    web: WebServer, target: str, error: type[SourceError]
) -> None:
    link = web.serve("/", status=302, Location=target)
    downloader = Downloader(ports=frozenset({80, web.port}), allowance=LOOPBACK)
    with pytest.raises(error) as refusal:
        downloader.fetch(link)
    assert refusal.value.source == link


def test_five_redirects_are_followed_and_a_sixth_is_not(web: WebServer) -> None:
    for number in range(6):
        web.serve(f"/{number}", status=302, Location=f"/{number + 1}")
    web.serve("/6", "end")
    assert web.downloader().fetch(web.url("/1")).body == b"end"
    with pytest.raises(TooManyRedirects):
        web.downloader().fetch(web.url("/0"))
