"""Manners towards the servers of feeds, on a clock that the tests turn."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from knowledge.errors import Disallowed, ForbiddenAddress, Refused, Unreachable
from knowledge.fetching.download import Downloader, Validators
from knowledge.fetching.polite_fetcher import PoliteFetcher
from knowledge.fetching.robots import robots
from tests.web_server.server import WebServer


@dataclass
class Clock:
    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def polite(web: WebServer, clock: Clock) -> PoliteFetcher:
    return PoliteFetcher(web.downloader(), clock=clock.time, sleep=clock.sleep)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/rss", True),
        ("User-agent: *\nDisallow: /", "/rss", False),
        ("User-agent: *\nDisallow:", "/rss", True),
        ("User-agent: *\nDisallow: /private", "/rss", True),
        ("User-agent: *\nDisallow: /\nAllow: /rss", "/rss", True),
        ("User-agent: *\nAllow: /rss\nDisallow: /rss/private", "/rss/private/x", False),
        ("User-agent: *\nDisallow: /*.xml$", "/feed.xml", False),
        ("User-agent: *\nDisallow: /*.xml$", "/feed.xml?x=1", True),
        ("User-agent: *\nDisallow: /*?id=", "/feed?id=3", False),
        ("User-agent: *\nDisallow: /a*b*c$", "/a-b-c", False),
        ("User-agent: *\nDisallow: /ab*bc$", "/abc", True),
        ("User-agent: *\nDisallow: /rss$", "/rss2", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("User-agent: Other\nDisallow: /", "/rss", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: ontherecord\nAllow: /", "/rss", True),
        ("User-agent: OnTheRecord/2.0\nUser-agent: x\nDisallow: /rss", "/rss", False),
        ("User-agent: OnTheRecord\nDisallow: /a\n\nUser-agent: ontherecord\nDisallow: /b", "/b", 0),
        ("Disallow: /", "/rss", True),
        ("\x00\xff nonsense\n:::", "/rss", True),
    ],
)  # fmt: skip
def test_the_rules_for_this_program_decide(text: str, path: str, allowed: bool) -> None:
    assert robots(text, "OnTheRecord").allows(f"https://news.example{path}") == allowed


def test_a_pattern_made_to_be_slow_is_not() -> None:
    text = "User-agent: *\nDisallow: /" + "*a" * 5000 + "$"
    assert robots(text, "OnTheRecord").allows("https://news.example/" + "a" * 4999 + "b")


def test_what_robots_txt_forbids_is_not_asked_for(web: WebServer, polite: PoliteFetcher) -> None:
    web.serve("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
    link = web.serve("/private/rss", "<rss/>")
    with pytest.raises(Disallowed):
        polite.fetch(link)
    assert [seen.path for seen in web.seen] == ["/robots.txt"]


def test_a_site_without_robots_txt_forbids_nothing(web: WebServer, polite: PoliteFetcher) -> None:
    found = polite.fetch(web.serve("/rss", "<rss/>"))
    assert found is not None
    assert found.body == b"<rss/>"


def test_a_site_whose_robots_txt_is_broken_is_left_alone_for_an_hour(
    web: WebServer, polite: PoliteFetcher, clock: Clock
) -> None:
    web.serve("/robots.txt", status=500)
    link = web.serve("/rss", "<rss/>")
    with pytest.raises(Disallowed):
        polite.fetch(link)
    web.serve("/robots.txt", "")
    clock.now += 3601
    assert polite.fetch(link) is not None


def test_robots_txt_is_asked_for_once_a_day(
    web: WebServer, polite: PoliteFetcher, clock: Clock
) -> None:
    link = web.serve("/rss", "<rss/>")
    for hours in (0, 1, 22, 2):
        clock.now += 3600 * hours
        polite.fetch(link)
    assert [seen.path for seen in web.seen].count("/robots.txt") == 2


def test_requests_to_one_host_keep_the_pause_that_it_asks_for(
    web: WebServer, polite: PoliteFetcher, clock: Clock
) -> None:
    web.serve("/robots.txt", "User-agent: *\nCrawl-delay: 7", "text/plain")
    link = web.serve("/rss", "<rss/>")
    for _ in range(3):
        polite.fetch(link)
    assert clock.slept == [1.0, 7.0, 7.0]


def test_a_pause_that_is_much_too_long_is_cut(
    web: WebServer, polite: PoliteFetcher, clock: Clock
) -> None:
    web.serve("/robots.txt", "User-agent: *\nCrawl-delay: 9999", "text/plain")
    for _ in range(3):
        polite.fetch(web.serve("/rss", "<rss/>"))
    assert max(clock.slept) == 30.0


def test_a_host_that_asks_to_be_left_alone_is(
    web: WebServer, polite: PoliteFetcher, clock: Clock
) -> None:
    link = web.serve("/rss", status=429, Retry_After="600")
    for _ in range(3):
        with pytest.raises(Refused) as refusal:
            polite.fetch(link)
        assert refusal.value.status == 429
    assert [seen.path for seen in web.seen] == ["/robots.txt", "/rss"]
    web.serve("/rss", "<rss/>")
    clock.now += 601
    assert polite.fetch(link) is not None


def test_what_has_not_changed_is_not_sent_again(web: WebServer, polite: PoliteFetcher) -> None:
    link = web.serve("/rss", "<rss/>", ETag='"1"')
    assert polite.fetch(link, Validators(etag='"1"')) is None


def test_a_failure_names_the_feed_and_not_its_robots_txt() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError

    link = "http://no-such-name.example/rss"
    with pytest.raises(Unreachable) as failure:
        PoliteFetcher(Downloader(resolve=unknown)).fetch(link)
    assert failure.value.source == link
    with pytest.raises(ForbiddenAddress):
        PoliteFetcher(Downloader()).fetch("http://127.0.0.1/rss")
