"""Links that open a page at the words: the law is that they lead there and nowhere before."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.span import Span
from knowledge.model.text_fragment import Directive, directive, text_link
from knowledge.reading.formats.web_page import read_page
from tests.web_server import news

LINK = "https://news.example/story"
TEXT = "\n\n".join(
    [
        "The vote, they said - and meant it - was 50% luck & 50% work.",
        "“We have waited,” she said. “We have waited,” he repeated.",
        "We have waited. And nothing more was said about it, by anyone.",
        "It is over.",
    ]
)


def of(words: str, text: str = TEXT, nth: int = 0) -> Span:
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    return Span(start, start + len(words))


def test_words_that_stand_once_are_the_whole_fragment() -> None:
    assert text_link(LINK, TEXT, of("It is over.")) == f"{LINK}#:~:text=It%20is%20over."


def test_signs_of_the_syntax_are_encoded() -> None:
    link = text_link(LINK, TEXT, of("they said - and meant it - was 50% luck & 50% work."))
    words = link.partition(":~:text=")[2]
    assert words == (
        "they%20said%20%2D%20and%20meant%20it%20%2D%20was%2050%25%20luck%20%26%2050%25%20work."
    )
    assert "%2C" in text_link(LINK, TEXT, of("said about it, by anyone"))


def test_words_that_stand_before_are_told_by_what_stands_around_them() -> None:
    assert directive(TEXT, of("“We have waited,”", nth=1)) == Directive(
        "“We have waited,”", prefix="she said."
    )
    third = directive(TEXT, of("We have waited", nth=2))
    assert third is not None
    assert third.locate(TEXT) == of("We have waited", nth=2)


def test_the_first_of_the_same_words_needs_nothing_around_them() -> None:
    assert directive(TEXT, of("“We have waited,”")) == Directive("“We have waited,”")


def test_many_words_are_given_by_their_two_ends() -> None:
    story = news.story("harbour").gold
    text = "\n\n".join(story)
    long = Span(text.index("The city council"), text.index("and a park on"))
    found = directive(text, long)
    assert found == Directive("The city council voted", "flats, a primary school")
    assert len(text_link(LINK, text, long)) < 200


def test_letters_that_links_write_long_are_given_by_their_ends_sooner() -> None:
    text = "Министр сказал, что мост будет закрыт на четырнадцать месяцев, и добавил: потерпите."
    assert "," in text_link(LINK, text, Span(0, len(text)))
    assert len(text_link(LINK, text, Span(0, len(text)))) < 500


def test_a_part_of_a_word_is_widened_to_the_word() -> None:
    assert directive(TEXT, of("epeate")) == Directive("repeated")


def test_an_anchor_of_the_link_is_kept_and_an_older_fragment_is_not() -> None:
    span = of("It is over.")
    words = "text=It%20is%20over."
    assert text_link(f"{LINK}#part-2", TEXT, span) == f"{LINK}#part-2:~:{words}"
    assert text_link(f"{LINK}#:~:text=else", TEXT, span) == f"{LINK}#:~:{words}"
    assert text_link(f"{LINK}?a=1", TEXT, span) == f"{LINK}?a=1#:~:{words}"


def test_without_a_link_or_without_words_there_is_no_fragment() -> None:
    assert text_link("", TEXT, of("It is over.")) == ""
    assert text_link("javascript:alert(1)", TEXT, of("It is over.")) == ""
    assert text_link(LINK, "... !", Span(0, 5)) == LINK
    assert text_link(LINK, TEXT, Span(0, 0)) == LINK


@given(st.data())
def test_the_fragment_leads_to_the_words_and_nowhere_before(data: st.DataObject) -> None:
    text = "\n\n".join(news.story(data.draw(st.sampled_from(news.STORIES))).gold)
    words = list(re.finditer(r"\S+", text))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 120, len(words) - 1)))
    span = Span(words[first].start(), words[last].end())
    found = directive(text, span)
    if found is None:
        assert not re.search(r"\w", span.of(text))
    else:
        assert found.locate(text) == span
        assert "\n" not in unquote(text_link(LINK, text, span))


@given(st.text(alphabet="ab -,&“”.\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_span_of_any_text_has_a_link(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    link = text_link(LINK, text, Span(start, end))
    assert re.fullmatch(r"[\w:/.#~=,%&-]+", link)
    directives = link.partition(":~:text=")[2]
    assert "&" not in directives


@pytest.mark.parametrize("name", news.STORIES)
def test_every_paragraph_of_a_page_has_a_link_that_leads_to_it(name: str) -> None:
    article = read_page(news.page("broadsheet", name), LINK, LINK)
    for paragraph in article.body:
        found = directive(article.text, paragraph.span)
        assert found is not None
        assert found.locate(article.text) == paragraph.span
