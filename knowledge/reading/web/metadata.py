"""What a page says of its article: headline, outlet, authors, date, address, language, price."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from knowledge.language import dates
from knowledge.reading.layout.blocks import plain, same_words
from knowledge.reading.web import extraction
from knowledge.reading.web.charset import from_json

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:\w*(?:Article|BlogPosting)|Report|Review|Interview)$")
_DIVIDER = re.compile(r"\s*[|–—·:]\s*(?:-\s)?|\s+-\s*")
_BY = re.compile(r"(?:by|von|par|por|от)\s+", re.IGNORECASE)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "date",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a page's article; "" and None where nothing is said.

    `free` is whether it can be read without paying; `marked` whether the page calls itself an
    article at all; `live` whether it is a live blog.
    """

    headline: str = ""
    outlet: str = ""
    byline: str = ""
    published: datetime | None = None
    url: str = ""
    language: str = "und"
    free: bool | None = None
    marked: bool = False
    live: bool = False


def metadata(tree: HtmlElement, url: str = "") -> Metadata:
    """What the page says: its JSON-LD first, then its meta tags, then its visible marks."""
    node = next(_article_nodes(tree), {})
    meta = _meta(tree)
    kinds = _strings(node.get("@type"))
    headline = _headline(tree, _plain(node.get("headline")) or meta.get("og:title", ""))
    author, day = extraction.guessed(tree, url)
    return Metadata(
        headline=headline,
        outlet=_name(node.get("publisher"))
        or meta.get("og:site_name", "")
        or _outlet(_title(tree), headline),
        byline=_byline(node, meta) or _names([author]),
        published=_published(node, meta, tree) or when(day),
        url=_address(tree, meta, url),
        language=_language(tree, meta),
        free=_free(node, meta),
        marked=bool(node) or meta.get("og:type", "") in {"article", "newsarticle"},
        live="LiveBlogPosting" in kinds,
    )


def when(text: str) -> datetime | None:
    """The moment that `text` names, in UTC: ISO 8601, as in mail headers, or a date in words."""
    text = text.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime, dates.whole_date):
        try:
            moment = read(text)
            if moment is not None:
                aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
                return aware.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _article_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            data = from_json((script.text or "").strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if any(_ARTICLE.match(kind) for kind in _strings(node.get("@type"))):
                yield node


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document: one, a list, or a graph."""
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (n for n in graph if isinstance(n, dict)) if isinstance(graph, list) else ()


def _strings(value: object) -> list[str]:
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


def _plain(value: object) -> str:
    return plain(next(iter(_strings(value)), ""))


def _name(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return _plain(value.get("name") if isinstance(value, dict) else value)


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The first content of each meta tag, by its name or property."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and tag.get("content"):
            found.setdefault(name, _plain(tag.get("content")))
    return found


def _headline(tree: HtmlElement, declared: str) -> str:
    """The heading on the page that is most like the declared headline, else that, else the
    page's only first heading, else its title without the outlet.
    """
    shown = [_plain(h.text_content()) for h in tree.iter("h1")]
    shown = [text for text in shown if text]
    if declared:
        return next((text for text in shown if _alike(text, declared)), declared)
    title = _title(tree)
    candidates = [*shown, *(_plain(h.text_content()) for h in tree.iter("h2", "h3"))]
    inside = [c for c in candidates if len(c) > 10 and same_words(c) in same_words(title)]
    if inside:
        return max(inside, key=len)
    return shown[0] if len(shown) == 1 else re.split(r"\s+[|–—·-]\s+", title)[0]


def _title(tree: HtmlElement) -> str:
    return _plain(next((title.text_content() for title in tree.iter("title")), ""))


def _outlet(title: str, headline: str) -> str:
    """What a page's title holds beside the headline, where that is one short name."""
    before, found, after = title.partition(headline) if headline else ("", "", "")
    rest = [part for part in _DIVIDER.split(f"{before}|{after}") if part] if found else []
    name = rest[0].partition(",")[0] if len(rest) == 1 else ""  # what follows is a motto
    return name if len(name.split()) <= 5 else ""


def _alike(one: str, other: str) -> bool:
    first, second = set(one.casefold().split()), set(other.casefold().split())
    return 2 * len(first & second) >= min(len(first), len(second)) > 0


def _byline(node: dict[str, Any], meta: dict[str, str]) -> str:
    authors = node.get("author")
    declared = [_name(a) for a in (authors if isinstance(authors, list) else [authors])]
    return _names(declared) or _names([meta.get("author") or meta.get("parsely-author") or ""])


def _names(names: list[str]) -> str:
    """`names` in one line, without “By”, without profiles' addresses, each once."""
    plain = (_BY.sub("", name, count=1) if _BY.match(name) else name for name in names)
    return ", ".join(dict.fromkeys(n for n in plain if n and "://" not in n and len(n) < 200))


def _published(node: dict[str, Any], meta: dict[str, str], tree: HtmlElement) -> datetime | None:
    named = [_plain(node.get("datePublished")), *(meta.get(name.lower(), "") for name in _DATES)]
    times = [t.get("datetime", "") for t in tree.iter("time") if t.get("datetime")]
    return next((moment for text in (*named, *times[:1]) if (moment := when(text))), None)


def _address(tree: HtmlElement, meta: dict[str, str], url: str) -> str:
    """The address that the page calls its own, where it is on the same site: a page may not
    pass its words off as another outlet's.
    """
    links = [link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"]
    for named in [*links, meta.get("og:url", "")]:
        try:
            address = urljoin(url, named.strip()) if named else ""
            parts, own = urlsplit(address), urlsplit(url)
        except ValueError:
            continue
        good = parts.scheme in {"http", "https"} and "@" not in parts.netloc
        if good and (not url or _site(parts.netloc) == _site(own.netloc)):
            if parts.path in {"", "/"} and own.path not in {"", "/"}:
                continue
            return address
    return url


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", host.casefold())


def _language(tree: HtmlElement, meta: dict[str, str]) -> str:
    code = tree.get("lang") or meta.get("og:locale") or meta.get("language") or ""
    match = re.match(r"[a-z]{2}(?=[-_]|$)", code.strip().lower())
    return match[0] if match else "und"


def _free(node: dict[str, Any], meta: dict[str, str]) -> bool | None:
    said = str(node.get("isAccessibleForFree", "")).casefold()
    if meta.get("article:content_tier", "") in {"locked", "metered"}:
        return False
    return {"true": True, "false": False}.get(said)
