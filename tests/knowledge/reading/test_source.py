"""Sources as people name them: links and files, each to its article or feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import (
    EmptySource,
    ForbiddenAddress,
    MissingSource,
    NoArticle,
    NoFeed,
    NotText,
    Refused,
)
from knowledge.model.article import Article
from knowledge.reading.formats.feed import Feed
from knowledge.reading.source import Reader
from knowledge.reading.worker_pool import WorkerPool
from tests.web_server import news
from tests.web_server.papers import column, paper
from tests.web_server.server import WebServer

RSS = "application/rss+xml"
STORY = news.story("harbour")


@pytest.fixture
def reader(web: WebServer, workers: WorkerPool) -> Reader:
    return Reader(workers, web.downloader())


def serve_feed(web: WebServer, media_type: str = RSS) -> str:
    """A feed of two items: one whole, one with a summary and a link to its page."""
    web.serve("/strike", news.page("tabloid", "strike"))
    whole = "".join(f"<p>{text}</p>" for text in STORY.gold)
    return web.serve(
        "/rss",
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Wire</title><item><title>{STORY.headline}</title><link>/harbour</link>"
        f"<content:encoded><![CDATA[{whole}]]></content:encoded></item>"
        "<item><title>Strike</title><link>/strike</link><description>Short.</description></item>"
        "</channel></rss>",
        media_type,
    )


def test_a_link_to_a_page_is_its_article_with_where_it_was_found(
    web: WebServer, reader: Reader
) -> None:
    web.serve("/story", news.page("tables", "harbour"))
    article = reader.article(web.serve("/short", status=301, Location="/story"))
    assert article.headline == STORY.headline
    assert article.url == web.url("/story")


def test_a_link_to_a_pdf_and_to_plain_text_is_an_article(web: WebServer, reader: Reader) -> None:
    link = web.serve("/a", paper([column(["Only one line of text."], 60, 700)]), "application/pdf")
    article = reader.article(link)
    assert (article.text, article.url, article.outlet) == (
        "Only one line of text.",
        link,
        "127.0.0.1",
    )
    link = web.serve("/b.txt", "Words that stand alone.\n", "text/plain")
    assert reader.article(link).text == "Words that stand alone.\n"


@pytest.mark.parametrize("media_type", [RSS, "text/xml", "text/html", "application/octet-stream"])
def test_a_link_to_a_feed_is_the_feed_whatever_its_type(
    media_type: str, web: WebServer, reader: Reader
) -> None:
    link = serve_feed(web, media_type)
    feed = reader.read(link)
    assert isinstance(feed, Feed)
    assert [item.title for item in feed.items] == [STORY.headline, "Strike"]
    with pytest.raises(NoArticle):
        reader.article(link)


def test_an_item_is_read_from_the_feed_or_from_its_page(web: WebServer, reader: Reader) -> None:
    feed = reader.feed(serve_feed(web))
    whole, short = (reader.item(item, feed) for item in feed.items)
    assert whole.text.split("\n\n") == [STORY.headline, *STORY.gold]
    assert (whole.outlet, whole.url) == ("The Wire", web.url("/harbour"))
    assert short.headline == news.story("strike").headline
    assert "/harbour" not in [seen.path for seen in web.seen]


def test_a_page_that_names_a_feed_is_followed_by_it(web: WebServer, reader: Reader) -> None:
    serve_feed(web)
    page = web.serve("/", '<link rel="alternate" type="application/rss+xml" href="/rss"><p>Hi')
    assert reader.feed(page).url == web.url("/rss")
    with pytest.raises(NoFeed):
        reader.feed(web.serve("/none", "<p>Hi"))
    with pytest.raises(NoFeed):
        reader.feed(web.serve("/text", "words", "text/plain"))


def test_files_are_read_by_what_they_are(tmp_path: Path, reader: Reader) -> None:
    files = {
        "page.html": news.page("blog", "harbour"),
        "paper.pdf": paper([column([STORY.gold[4]], 60, 700)]),
        "text.txt": "\n\n".join(STORY.gold).encode(),
        "notes.md": b"# Title\n\n" + STORY.gold[0].encode(),
        "text of no known form.article": STORY.gold[0].encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        article = reader.read(str(tmp_path / name))
        assert isinstance(article, Article)
        assert STORY.gold[0 if not name.endswith("pdf") else 4] in article.text


def test_a_text_file_is_read_without_a_process(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words that stand alone.")
    workers = WorkerPool()
    assert Reader(workers).read_file(path).text == "Words that stand alone."
    assert workers._pool is None


def test_a_source_that_cannot_be_read_says_why(
    tmp_path: Path, web: WebServer, reader: Reader
) -> None:
    (tmp_path / "empty.html").write_bytes(b" ")
    (tmp_path / "film.mp4").write_bytes(bytes(range(256)) * 50)
    for source, error in (
        (str(tmp_path / "none.txt"), MissingSource),
        (str(tmp_path), MissingSource),
        ("a\0b", MissingSource),
        (str(tmp_path / "empty.html"), EmptySource),
        (str(tmp_path / "film.mp4"), NotText),
        (web.url("/none"), Refused),
        (web.serve("/picture", b"x", "image/png"), NotText),
        ("http://10.0.0.1/", ForbiddenAddress),
    ):
        with pytest.raises(error) as refusal:
            reader.read(source)
        assert refusal.value.source == source
