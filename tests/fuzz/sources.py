"""Pages, files and feeds: each is an article, a feed or one clear error, in time.

They are read here by what the worker processes call, without the process: a case takes
milliseconds, and what would kill a worker would end the fuzzing, and be seen.
"""

from __future__ import annotations

import json

from hypothesis import strategies as st

from knowledge import Article, SourceError
from knowledge.library.preparation import prepare_article
from knowledge.reading.document import Kind, kind_of, read_document
from knowledge.reading.formats.feed import MOST_ITEMS, item_article, linked_feeds, read_feed
from tests.fuzz.mutating import mutated
from tests.web_server import news

URL = "https://news.example/story"
PREPARED = 1500
"""Characters of an article that is also read for who said what: that takes its time."""

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Paper</title>
<link>https://news.example/</link><ttl>60</ttl><item><title>A “bridge” &amp; more</title>
<link>https://news.example/1?a=1&amp;b=2</link><guid isPermaLink="false">1</guid>
<pubDate>Wed, 02 Oct 2024 13:00:00 GMT</pubDate><description>&lt;p&gt;It closed.&lt;/p&gt;
</description><content:encoded><![CDATA[<p>“It is shut,” Ann Lee said.</p>]]></content:encoded>
</item><item><title/><link>/2</link></item></channel></rss>""".encode()
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/"><title>P</title>
<entry><title type="html">A &lt;b&gt;bridge&lt;/b&gt;</title><id>urn:1</id><link href="1"/>
<updated>2024-10-02T13:00:00+02:00</updated><author><name>Jo</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>“No,” he said.</p></div>
</content></entry></feed>""".encode()
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "P",
        "items": [
            {"id": "1", "url": "https://news.example/1", "title": "A", "content_html": "<p>B</p>"},
            {"id": 2, "content_text": None, "authors": [{"name": ["x"]}], "date_published": 7},
            None,
        ],
    }
).encode()
FEEDS = (RSS, ATOM, JSON_FEED)
PAGES = tuple(news.page(layout, name) for layout in news.LAYOUTS for name in news.STORIES[:2])

_NAMES = st.sampled_from([URL, "a.html", "a.txt", "a.md", "a", "a.xml", "\u202ea.html", "a" * 300])
_TYPES = st.sampled_from(
    ["", "text/html", "text/plain", "application/pdf", "image/png", "text/html; charset=x", "??"]
)
_CHARSETS = st.sampled_from(["", "utf-8", "windows-1251", "utf-16", "utf-7", "nonsense", "\x00"])
_BYTES = st.one_of(mutated(PAGES), mutated(PAGES), st.binary(max_size=2000), mutated(FEEDS))

pages = st.tuples(_BYTES, _NAMES, _TYPES, _CHARSETS)
feeds = st.tuples(
    st.one_of(mutated(FEEDS), mutated(FEEDS), st.binary(max_size=500), mutated(PAGES[:2])),
    _CHARSETS,
)


def check_page(case: tuple[bytes, str, str, str]) -> None:
    """A page or file is an article whose parts are slices of its text, or a SourceError."""
    data, name, media_type, charset = case
    try:
        if data.strip() and kind_of(data, name, media_type) is Kind.FEED:
            return
        article = read_document(data, name, media_type, URL, charset)
    except SourceError:
        return
    check_article(article)


def check_article(article: Article) -> None:
    """Its paragraphs follow one another in the text, and its statements stand in it (law 1)."""
    text, end = article.text, 0
    assert text.strip()
    text.encode()
    for paragraph in article.paragraphs:
        assert end <= paragraph.span.start < paragraph.span.end <= len(text)
        end = paragraph.span.end
    if len(text) > PREPARED:
        return
    shelved = prepare_article(article)
    for passage in shelved.passages:
        assert 0 <= passage.span.start < passage.span.end <= len(text)
    assert shelved.attribution is not None
    for statement in shelved.attribution.statements:
        for span in statement.content:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()


def check_feed(case: tuple[bytes, str]) -> None:
    """A feed is its items, each once, or a SourceError; an item is an article or a SourceError."""
    data, charset = case
    try:
        feed = read_feed(data, "feed", URL, charset)
    except SourceError:
        try:
            assert all(isinstance(link, str) for link in linked_feeds(data, "feed", URL, charset))
        except SourceError:
            return
        return
    assert len(feed.items) <= MOST_ITEMS
    links = [item.url for item in feed.items if item.url]
    assert len(set(links)) == len(links)
    for item in feed.items[:3]:
        assert item.url == "" or item.url.startswith(("http://", "https://"))
        try:
            check_article(item_article(item, feed))
        except SourceError:
            continue
