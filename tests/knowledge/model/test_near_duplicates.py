"""The same story twice: what counts as the same address, the same text, the same copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Article
from knowledge.model.near_duplicates import canonical_url, containment, same_story, sketch
from knowledge.reading.formats.text import read_text
from tests.web_server import news


def article(parts: list[str], headline: str = "") -> Article:
    head = [headline] if headline else []
    return read_text("\n\n".join([*head, *parts]))


def body(name: str) -> list[str]:
    return [block.text for block in news.story(name).blocks if block.kind != "heading"]


@pytest.mark.parametrize(
    "other",
    [
        "http://news.example/story/1",
        "https://www.news.example/story/1/",
        "https://NEWS.example:443/story/1#comments",
        "https://m.news.example/story/1?utm_source=x&utm_medium=y&fbclid=z",
        "https://news.example/story/1/amp",
        "https://news.example/amp/story/1",
    ],
)
def test_two_ways_to_write_a_link_are_one(other: str) -> None:
    assert canonical_url(other) == canonical_url("https://news.example/story/1")


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/story/2",
        "https://news.example/story/1?page=2",
        "https://other.example/story/1",
        "https://news.example:8080/story/1",
        "https://sub.news.example/story/1",
        "https://news.example/Story/1",
    ],
)
def test_two_pages_are_two(other: str) -> None:
    assert canonical_url(other) != canonical_url("https://news.example/story/1")


def test_the_order_of_what_is_asked_makes_no_difference() -> None:
    assert canonical_url("https://n.example/?a=1&b=2") == canonical_url("https://n.example?b=2&a=1")


@given(st.text())
def test_any_text_has_a_canonical_form_and_it_is_its_own(text: str) -> None:
    once = canonical_url(f"https://news.example/{text}")
    assert canonical_url(once) == once
    canonical_url(text)


@pytest.mark.parametrize("name", ["harbour", "strike", "vaccine", "museum", "most"])
def test_agency_copy_is_one_story_whole_cut_or_lightly_edited(name: str) -> None:
    parts = body(name)
    whole = sketch(article(parts))
    cut = sketch(article(parts[: max(3, len(parts) // 2)]))
    local = ["Our own correspondent adds that the town hall had no comment on this on Friday."]
    edited = sketch(article([parts[0].replace("on ", "late on "), *parts[1:], *local]))
    for copy in (whole, cut, edited):
        assert same_story(whole, copy)
        assert same_story(copy, whole)


def test_two_reports_of_one_event_are_two_stories() -> None:
    one = article(body("strike"))
    other = article(
        [
            "Night trains across the country ground to a halt this morning when their drivers "
            "refused to work, leaving thousands of travellers stuck on platforms.",
            "Union boss Frank Abara told our reporter at Central Station that the offer was not "
            "enough. “A tired driver is a dangerous driver,” he said, adding that members were "
            "ready for a long winter.",
            "The railway, Meridian, insists that ten hours of rest is generous. Its chief Helena "
            "Voss has called the walkout irresponsible and asked for talks on Monday.",
            "Passengers were left to find buses. Many gave up and went home again.",
        ]
    )
    assert not same_story(sketch(one), sketch(other))


def test_two_stories_are_two() -> None:
    sketches = [sketch(article(body(name))) for name in news.STORIES]
    for number, one in enumerate(sketches):
        assert not any(same_story(one, other) for other in sketches[number + 1 :])


def test_an_article_that_quotes_a_paragraph_of_another_is_its_own() -> None:
    mixed = article([*body("strike"), body("harbour")[1]])
    assert not same_story(sketch(mixed), sketch(article(body("harbour"))))


def test_a_brief_is_not_the_report() -> None:
    parts = body("harbour") * 1 + body("strike") + body("museum")
    assert not same_story(sketch(article(parts)), sketch(article(body("harbour")[:1])))


def test_texts_without_words_are_like_nothing() -> None:
    assert containment(frozenset(), frozenset()) == 0.0
    assert not same_story(frozenset(), frozenset())
