"""Feeds as news sites give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MEDIA_TYPE = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item: whole where it has `paragraphs`, else a summary of what stands at `link`."""

    number: int
    title: str
    link: str
    paragraphs: Sequence[str] = ()
    guid: str = ""


def whole(number: int, title: str, *paragraphs: str, guid: str = "") -> Entry:
    """An item with its article in it, made long enough by a paragraph of its own."""
    filling = f"The clerk of number {number} counted boats, bricks and herrings. " * 18
    return Entry(
        number, title, f"https://news.example/{number}", (*paragraphs, filling.strip()), guid
    )


def rss(*entries: Entry, title: str = "The Post", head: str = "") -> bytes:
    """A feed of these items, the first the newest."""
    items = "".join(_item(entry) for entry in entries)
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://news.example/</link>{head}{items}</channel></rss>"
    ).encode()


def _item(entry: Entry) -> str:
    body = "".join(f"<p>{words}</p>" for words in entry.paragraphs)
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
    return (
        f"<item><title>{entry.title}</title><link>{entry.link}</link>"
        f"<guid isPermaLink='false'>{entry.guid or f'urn:{entry.number}'}</guid>"
        f"<pubDate>Tue, 12 Mar 2024 10:{entry.number % 60:02}:00 +0000</pubDate>"
        f"<description>In short: {entry.title}</description>{content}</item>"
    )
