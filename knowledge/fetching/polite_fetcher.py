"""Fetching feeds as their servers ask: robots.txt, a pause for each host, and retry-after."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from knowledge.errors import Disallowed, DownloadError, Refused, SourceError
from knowledge.fetching.download import Download, Downloader, Validators
from knowledge.fetching.robots import Robots, robots

_NOBODY = Robots(((False, "/"),))
_LONGEST_PAUSE = 30.0
"""Seconds: a host that asks for more between two requests gets this."""
_LONGEST_RETRY = 86_400.0
_ASK_AGAIN = 3_600.0


@dataclass(slots=True)
class _Host:
    """What is known of one host: its rules until when, and when it may be asked again."""

    rules: Robots | None = None
    rules_until: float = 0.0
    free_at: float = 0.0
    closed_until: float = 0.0
    status: int = 0


@dataclass(slots=True)
class PoliteFetcher:
    """A downloader with manners, for what is fetched again and again without a person asking.

    Share one among threads: requests to a host follow each other by at least `pause` seconds or
    by what its robots.txt asks; a host that answers 429 or 503 is left alone as long as it asks.
    `clock` and `sleep` are time's.
    """

    downloader: Downloader
    agent: str = "OnTheRecord"
    pause: float = 1.0
    keep_rules: float = 86_400.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fetch(self, url: str, known: Validators | None = None) -> Download | None:
        """What `url` leads to, None where that is still the version of `known`.

        Raises Disallowed where robots.txt forbids it, Refused without asking where the host
        wants to be left alone, and otherwise as Downloader.refetch.
        """
        host = self._host(url)
        if not self._rules(host, url).allows(url):
            raise Disallowed(url)
        if self.clock() < host.closed_until:
            raise Refused(url, host.status, host.closed_until - self.clock())
        self._wait(host)
        try:
            return self.downloader.refetch(url, known or Validators())
        except Refused as exc:
            self._leave_alone(host, exc)
            raise

    def _host(self, url: str) -> _Host:
        try:
            place = urlsplit(url).netloc.rpartition("@")[2].casefold()
        except ValueError:
            place = ""
        with self._lock:
            return self._hosts.setdefault(place, _Host())

    def _rules(self, host: _Host, url: str) -> Robots:
        if host.rules is None or self.clock() >= host.rules_until:
            self._wait(host)
            host.rules, keep = self._asked_rules(url)
            host.rules_until = self.clock() + keep
        return host.rules

    def _asked_rules(self, url: str) -> tuple[Robots, float]:
        """A host's rules, and how long to keep them. None are no rules; while those that it has
        cannot be had, all is forbidden (RFC 9309).
        """
        try:
            found = self.downloader.fetch(urljoin(url, "/robots.txt"))
        except Refused as exc:
            broken = exc.status >= 500 or exc.status == 429
            return (_NOBODY, _ASK_AGAIN) if broken else (Robots(), self.keep_rules)
        except DownloadError as exc:
            raise type(exc)(url, *exc.args[1:]) from exc
        except SourceError:
            return Robots(), self.keep_rules
        return robots(found.body.decode("utf-8", "replace"), self.agent), self.keep_rules

    def _wait(self, host: _Host) -> None:
        """Wait for this request's turn, and put the next one's off."""
        asked = host.rules.pause if host.rules is not None else 0.0
        pause = min(max(self.pause, asked), _LONGEST_PAUSE)
        with self._lock:
            now = self.clock()
            turn = max(now, host.free_at)
            host.free_at = turn + pause
        if turn > now:
            self.sleep(turn - now)

    def _leave_alone(self, host: _Host, refusal: Refused) -> None:
        if refusal.status in {429, 503} and refusal.retry_after is not None:
            host.status = refusal.status
            host.closed_until = self.clock() + min(refusal.retry_after, _LONGEST_RETRY)
