"""What can be followed of the links that strangers give; of the rest, each with its reason."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Collection
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.errors import (
    AnotherPort,
    BadHost,
    BadLink,
    ForbiddenAddress,
    LinkTooLong,
    NamesUser,
    NoHost,
    NotHttp,
)
from knowledge.fetching.public_addresses import is_public

if TYPE_CHECKING:
    import httpx

_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"(?=.{1,253}$)[\w-]{1,63}(?:\.[\w-]{1,63})*\.?|[0-9a-f:.]+", re.ASCII | re.I)
_NUMBERS = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}\.?", re.IGNORECASE)
_HERE = re.compile(r"(?:.+\.)?(?:localhost|local|internal|home\.arpa)\.?", re.IGNORECASE)
"""Names of this machine or its own network, whatever they resolve to."""


def is_link(source: str) -> bool:
    """Whether `source` names something on a network, and not a file."""
    return _SCHEME.match(source) is not None


def check_link(
    link: str,
    ports: Collection[int],
    longest: int,
    allowed: Callable[[str], bool] = lambda _: False,
) -> None:
    """Raises BadLink, or that of its kind which says what is wrong, or ForbiddenAddress where
    the link itself names an address that is neither public nor `allowed`.

    `ports` are those that may be named, `longest` is in characters.
    """
    import httpx

    if len(link) > longest:
        raise LinkTooLong(link, longest)
    if any(c.isspace() or not c.isprintable() for c in link):
        raise BadLink(link)
    try:
        parts = httpx.URL(link)
    except (httpx.InvalidURL, ValueError) as exc:
        raise _reason(link)(link) from exc
    if parts.scheme not in _PORTS:
        raise NotHttp(link)
    _check_host(parts, link, allowed)
    port = parts.port or _PORTS[parts.scheme]
    if port not in ports:
        raise AnotherPort(link)


def _check_host(parts: httpx.URL, link: str, allowed: Callable[[str], bool]) -> None:
    host = parts.raw_host.decode("ascii")
    if parts.userinfo:
        raise NamesUser(link)
    if not host:
        raise NoHost(link)
    if not _HOST.fullmatch(host) or not _is_spelt(host):
        raise BadHost(link)
    address = _address(host)
    if address and not (is_public(address) or allowed(address)):
        raise ForbiddenAddress(link)
    if parts.port and _HERE.fullmatch(host) and not allowed("127.0.0.1"):
        raise ForbiddenAddress(link)


def _address(host: str) -> str:
    """The address that a host is written as, "" where it is a name."""
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    if not _NUMBERS.fullmatch(host):
        return ""
    try:  # as every resolver reads them: 127.1, 0x7f.1, 2130706433
        return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
    except OSError:
        return ""


def _is_spelt(host: str) -> bool:
    """Whether what is written in Punycode can be read back."""
    for label in host.lower().split("."):
        if label.startswith("xn--"):
            try:
                if not label[4:].encode("ascii").decode("punycode"):
                    return False
            except UnicodeError:
                return False
    return True


def _reason(link: str) -> type[BadLink]:
    """What is wrong with a link that cannot be taken apart."""
    try:
        parts = urlsplit(link)
    except ValueError:  # a bracket without its other
        return BadHost
    if parts.scheme not in _PORTS:
        return NotHttp
    if parts.username or parts.password:
        return NamesUser
    try:
        _ = parts.port
    except ValueError:
        return AnotherPort
    return BadHost if parts.hostname else NoHost
