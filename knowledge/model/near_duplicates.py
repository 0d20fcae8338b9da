"""Whether two articles are one: the same address, the same text, or much of the same copy.

Sources: A. Broder, "On the resemblance and containment of documents" (1997), for shingles and
the sample of them; containment, and not resemblance, since outlets cut agency copy.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from knowledge.model.article import Article

_SHINGLE = 4
"""Words in a row that are compared as one."""
_SAMPLE = 4
"""One shingle in so many is kept: those whose fingerprint this divides."""
_ENOUGH = 6
"""Kept shingles that two texts must share: about a paragraph's."""
_ALIKE = 0.6
"""The share of the shorter text's shingles from which two texts are one story."""
_SHORTEST = 0.25
"""The share of the longer text that the shorter must be: a brief is not the report."""
_TRACKING = re.compile(
    r"(?:utm_\w+|at_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref|ref_?src|cmp|cmpid"
    r"|smid|smtyp|ns_\w+|icid|ito|ocid|rss|xtor|wt_mc|amp|outputtype)$",
    re.IGNORECASE,
)
_FRONTS = re.compile(r"^(?:www|m|amp|mobile)\.")
_AMP = re.compile(r"(?:/amp/?|\.amp(?=\.html?$))$|(?<=/)amp/(?=.)", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """`url` as all who share its page would write it: to compare, never to fetch or show.

    Scheme, `www.`, mobile and AMP forms, default port, fragment, tracking parameters, their
    order and a last slash make no difference.
    """
    try:
        parts = urlsplit(url.strip())
        host = _FRONTS.sub("", (parts.hostname or "").rstrip("."))
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    if not host:
        return url
    asked = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(pair[0])
    )
    path = quote(_AMP.sub("", parts.path), safe="/%:@!$&'()*+,;=~-._").rstrip("/")
    return urlunsplit(("https", host + port, path, urlencode(asked), ""))


def sketch(article: Article) -> frozenset[int]:
    """A sample of the body's shingles, as 63-bit fingerprints: about one for every four words.

    A stored sketch finds the articles that share a story: those with `_ENOUGH` in common are
    worth comparing by `same_story`.
    """
    words = _words(article)
    count = max(1, len(words) - _SHINGLE + 1)
    prints = (_fingerprint(words[n : n + _SHINGLE]) for n in range(count if words else 0))
    return frozenset(p for p in prints if p % _SAMPLE == 0)


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter text that stands in the longer one too, from 0 to 1 (Broder's
    containment, estimated from the sketches).
    """
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def same_story(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two sketches are of one copy, cut or lightly edited: not merely of one event."""
    shorter, longer = sorted((len(one), len(other)))
    return (
        len(one & other) >= _ENOUGH
        and shorter >= _SHORTEST * longer
        and containment(one, other) >= _ALIKE
    )


def _words(article: Article) -> list[str]:
    body = " ".join(paragraph.span.of(article.text) for paragraph in article.body)
    return re.findall(r"\w+", body.casefold())


def _fingerprint(words: list[str]) -> int:
    digest = blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _is_tracking(name: str) -> bool:
    return _TRACKING.match(name) is not None
