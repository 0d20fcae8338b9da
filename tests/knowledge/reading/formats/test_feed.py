"""Feeds as sites make them and as attackers make them, and lists of feeds."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from knowledge.errors import EmptySource, Malformed, NoArticle, NoFeed, SourceError
from knowledge.reading.formats.feed import MOST_ITEMS, item_article, linked_feeds, read_feed
from knowledge.reading.formats.opml import OpmlFeed, read_opml, write_opml
from tests.web_server import news

LINK = "https://news.example/rss"
WHOLE = "".join(f"<p>{text}</p>" for text in news.story("harbour").gold)


def rss(items: str, head: str = "", prolog: str = "", charset: str = "utf-8") -> bytes:
    return (
        f'<?xml version="1.0" encoding="{charset}"?>{prolog}'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>The Post &amp; more</title><link>https://news.example/</link>{head}{items}"
        "</channel></rss>"
    ).encode(charset, "xmlcharrefreplace")


def item(number: int, more: str = "", link: str = "") -> str:
    return (
        f"<item><title>Story {number}</title><link>{link or f'/story/{number}'}</link>"
        f"<guid>urn:id-{number}</guid>"
        f"<pubDate>Tue, 12 Mar 2024 10:00:00 +0100</pubDate>{more}</item>"
    )


# --- what feeds say


def test_an_rss_item_has_id_link_title_date_and_summary() -> None:
    more = "<description>&lt;b&gt;Short&lt;/b&gt; words</description><dc:creator>Ann</dc:creator>"
    feed = read_feed(rss(item(1, more)), LINK, LINK)
    (found,) = feed.items
    assert feed.title == "The Post & more"
    assert (found.id, found.url) == ("urn:id-1", "https://news.example/story/1")
    assert (found.title, found.summary, found.byline) == ("Story 1", "Short words", "Ann")
    assert found.published == datetime(2024, 3, 12, 9, 0, tzinfo=UTC)
    assert not found.whole


def test_an_item_with_its_whole_content_is_an_article_without_a_download() -> None:
    more = f"<description>Short</description><content:encoded><![CDATA[{WHOLE}]]></content:encoded>"
    feed = read_feed(rss(item(1, more)), LINK, LINK)
    article = item_article(feed.items[0], feed)
    assert article.text.split("\n\n") == ["Story 1", *news.story("harbour").gold]
    assert (article.outlet, article.url) == ("The Post & more", "https://news.example/story/1")
    assert article.language == "en"


def test_an_item_with_a_summary_or_a_beginning_is_none() -> None:
    cut = WHOLE.replace("2031.</p>", "2031 and then […]</p>")
    for html in ("<p>Short.</p>", cut, WHOLE + '<p><a href="/1">Read more</a></p>'):
        more = f"<content:encoded><![CDATA[{html}]]></content:encoded>"
        feed = read_feed(rss(item(1, more)), LINK, LINK)
        with pytest.raises(NoArticle):
            item_article(feed.items[0], feed)


def test_an_atom_feed_is_read() -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
    <entry><id>tag:1</id><title type="html">A &lt;em&gt;big&lt;/em&gt; day</title>
    <link rel="alternate" href="https://news.example/1"/><updated>2024-03-12T09:00:00Z</updated>
    <author><name>Ann</name></author>
    <content type="html"><![CDATA[{WHOLE}]]></content></entry></feed>"""
    (found,) = read_feed(atom.encode(), LINK, LINK).items
    assert (found.id, found.url, found.title) == ("tag:1", "https://news.example/1", "A big day")
    assert found.published == datetime(2024, 3, 12, 9, 0, tzinfo=UTC)
    assert found.whole


def test_an_rdf_feed_is_read() -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Old</title></channel>
    <item rdf:about="https://news.example/1"><title>One</title>
    <link>https://news.example/1</link></item></rdf:RDF>"""
    assert [i.title for i in read_feed(rdf.encode(), LINK, LINK).items] == ["One"]


def test_a_json_feed_is_read() -> None:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Wire",
        "items": [
            {"id": 7, "url": "/1", "title": "One", "content_html": WHOLE,
             "date_published": "2024-03-12T10:00:00+01:00", "authors": [{"name": "Ann"}]},
            {"id": "8", "external_url": "https://other.example/2", "content_text": "A < B\n\nC"},
            "no item",
        ],
    }  # fmt: skip
    first, second = read_feed(json.dumps(data).encode(), LINK, LINK).items
    assert (first.id, first.url, first.byline) == ("7", "https://news.example/1", "Ann")
    assert first.published == datetime(2024, 3, 12, 9, 0, tzinfo=UTC)
    assert first.whole
    assert (second.url, second.html) == ("https://other.example/2", "<p>A &lt; B</p><p>C</p>")


def test_how_often_a_feed_wants_to_be_asked_is_known() -> None:
    ask = {
        "<ttl>90</ttl>": 5400.0,
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>": 1800,
        "": None,
    }
    for head, seconds in ask.items():
        assert read_feed(rss(item(1), head), LINK, LINK).refresh == seconds


def test_a_page_that_names_feeds_leads_to_them() -> None:
    page = news.page("front", "harbour")
    assert linked_feeds(page, LINK, "https://news.example/start/") == (
        "https://news.example/rss/top.xml",
        "https://news.example/start/feed.json",
    )
    with pytest.raises(NoFeed):
        linked_feeds(news.page("video", "harbour"), LINK, LINK)


# --- what feeds should not say


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-16", "utf-8"])
def test_a_feed_is_read_in_the_charset_that_it_or_the_server_declares(charset: str) -> None:
    words = news.story("most").headline
    data = rss(f"<item><title>{words}</title><link>/1</link></item>", charset=charset)
    assert read_feed(data, LINK, LINK).items[0].title == words


def test_a_feed_that_declares_a_wrong_charset_is_read_all_the_same() -> None:
    words = news.story("most").gold[0]
    text = rss(f"<item><title>{words}</title><link>/1</link></item>").decode()
    for header in ("", "utf-8", "iso-8859-1"):
        right = text.replace('encoding="utf-8"', 'encoding="iso-8859-1"').encode()
        assert read_feed(right, LINK, LINK, header).items[0].title == words
    cyrillic = text.encode("windows-1251")  # and calls itself UTF-8
    assert read_feed(cyrillic, LINK, LINK, "utf-8").items[0].title == words


def test_an_entity_bomb_is_refused_at_once() -> None:
    lol = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bombs = (
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lol}]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>',
    )
    for bomb in bombs:
        for charset in ("utf-8", "utf-16"):
            with pytest.raises(Malformed):
                read_feed(rss(item(1), prolog=bomb, charset=charset), LINK, LINK)


def test_a_harmless_document_type_is_passed_over() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1/rss.dtd">'
    assert len(read_feed(rss(item(1), prolog=doctype), LINK, LINK).items) == 1


def test_of_fifty_thousand_items_the_first_are_read_and_quickly() -> None:
    data = rss("".join(item(n) for n in range(50_000)))
    began = time.process_time()
    feed = read_feed(data, LINK, LINK)
    assert [i.id for i in feed.items] == [f"urn:id-{n}" for n in range(MOST_ITEMS)]
    assert feed.title == "The Post & more"
    assert time.process_time() - began < 5
    listed = [{"id": str(n)} for n in range(50_000)]
    data = json.dumps({"version": "https://jsonfeed.org/version/1", "items": listed}).encode()
    assert len(read_feed(data, LINK, LINK).items) == MOST_ITEMS


def test_an_item_that_comes_twice_is_one_whatever_its_ids() -> None:
    words = "<description>" + "The same words stand in both of them. " * 3 + "</description>"
    same = "<item><title>Other</title><link>/a</link><guid>x</guid></item>"
    twice = [
        item(1),
        item(1),
        item(2, link="https://www.news.example/story/1/?utm_source=rss#top"),
        same.replace("/a", "/b").replace("</item>", words + "</item>"),
        same.replace("/a", "/c").replace("</item>", words + "</item>"),
        "<item></item>",
    ]
    urls = [i.url for i in read_feed(rss("".join(twice)), LINK, LINK).items]
    assert urls == ["https://news.example/story/1", "https://news.example/b"]


def test_two_items_under_one_id_with_links_of_their_own_are_two() -> None:
    items = item(1) + item(1, link="/story/2")
    assert len(read_feed(rss(items), LINK, LINK).items) == 2


def test_a_link_that_is_no_web_link_is_none() -> None:
    items = item(1, link="javascript:alert(1)") + item(2, link="http://[broken")
    assert [i.url for i in read_feed(rss(items), LINK, LINK).items] == ["", ""]


def test_scripts_in_a_feed_do_not_reach_the_article() -> None:
    html = f"{WHOLE}<script>alert(1)</script><style>p{{}}</style>"
    feed = read_feed(
        rss(item(1, f"<content:encoded><![CDATA[{html}]]></content:encoded>")), LINK, LINK
    )
    assert "alert" not in item_article(feed.items[0], feed).text
    title = item(1).replace("Story 1", "&lt;script&gt;alert(1)&lt;/script&gt;Story 1")
    assert "<" not in read_feed(rss(title), LINK, LINK).items[0].title


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptySource),
        (b"  \n", EmptySource),
        (b"<html><body>Not a feed</body></html>", NoFeed),
        (b"<!DOCTYPE html><html><body><rss></rss></body></html>", NoFeed),
        (b"plain words", NoFeed),
        (b"{}", NoFeed),
        (b"[" * 100_000, NoFeed),
        (b'{"a":' * 100_000, NoFeed),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 7}', NoFeed),
        (b"\x00\xff" * 1000, NoFeed),
    ],
)
def test_what_is_no_feed_says_so(data: bytes, error: type[SourceError]) -> None:
    with pytest.raises(error):
        read_feed(data, LINK, LINK)


def test_a_feed_that_ends_in_the_middle_gives_what_it_has() -> None:
    data = rss(item(1) + item(2))
    cut = data[: data.index(b"Story 2")]
    assert read_feed(cut, LINK, LINK).items[0].id == "urn:id-1"


# --- lists


def test_a_list_of_feeds_comes_back_as_it_went_out() -> None:
    feeds = (
        OpmlFeed("https://a.example/rss?x=1&y=2", "A & <B>"),
        OpmlFeed("http://b.example/feed"),
    )
    again = read_opml(write_opml(feeds, "Mine"), "list")
    assert again == (feeds[0], OpmlFeed(feeds[1].url, feeds[1].url))


def test_a_list_with_folders_is_read_flat_and_each_feed_once() -> None:
    data = b"""<?xml version="1.0"?><opml version="1.0"><body><outline text="News">
    <outline text="One" xmlUrl="https://a.example/rss"/><outline text="Deep">
    <outline title="Two" xmlUrl="https://b.example/rss"/></outline></outline>
    <outline text="Again" xmlUrl="https://a.example/rss"/><outline xmlUrl="file:///etc/passwd"/>
    </body></opml>"""
    assert read_opml(data, "list") == (
        OpmlFeed("https://a.example/rss", "One"),
        OpmlFeed("https://b.example/rss", "Two"),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"no markup",
        b'<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml>&b;</opml>',
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_list_of_feeds_says_so(data: bytes) -> None:
    with pytest.raises(Malformed):
        read_opml(data, "list")


def test_a_character_that_there_is_not_breaks_no_reader() -> None:
    data = b"<rss version='2.0'><channel><item><title>A &#x110000; B</title></item></channel></rss>"
    with pytest.raises(Malformed):
        read_feed(data, "feed")
