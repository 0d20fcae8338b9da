"""What strangers send, all the way from a server through the download into a process: whatever
it is, it is one clear error, and the next source is read as if nothing had been.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable

import pytest

from knowledge import Library
from knowledge.errors import (
    ForbiddenAddress,
    Locked,
    Malformed,
    NamesUser,
    NoArticle,
    NoFeed,
    NoTextLayer,
    NotText,
    SourceError,
    TooLarge,
)
from knowledge.fetching.download import Limits
from knowledge.reading.document import read_document
from knowledge.reading.formats.feed import item_article, read_feed
from knowledge.reading.worker_pool import WorkerPool
from tests.web_server import news
from tests.web_server.papers import paper
from tests.web_server.server import WebServer

BOMB = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>'
SMALL = Limits(body=3_000_000, seconds=2.0, silence=1.0)
Serve = Callable[[WebServer], str]


def sent(body: bytes, media_type: str = "text/html", **headers: str) -> Serve:
    return lambda web: web.serve("/", body, media_type, 200, **headers)


def credentials(web: WebServer) -> str:
    return web.serve("/").replace("//", "//user:secret@")


SOURCES: dict[str, tuple[Serve, type[SourceError]]] = {
    "a redirect to the cloud's metadata": (
        lambda web: web.serve("/", status=302, Location="http://169.254.169.254/latest"),
        ForbiddenAddress,
    ),
    "a link with a user name": (credentials, NamesUser),
    "a body larger than is read": (sent(bytes(4_000_000)), TooLarge),
    "a bomb of nothing, packed": (
        sent(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"),
        TooLarge,
    ),
    "a page nested a hundred thousand deep": (sent(b"<div>" * 100_000 + b"x"), NoArticle),
    "a page that never closes what it opens": (sent(b"<a href='" + b"<p>" * 50_000), NoArticle),
    "a PDF with a password": (sent(paper([[]], password="x"), "application/pdf"), Locked),
    "a PDF of pictures": (sent(paper([[]]), "application/pdf"), NoTextLayer),
    "a PDF that is none": (sent(b"<p>not</p>", "application/pdf"), Malformed),
    "a picture": (sent(b"\x89PNG\r\n\x1a\n" + bytes(100), "image/png"), NotText),
    "a film that says it is text": (sent(bytes(range(256)) * 40, "text/plain"), NotText),
    "a feed where an article should be": (sent(b"<rss><channel/></rss>", "text/xml"), NoArticle),
    "nothing to be read": (sent(b"<script>1</script>"), NoArticle),
}


@pytest.mark.parametrize("what", SOURCES)
def test_a_hostile_source_is_one_clear_error(
    what: str, web: WebServer, workers: WorkerPool
) -> None:
    serve, error = SOURCES[what]
    link = serve(web)
    began = time.process_time()
    with pytest.raises(SourceError) as refusal:
        workers.read_download(web.downloader(SMALL).fetch(link), link)
    assert type(refusal.value) is error
    assert refusal.value.source == link
    assert time.process_time() - began < 10
    good = web.serve("/good", news.page("broadsheet", "strike"))
    article = workers.read_download(web.downloader().fetch(good), good)
    assert article.headline == news.story("strike").headline


@pytest.mark.parametrize(
    ("body", "error"),
    [(BOMB, Malformed), (BOMB.decode().encode("utf-16"), Malformed), (b"<html></html>", NoFeed)],
)
def test_a_hostile_feed_is_one_clear_error(
    body: bytes, error: type[SourceError], web: WebServer, workers: WorkerPool
) -> None:
    link = web.serve("/rss", body, "application/rss+xml")
    with pytest.raises(error):
        workers.read_feed(web.downloader().fetch(link), link)


def test_halves_of_characters_in_a_feed_come_out_as_text_that_can_be_stored() -> None:
    words = r"“The \ud800 ferry \ud83d\ude80 closes,” said Ann Lee of the harbour office. " * 40
    item = rf'{{"id": "\ud801", "title": "\ud802", "content_html": "<p>{words}</p>"}}'
    version = '"version": "https://jsonfeed.org/version/1.1"'
    feed = read_feed(rf'{{{version}, "title": "\udc00", "items": [{item}]}}'.encode(), "feed")
    article = item_article(feed.items[0], feed)
    assert "The ? ferry \U0001f680 closes" in article.text
    assert [feed.title, feed.items[0].id, feed.items[0].title] == ["?"] * 3
    assert Library.throwaway().add(article).new


def test_halves_of_characters_in_a_page_or_a_name_come_out_as_text_that_can_be_stored() -> None:
    script = rb'{"@type": "NewsArticle", "publisher": {"name": "\ud800"}}</script></head>'
    told = rb'<script type="application/ld+json">' + script
    page = read_document(news.page("blog", "harbour").replace(b"</head>", told), "page.html")
    assert page.outlet == "?"
    library = Library.throwaway()
    library.add(page, name="a\udcff.html")
    assert [entry.name for entry in library.articles()] == ["a?.html"]


@pytest.mark.parametrize("layout", news.LAYOUTS)
def test_a_page_of_a_news_site_comes_through_whole(
    layout: str, web: WebServer, workers: WorkerPool
) -> None:
    link = web.serve("/story", news.page(layout, "most", charset="utf-8"))
    article = workers.read_download(web.downloader().fetch(link), link)
    assert all(text in article.text for text in news.story("most").gold)
    assert article.outlet
