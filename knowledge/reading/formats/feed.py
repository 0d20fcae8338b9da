"""Feeds: RSS and Atom by feedparser, JSON Feed by ourselves, on bytes that were fetched."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from knowledge.errors import EmptySource, Malformed, NoArticle, NoFeed
from knowledge.model.article import Article
from knowledge.model.near_duplicates import canonical_url
from knowledge.reading.formats.web_page import parsed
from knowledge.reading.layout import blocks
from knowledge.reading.layout.blocks import plain
from knowledge.reading.web import extraction
from knowledge.reading.web.charset import decode_markup, from_json
from knowledge.reading.web.metadata import when

MOST_ITEMS = 500
"""Items read of one feed, those that stand first: feeds put the newest there."""
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|RDF)\b")
_ITEM_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>")
_FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)", re.IGNORECASE)
_WHOLE_WORDS = 150
_TELLING = 60
"""Characters from which a text is one item's alone."""
_CUT_OFF = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|(?:continue reading|read more|weiterlesen|lire la suite)\W*)$",
    re.IGNORECASE,
)
_PERIODS = {"hourly": 3600.0, "daily": 86_400.0, "weekly": 604_800.0, "monthly": 2_592_000.0}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a feed. `html` is its content, "" where it has none; `summary` is plain text."""

    id: str
    url: str
    title: str
    published: datetime | None = None
    byline: str = ""
    html: str = ""
    summary: str = ""

    @property
    def whole(self) -> bool:
        """Whether the content is the article, and not the beginning of one."""
        words = plain(self.html)
        return len(words.split()) >= _WHOLE_WORDS and not _CUT_OFF.search(words)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its items in its order, each once. `refresh` is how long it asks to be left alone
    (seconds), None where it does not say.
    """

    title: str
    url: str
    items: tuple[Item, ...]
    refresh: float | None = None


def read_feed(data: bytes, name: str, url: str = "", charset: str = "") -> Feed:
    """The feed in `data`: RSS, Atom or JSON Feed, fetched from `url`, with the charset that its
    HTTP header names. Raises EmptySource, NoFeed, or Malformed (it declares entities, or breaks the
    parser).
    """
    if not data.strip():
        raise EmptySource(name)
    text = decode_markup(data, charset).lstrip()
    return _json_feed(text, name, url) if text.startswith("{") else _xml_feed(text, name, url)


def linked_feeds(data: bytes, name: str, url: str, charset: str = "") -> tuple[str, ...]:
    """The addresses of the feeds that a page names, in its order. Raises NoFeed where none is."""
    tree = parsed(decode_markup(data, charset), name)
    found = [
        urljoin(url, link.get("href", "").strip())
        for link in tree.iter("link")
        if _FEED_TYPE.match(link.get("type", "")) and "alternate" in link.get("rel", "").lower()
    ]
    links = tuple(dict.fromkeys(link for link in found if link.startswith(("http://", "https://"))))
    if not links:
        raise NoFeed(name)
    return links


def item_article(item: Item, feed: Feed) -> Article:
    """The article that an item holds whole. Raises NoArticle where it holds only a summary."""
    if not item.whole:
        raise NoArticle(item.url or item.id)
    tree = parsed(f"<div>{item.html}</div>", item.url)
    known = Article(
        text="",
        paragraphs=(),
        headline=item.title,
        outlet=feed.title,
        byline=item.byline,
        published=item.published,
        url=item.url,
        language="und",
    )
    return blocks.build_article(extraction.blocks_of(tree), known)


def _xml_feed(text: str, name: str, url: str) -> Feed:
    import feedparser

    root = _ROOT.search(text)
    if root is None or "<html" in text[: root.start()].lower():
        raise NoFeed(name)
    if "<!ENTITY" in text[: root.start()]:
        raise Malformed(name)
    # What stands before the root stays here: no parser ever sees a document type.
    xml = '<?xml version="1.0" encoding="utf-8"?>' + _first_items(text[root.start() :])
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        found = feedparser.parse(BytesIO(xml.encode("utf-8")), response_headers=headers)
    except Exception as exc:  # such as a ValueError for a character that there is not
        raise Malformed(name) from exc
    if not found.version and not found.entries:
        raise NoFeed(name)
    items = (_xml_item(entry, url) for entry in found.entries[:MOST_ITEMS])
    title = plain(found.feed.get("title", ""))
    return Feed(title, url, tuple(_each_once(items)), _refresh(found.feed))


def _first_items(xml: str) -> str:
    """`xml` without the items after the first `MOST_ITEMS`, which nobody shall have to parse."""
    ends = [match.end() for match in _ITEM_END.finditer(xml)]
    return xml[: ends[MOST_ITEMS - 1]] + xml[ends[-1] :] if len(ends) > MOST_ITEMS else xml


def _xml_item(entry: Any, url: str) -> Item:
    contents = [str(content.get("value") or "") for content in entry.get("content", ())]
    described = str(entry.get("summary") or "")
    html = max((*contents, described), key=len)
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    link = _web_link(url, str(entry.get("link") or ""))
    return Item(
        id=str(entry.get("id") or link),
        url=link,
        title=plain(str(entry.get("title") or "")),
        published=datetime.fromtimestamp(timegm(moment), UTC) if moment else None,
        byline=plain(str(entry.get("author") or "")),
        html=html,
        summary=plain(described),
    )


def _refresh(feed: Any) -> float | None:
    ttl = str(feed.get("ttl") or "")
    if ttl.isdigit():
        return 60.0 * int(ttl)
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    often = str(feed.get("sy_updatefrequency") or "1").strip()
    return period / max(1, int(often)) if period and often.isdigit() else None


def _json_feed(text: str, name: str, url: str) -> Feed:
    try:
        data = from_json(text)
    except (ValueError, RecursionError) as exc:
        raise NoFeed(name) from exc
    listed = data.get("items")
    if "jsonfeed.org" not in str(data.get("version", "")) or not isinstance(listed, list):
        raise NoFeed(name)
    items = (_json_item(item, url) for item in listed[:MOST_ITEMS] if isinstance(item, dict))
    return Feed(plain(str(data.get("title") or "")), url, tuple(_each_once(items)))


def _json_item(item: dict[str, Any], url: str) -> Item:
    def said(key: str) -> str:
        value = item.get(key)
        return str(value) if isinstance(value, str | int) else ""

    link = _web_link(url, said("url") or said("external_url"))
    authors = item.get("authors")
    authors = authors if isinstance(authors, list) else [item.get("author")]
    names = [author.get("name") for author in authors if isinstance(author, dict)]
    paragraphs = (f"<p>{part}</p>" for part in _escaped(said("content_text")).split("\n\n"))
    return Item(
        id=said("id") or link,
        url=link,
        title=plain(said("title")),
        published=when(said("date_published") or said("date_modified")),
        byline=plain(", ".join(str(n) for n in names if n)),
        html=said("content_html") or "".join(paragraphs),
        summary=plain(said("summary")),
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _web_link(base: str, link: str) -> str:
    """`link` as it leads from `base`, "" where it leads to no web page."""
    try:
        whole = urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""
    return whole if whole.startswith(("http://", "https://")) else ""


def _each_once(items: Iterable[Item]) -> Iterator[Item]:
    """`items` without those that are an earlier one again: with its link, whatever their ids,
    with its id where there is no link, or with its title and text. Without any they are none.
    """
    seen: set[str] = set()
    for item in items:
        keys = {canonical_url(item.url) or item.id or item.title}
        text = item.html or item.summary
        if len(text) >= _TELLING:
            keys.add(f"{item.title}\n{text}")
        if "" not in keys and not keys & seen:
            seen |= keys
            yield item
