"""A link in, the bytes behind it out: the only way from knowledge to the internet."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from knowledge.errors import (
    BadLink,
    BadRedirect,
    ForbiddenAddress,
    Malformed,
    NotThere,
    Refused,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
    Untrusted,
)
from knowledge.fetching.connection import (
    NONE,
    Allowance,
    Connections,
    Deadline,
    Resolver,
    Transport,
    system_resolver,
)
from knowledge.fetching.links import check_link

if TYPE_CHECKING:
    import ssl

    import httpx

USER_AGENT = "OnTheRecord/0.1 (reads the news articles that people send it)"
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one download may take. Sizes in bytes, times in seconds."""

    body: int = 20_000_000
    """As sent, and as unpacked."""
    headers: int = 64_000
    seconds: float = 30.0
    """For everything: looking up names, redirects, the last byte of the body."""
    silence: float = 10.0
    redirects: int = 5
    link: int = 2_000
    """Characters."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the version it sent, to be asked for a newer one only."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """What stands behind a link. `url` is where the redirects ended; `charset` is the header's,
    "" where it names none; `max_age` is how long the server calls it fresh (seconds).
    """

    url: str
    body: bytes
    media_type: str = ""
    charset: str = ""
    validators: Validators = field(default_factory=Validators)
    max_age: float | None = None


@dataclass(frozen=True, slots=True)
class Downloader:
    """Fetches links of strangers. Keeps nothing between two downloads: no cookie, no connection.

    `ports` are those that links may name; `resolve`, `allowance` and `tls` are for tests.
    """

    limits: Limits = field(default_factory=Limits)
    ports: frozenset[int] = frozenset({80, 443})
    user_agent: str = USER_AGENT
    resolve: Resolver = system_resolver
    allowance: Allowance = NONE
    tls: ssl.SSLContext | None = None

    def fetch(self, url: str) -> Download:
        """What `url` leads to. Raises DownloadError, TooLarge or Malformed."""
        found = self.refetch(url, Validators())
        if found is None:
            raise Refused(url, 304)
        return found

    def refetch(self, url: str, known: Validators) -> Download | None:
        """What `url` leads to now, None where that is still the version of `known`.

        Raises DownloadError, TooLarge or Malformed.
        """
        import httpcore
        import httpx

        limits = self.limits
        deadline = Deadline(url, limits.seconds, limits.silence)
        connections = Connections(deadline, self.resolve, self.allowance, limits.headers)
        pool = httpcore.ConnectionPool(
            ssl_context=self.tls, network_backend=cast("httpcore.NetworkBackend", connections)
        )
        transport = cast("httpx.BaseTransport", Transport(connections, pool))
        client = httpx.Client(
            transport=transport,
            trust_env=False,
            headers=self._headers(known),
            timeout=limits.seconds,
        )
        try:
            response = self._followed(client, url)
            return None if response.status_code == 304 else self._read(response, url)
        except (httpcore.TimeoutException, httpx.TimeoutException) as exc:
            raise TooSlow(url, limits.silence) from exc
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
            httpx.TransportError,
            OSError,
        ) as exc:
            raise (Untrusted if _is_about_trust(exc) else Unreachable)(url) from exc
        finally:
            pool.close()

    def _headers(self, known: Validators) -> dict[str, str]:
        headers = {"User-Agent": self.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return headers

    def _followed(self, client: httpx.Client, url: str) -> httpx.Response:
        """The answer at the end of the redirects, each link on the way checked like the first."""
        import httpx

        self._check(url)
        try:
            request = client.build_request("GET", url)
            for _ in range(self.limits.redirects + 1):
                response = client.send(request, stream=True, follow_redirects=False)
                if response.status_code not in _REDIRECTS or response.next_request is None:
                    return self._accepted(response, url)
                request = response.next_request
                self._check(str(request.url))
        except (BadLink, ForbiddenAddress) as exc:
            if exc.source == url:
                raise
            # It leads on to a link that would be refused by itself.
            kind = ForbiddenAddress if isinstance(exc, ForbiddenAddress) else BadRedirect
            raise kind(url) from exc
        except (httpx.InvalidURL, httpx.RemoteProtocolError, ValueError) as exc:
            raise BadRedirect(url) from exc
        raise TooManyRedirects(url)

    def _check(self, link: str) -> None:
        check_link(link, self.ports, self.limits.link, self.allowance.holds)

    def _accepted(self, response: httpx.Response, url: str) -> httpx.Response:
        if response.status_code == 304 or 200 <= response.status_code < 300:
            return response
        after = retry_after(response.headers.get("Retry-After", ""))
        kind = NotThere if response.status_code in (404, 410) else Refused
        raise kind(url, response.status_code, after)

    def _read(self, response: httpx.Response, url: str) -> Download:
        media_type, _, rest = response.headers.get("Content-Type", "").partition(";")
        charset = _CHARSET.search(rest)
        age = re.search(r"max-age=(\d{1,9})", response.headers.get("Cache-Control", ""))
        return Download(
            url=str(response.url),
            body=self._body(response, url),
            media_type=media_type.strip().lower(),
            charset=charset[1].lower() if charset else "",
            validators=Validators(
                response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
            ),
            max_age=float(age[1]) if age else None,
        )

    def _body(self, response: httpx.Response, url: str) -> bytes:
        limit = self.limits.body
        length = response.headers.get("Content-Length", "")
        if length.isdigit() and int(length) > limit:
            raise TooLarge(url, limit)
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise Malformed(url)
        sent = _capped(response.iter_raw(_CHUNK), limit, url)
        if encoding in {"", "identity"}:
            return b"".join(sent)
        return b"".join(_capped(_unpacked(sent, url), limit, url))


def _is_about_trust(error: BaseException | None) -> bool:
    """Whether a certificate was at the bottom of an error."""
    import ssl

    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def retry_after(header: str) -> float | None:
    """The seconds that a Retry-After header asks for: it names seconds or a date."""
    if header.strip().isdigit():
        return float(header)
    try:
        then = parsedate_to_datetime(header)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())


def _capped(chunks: Iterator[bytes], limit: int, url: str) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge(url, limit)
        yield chunk


def _unpacked(chunks: Iterator[bytes], url: str) -> Iterator[bytes]:
    """The bytes that `chunks` pack, never more than a chunk's worth at once, however they grow."""
    unpacker = zlib.decompressobj(wbits=47)  # gzip or zlib, as its first bytes say
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error as exc:
        raise Malformed(url) from exc
    if not unpacker.eof:
        raise Malformed(url)
