"""Pages as news sites make them: the right text, the right metadata, and every wall told."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from knowledge.errors import (
    ConsentWall,
    EmptySource,
    Malformed,
    NoArticle,
    Paywalled,
    SourceError,
    TooLarge,
)
from knowledge.model.article import Article, ParagraphKind
from knowledge.reading.formats.web_page import read_page
from tests.web_server import news

LEAST_F1 = 0.95
LINK = "https://news.example/story"


def f1(found: str, gold: str) -> float:
    """Balanced precision and recall of the words."""
    have, want = (Counter(re.findall(r"\w+", text)) for text in (found, gold))
    return 2 * sum((have & want).values()) / (sum(have.values()) + sum(want.values()))


def body(article: Article) -> list[str]:
    return [paragraph.span.of(article.text) for paragraph in article.body]


@pytest.mark.parametrize("layout", news.LAYOUTS)
@pytest.mark.parametrize("name", news.STORIES)
def test_the_text_of_a_page_is_what_its_reporters_wrote(layout: str, name: str) -> None:
    story = news.story(name)
    article = read_page(news.page(layout, name), LINK, LINK)
    gold = "\n\n".join(story.gold)
    without_headline = article.text.removeprefix(f"{story.headline}\n\n")
    assert f1(without_headline, gold) >= LEAST_F1
    assert article.headline == story.headline
    assert article.language == story.language
    quotes = [block.text for block in story.blocks if block.kind != "heading"]
    assert set(quotes) <= set(body(article)), "every paragraph whole, and citable"


@pytest.mark.parametrize("layout", ["broadsheet", "tabloid", "amp", "modern", "live", "blog"])
@pytest.mark.parametrize("name", news.STORIES)
def test_what_a_page_says_of_its_article_is_known(layout: str, name: str) -> None:
    story = news.story(name)
    article = read_page(news.page(layout, name, LINK), LINK + "?utm_source=x", LINK + "?from=feed")
    assert article.byline.replace(", ", " and ") == story.byline
    assert article.outlet == story.outlet
    assert article.published == datetime.fromisoformat(story.published)
    if layout not in {"live", "modern"}:  # which name no address of their own
        assert article.url == LINK


@pytest.mark.parametrize("layout", news.LAYOUTS)
def test_the_headline_stands_once_and_is_never_cited(layout: str) -> None:
    story = news.story("harbour")
    article = read_page(news.page(layout, "harbour"), LINK)
    assert article.text.count(story.headline) == 1
    first = article.paragraphs[0]
    assert (first.kind, first.span.of(article.text)) == (ParagraphKind.HEADLINE, story.headline)
    headings = {"Fishermen promise to sue", "What happens next"}
    kinds = {p.kind for p in article.paragraphs if p.span.of(article.text) in headings}
    assert kinds <= {ParagraphKind.HEADLINE} or layout in {"agency", "lines"}  # only bold


@pytest.mark.parametrize("layout", news.LAYOUTS)
def test_paragraphs_are_the_blocks_between_blank_lines(layout: str) -> None:
    article = read_page(news.page(layout, "strike"), LINK)
    assert [p.span.of(article.text) for p in article.paragraphs] == article.text.split("\n\n")
    assert [p.number for p in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))


@pytest.mark.parametrize(
    ("charset", "header", "name"),
    [
        ("windows-1251", "", "most"),
        ("windows-1251", "windows-1251", "most"),
        ("koi8-r", "koi8-r", "most"),
        ("utf-16", "", "most"),
        ("iso-8859-1", "", "bruecke"),
        ("utf-8", "iso-8859-1", "bruecke"),
        ("utf-8", "no-such-charset", "most"),
    ],
)
def test_the_charset_is_the_headers_or_the_pages_own(charset: str, header: str, name: str) -> None:
    article = read_page(news.page("agency", name, charset=charset), LINK, LINK, header)
    assert set(news.story(name).gold) <= set(body(article))


@pytest.mark.parametrize(
    ("layout", "error"),
    [("paywall", Paywalled), ("consent", ConsentWall), ("front", NoArticle), ("video", NoArticle)],
)
def test_a_page_that_shows_no_article_says_why(layout: str, error: type[SourceError]) -> None:
    with pytest.raises(error) as refusal:
        read_page(news.page(layout, "harbour"), "the link", LINK)
    assert type(refusal.value) is error
    assert refusal.value.source == "the link"


def test_an_article_about_cookies_is_an_article() -> None:
    words = "“Cookies are a tracking technology, and consent is a myth,” said the commissioner. "
    page = "<html><head><meta property='og:type' content='article'></head><h1>Cookie row</h1>" + (
        f"<article>{''.join(f'<p>{words * 2}</p>' for _ in range(6))}</article></html>"
    )
    assert "a myth" in read_page(page.encode(), "cookies").text


def test_a_page_may_not_pass_for_a_page_of_another_site() -> None:
    page = news.page("broadsheet", "harbour", "https://other.example/their-own")
    assert read_page(page, LINK, LINK).url == LINK
    front = news.page("broadsheet", "harbour", "https://news.example/")
    assert read_page(front, LINK, LINK).url == LINK
    shouting = news.page("broadsheet", "harbour", "https://user:word@news.example/x")
    assert read_page(shouting, LINK, LINK).url == LINK


def test_a_title_that_is_html_becomes_plain_text() -> None:
    page = news.page("agency", "harbour").decode()
    story = news.story("harbour")
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;Harbour&lt;/b&gt; &amp;amp; sea"
    page = re.sub("<h1>.*?</h1>", "", page).replace(f"<title>{story.headline}", f"<title>{evil}")
    headline = read_page(page.encode(), LINK).headline
    assert "<" not in headline
    assert "Harbour & sea" in headline


def test_a_date_with_a_zone_is_kept_in_utc_and_an_unknown_one_is_not_guessed() -> None:
    page = news.page("broadsheet", "harbour")
    assert read_page(page, LINK).published == datetime(2024, 3, 12, 20, 40, tzinfo=UTC)
    assert read_page(news.page("tables", "harbour"), LINK).published is None


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 100_000 + b"deep " * 100 + b"</div>" * 100_000,
        b"<p>" * 5_000,
        b"<table><tr><td>" * 20_000 + b"x",
        b"<a href=" + b"x" * 100_000,
        b"<!DOCTYPE html><html></html>",
        b"\x00\x01\x02\xff\xfe" * 1000,
        b"<script type='application/ld+json'>" + b"[" * 200_000 + b"</script>",
    ],
)
def test_a_page_made_to_break_readers_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(NoArticle):
        read_page(data, LINK, LINK)


def test_markup_that_holds_nothing_at_all_is_malformed() -> None:
    with pytest.raises(Malformed):
        read_page(b"<![CDATA[" * 1000, LINK, LINK)


def test_a_page_longer_than_any_article_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read_page(b"<p>words " * 1_000_000, LINK, LINK)


def test_an_empty_page_is_empty() -> None:
    with pytest.raises(EmptySource):
        read_page(b" \n ", LINK, LINK)


def test_metadata_made_to_break_readers_does_not_cost_the_article() -> None:
    traps = (
        "<script type='application/ld+json'>" + '{"@graph":' * 3000 + "</script>",
        '<script type=\'application/ld+json\'>{"@type":[{}],"author":[[[]]]}</script>',
        '<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":{},'
        '"author":[null,5,{"name":[]}],"datePublished":"99999-99-99","publisher":[]}</script>',
        "<link rel=canonical href='http://[broken'>",
        "<meta property='article:published_time' content='yesterday'>",
    )
    for trap in traps:
        page = news.page("agency", "strike").replace(b"<title>", f"{trap}<title>".encode())
        article = read_page(page, LINK, LINK)
        assert set(news.story("strike").gold) <= set(body(article))
        assert article.url == LINK


@pytest.mark.parametrize("control", ["\x01", "\x0b", "\x0c", "\uffff", "&#11;", "&#x1F;", "&#31"])
def test_a_character_that_no_page_may_hold_is_a_space(control: str) -> None:
    page = news.page("broadsheet", "harbour")
    odd = page.replace(b"<p>", f"<p><script>let a</script>{control}".encode())
    assert odd != page
    assert body(read_page(odd, LINK)) == body(read_page(page, LINK))
