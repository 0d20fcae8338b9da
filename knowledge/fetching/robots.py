"""What a site's robots.txt asks of programs (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

LARGEST = 500_000
"""Characters of a robots.txt that are read, as the RFC asks at least."""
_LINE = re.compile(r"\s*(user-agent|allow|disallow|crawl-delay)\s*:\s*([^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program: allowed or not, by pattern, and the pause between requests
    that it is asked to make (seconds).
    """

    rules: tuple[tuple[bool, str], ...] = ()
    pause: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether the link may be fetched: the longest pattern that matches it decides."""
        parts = urlsplit(url)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        matching = [(len(p), allowed) for allowed, p in self.rules if _matches(p, path)]
        return max(matching, default=(0, True))[1]


@dataclass(slots=True)
class _Group:
    agents: list[str] = field(default_factory=list)
    rules: list[tuple[bool, str]] = field(default_factory=list)
    pause: float = 0.0


def robots(text: str, agent: str) -> Robots:
    """The rules of `text` for the program called `agent`: those of every group that names it,
    else those for all.
    """
    groups = _groups(text[:LARGEST])
    mine = [g for g in groups if any(agent.casefold() == name for name in g.agents)]
    mine = mine or [g for g in groups if "*" in g.agents]
    rules = tuple(rule for group in mine for rule in group.rules)
    return Robots(rules, max((group.pause for group in mine), default=0.0))


def _groups(text: str) -> list[_Group]:
    found: list[_Group] = []
    naming = False
    for line in text.splitlines():
        if not (match := _LINE.match(line)):
            continue
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            if not naming:
                found.append(_Group())
            found[-1].agents.append(value.split("/")[0].casefold())
        elif found:
            _add(found[-1], key, value)
        naming = key == "user-agent"
    return found


def _add(group: _Group, key: str, value: str) -> None:
    if key == "crawl-delay":
        group.pause = float(value) if re.fullmatch(r"\d{1,4}(?:\.\d+)?", value) else 0.0
    elif value:
        group.rules.append((key == "allow", _plain(value)))


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins with a pattern, in which * is anything and a last $ the end.

    Piece by piece, from left to right: no pattern makes that slow.
    """
    end = len(path)
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if pattern.endswith("$"):
        if not pieces:
            return path == first
        last = pieces.pop()
        end -= len(last)
        if not path.endswith(last):
            return False
    place = len(first)
    for piece in pieces:
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return place <= end


def _plain(path: str) -> str:
    """A path with its signs escaped in one way, so that two ways to write it are the same."""
    return quote(unquote(path), safe="/%*$?&=:@!'()+,;~-._")
