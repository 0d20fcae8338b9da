"""A file or a download into an Article, by what its bytes, its type and its name say it is."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePath
from urllib.parse import urlsplit

from knowledge.errors import EmptySource, Malformed, NoArticle, NotText, TooLarge
from knowledge.model.article import Article
from knowledge.reading.formats import pdf, text, web_page
from knowledge.reading.formats.signatures import may_be_text
from knowledge.reading.web.charset import decode_markup


class Kind(StrEnum):
    """What a source is."""

    PAGE = "page"
    PDF = "pdf"
    TEXT = "text"
    FEED = "feed"


_BY_TYPE = (
    (re.compile(r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)"), Kind.FEED),
    (re.compile(r"text/html|application/xhtml\+xml"), Kind.PAGE),
    (re.compile(r"application/(?:x-)?pdf"), Kind.PDF),
    (re.compile(r"text/(?:plain|markdown|x-markdown)"), Kind.TEXT),
)
_BY_SUFFIX = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), Kind.PAGE),
    **dict.fromkeys((".xml", ".rss", ".atom"), Kind.FEED),
    ".pdf": Kind.PDF,
}
_BY_BEGINNING = (
    (re.compile(r"\s*(?:<\?xml.{0,400}?)?<(?:rss|feed|[\w.-]+:RDF)\b", re.DOTALL), Kind.FEED),
    (re.compile(r'\s*\{.{0,400}"https?://jsonfeed\.org', re.DOTALL), Kind.FEED),
    (re.compile(r"\s*(?:<\?xml.{0,400}?)?<(?:!doctype html|html)\b", re.DOTALL | re.I), Kind.PAGE),
)
_VAGUE = re.compile(r"(?:text|application)/(?:xml|json|octet-stream|force-download|x-download)$|$")
"""Types that say nothing of what it is."""


def kind_of(data: bytes, name: str, media_type: str = "") -> Kind:
    """What these bytes are. A PDF and a feed are told by their bytes, and so is what is no text,
    whatever it is called; otherwise the HTTP media type decides, and where there is none the
    name's suffix: what no other form has may be text. Raises NotText for what is not read.
    """
    if pdf.is_pdf(data):
        return Kind.PDF
    if not may_be_text(data):
        raise NotText(name)
    beginning = decode_markup(data[:4096])
    seen = next((kind for form, kind in _BY_BEGINNING if form.match(beginning)), None)
    if seen is Kind.FEED:
        return seen
    said = next((kind for form, kind in _BY_TYPE if form.match(media_type)), None)
    if said is None and _VAGUE.match(media_type):
        said = seen if media_type else _BY_SUFFIX.get(PurePath(name).suffix.casefold(), Kind.TEXT)
    if said is None:
        raise NotText(name)
    return said


def read_document(
    data: bytes, name: str, media_type: str = "", url: str = "", charset: str = ""
) -> Article:
    """The article in a file called `name` (.pdf .html .md .txt) or in a download, of which its
    media type, where it was fetched and its header's charset are known too.

    Raises EmptySource, TooLarge, NotText, Malformed or NoArticle; for PDF Locked or NoTextLayer.
    """
    if len(data) > text.LARGEST:
        raise TooLarge(name, text.LARGEST)
    if not data.strip():
        raise EmptySource(name)
    kind = kind_of(data, name, media_type)
    if kind is Kind.PAGE:
        return web_page.read_page(data, name, url, charset)
    if kind is Kind.FEED:
        raise NoArticle(name)
    if kind is Kind.TEXT:
        return _with_link(text.read_text(text.decode(data, name), name), url)
    if not pdf.is_pdf(data):
        raise Malformed(name)
    return _with_link(pdf.read_pdf(data, name), url)


def _with_link(article: Article, url: str) -> Article:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return replace(article, url=url, outlet=article.outlet or host)
