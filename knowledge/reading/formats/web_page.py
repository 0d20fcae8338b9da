"""A web page into an Article: the text that a reader came for, and what is known of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.errors import EmptySource, Malformed, NoArticle, TooLarge
from knowledge.model.article import Article
from knowledge.reading.layout import blocks
from knowledge.reading.web import access_walls, extraction
from knowledge.reading.web.charset import decode_markup
from knowledge.reading.web.metadata import Metadata, metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 5_000_000
"""Bytes of a page that are read: the longest live blogs are shorter."""
_CONTROLS = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#0*(?:[1-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9]);?"
    "|&#x0*(?:[1-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]);?",
    re.IGNORECASE,
)
"""Characters that no markup may hold, as such or by number: lxml gives them and takes them not."""


def read_page(data: bytes, name: str, url: str = "", charset: str = "") -> Article:
    """The article on the page that `data` holds (HTML).

    `url` is where it was fetched, `charset` what its HTTP header says, `name` the source as the
    user gave it. The text is the headline and, after it, the article's paragraphs and headings,
    divided by blank lines; captions, related links and comments are left out.

    Raises EmptySource, TooLarge, Malformed, or NoArticle (Paywalled, ConsentWall).
    """
    if not data.strip():
        raise EmptySource(name)
    if len(data) > LARGEST:
        raise TooLarge(name, LARGEST)
    tree = parsed(decode_markup(data, charset), name)
    known = metadata(tree, url)
    found = _body(extraction.blocks(tree, url, live=known.live), known)
    access_walls.check(name, tree, found, known)
    article = blocks.build_article(found, _known(known, url))
    if not article.body:
        raise NoArticle(name)
    return article


def parsed(html: str, name: str) -> HtmlElement:
    """The tree of `html`. Raises Malformed where it has none."""
    from lxml import etree
    from lxml.html import document_fromstring

    try:
        return document_fromstring(_CONTROLS.sub(" ", html).encode("utf-8"), parser=_parser())
    except (etree.LxmlError, ValueError) as exc:
        raise Malformed(name) from exc


@cache
def _parser() -> object:
    """A parser that never fetches, and that libxml2's limits of depth and size hold."""
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)


def _known(known: Metadata, url: str) -> Article:
    host = urlsplit(url).hostname or ""
    return Article(
        text="",
        paragraphs=(),
        headline=known.headline,
        outlet=known.outlet or host.removeprefix("www."),
        byline=known.byline,
        published=known.published,
        url=known.url,
        language=known.language,
    )


def _body(found: list[blocks.Block], known: Metadata) -> list[blocks.Block]:
    """`found` without the lines about its authors at the end, and headings with nothing below."""
    names = [name for name in known.byline.split(", ") if name]
    while found and (
        found[-1].heading or any(found[-1].text.startswith(f"{name} is ") for name in names)
    ):
        found = found[:-1]
    return found
