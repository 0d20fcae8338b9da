"""Lists of feeds as OPML, which feed readers bring in and take out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.errors import EmptySource, Malformed, TooLarge
from knowledge.reading.layout.blocks import clean

LARGEST = 2_000_000
"""Bytes of a list that are read."""
MOST_FEEDS = 1_000
_BEGINNING = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,400}>\s*)?(?:<!--.{0,2000}?-->\s*)?<opml\b", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """A feed in a list: its address and what it is called there."""

    url: str
    title: str = ""


def is_opml(data: bytes) -> bool:
    """Whether these bytes begin as a list of feeds does."""
    return _BEGINNING.match(data[:4096].decode("utf-8", errors="replace")) is not None


def read_opml(data: bytes, name: str) -> tuple[OpmlFeed, ...]:
    """The feeds of an OPML list, in its order, each once, however deep its folders.

    Raises EmptySource, TooLarge, or Malformed.
    """
    from lxml import etree

    if not data.strip():
        raise EmptySource(name)
    if len(data) > LARGEST:
        raise TooLarge(name, LARGEST)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as exc:
        raise Malformed(name) from exc
    if (
        root is None
        or etree.QName(root).localname.lower() != "opml"
        or root.getroottree().docinfo.internalDTD
    ):
        raise Malformed(name)
    found: dict[str, OpmlFeed] = {}
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if url.startswith(("http://", "https://")) and len(found) < MOST_FEEDS:
            title = clean(outline.get("title") or outline.get("text") or "")
            found.setdefault(url, OpmlFeed(url, title))
    return tuple(found.values())


def write_opml(feeds: tuple[OpmlFeed, ...], title: str) -> bytes:
    """`feeds` as an OPML 2.0 list called `title` (UTF-8)."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for feed in feeds:
        called = feed.title or feed.url
        etree.SubElement(body, "outline", type="rss", text=called, title=called, xmlUrl=feed.url)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
