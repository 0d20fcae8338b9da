"""Replies: exact quotations, whole, within Telegram's limits, and nothing else in quote blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views import answer_text, message_split, templates
from knowledge import (
    Answer,
    Citation,
    KnowledgeError,
    NotOnRecord,
    Question,
    QuestionKind,
    Reason,
    SearchSummary,
    Source,
    Span,
    StoryCopy,
)
from tests.telegram_server.methods.formatting import parse_html, trimmed, utf16_length

QUESTION = Question("What was said?")
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("<>&\"'. \n🪶é"), min_size=1
).filter(str.strip)


def cited(quote: str, paragraph: int = 4, **about: Any) -> Citation:
    source = Source(**{"article": 3, "name": "/path/of/a.txt", "headline": "Headline", **about})
    return Citation(source, paragraph, Span(0, len(quote)), quote)


def answer(*citations: Citation, sample: bool = False) -> Answer:
    return Answer(QUESTION, QuestionKind.FACT, citations, SearchSummary(1, sample))


def shown(message: str) -> tuple[str, list[dict[str, object]]]:
    """A message as Telegram shows it, by Telegram's own strictness."""
    text, entities = trimmed(*parse_html(message))
    assert 0 < utf16_length(text) <= 4096
    assert len(entities) <= 100
    return text, entities


def quoted(message: str) -> list[str]:
    text, entities = shown(message)
    units = text.encode("utf-16-le")
    return [
        units[2 * int(str(e["offset"])) :][: 2 * int(str(e["length"]))].decode("utf-16-le")
        for e in entities
        if "blockquote" in str(e["type"])
    ]


@given(st.lists(TEXTS, min_size=1, max_size=5), TEXTS, TEXTS)
def test_whatever_an_article_holds_its_words_are_shown_as_they_are(
    quotes: list[str], headline: str, outlet: str
) -> None:
    citations = [cited(quote, headline=headline, outlet=outlet) for quote in quotes]
    found = [words for message in answer_text.html(answer(*citations)) for words in quoted(message)]
    assert [words.strip() for words in found] == [quote.strip() for quote in quotes]


def test_where_else_the_words_stand_names_every_outlet_once_and_not_that_of_the_source() -> None:
    outlets = ["Star", "Post", "STAR", "", "", "Gazette"]
    also = tuple(StoryCopy(n, outlet, "", "") for n, outlet in enumerate(outlets, start=4))
    reply = answer(replace(cited("It is safe.", outlet="Post"), also=also))
    told = "also in: Star, article 7, article 8, Gazette"
    assert shown(answer_text.html(reply)[0])[0].endswith(told)
    lines = [line for line in answer_text.plain(reply).splitlines() if "also in" in line]
    assert ", ".join(line.strip().removeprefix("also in: ") for line in lines) == told[9:]


@given(TEXTS, st.integers(1, 12000))
def test_a_long_quotation_comes_whole_in_slices_of_it(part: str, length: int) -> None:
    quote = (part * (length // len(part) + 1))[:length].strip() or "a"
    found = [
        words for message in answer_text.html(answer(cited(quote))) for words in quoted(message)
    ]
    assert all(words in quote for words in found)
    assert "".join("".join(found).split()) == "".join(quote.split())


@given(TEXTS.filter(lambda text: len(text) > 20), st.integers(20, 60))
def test_pieces_fit_and_never_part_what_is_seen_as_one_character(text: str, limit: int) -> None:
    for piece in message_split.split_text(text, limit):
        assert message_split.utf16_length(piece) <= limit
        assert piece in text


def test_a_quotation_is_cut_between_sentences_where_it_can_be() -> None:
    text = "The first sentence. The second sentence. The third sentence."
    assert message_split.split_text(text, 45) == [
        "The first sentence. The second sentence.",
        "The third sentence.",
    ]


def test_each_quotation_has_its_paragraph_and_each_article_its_source_once() -> None:
    about: dict[str, Any] = {
        "outlet": "The Gazette",
        "published": datetime(2021, 12, 5, tzinfo=UTC),
    }
    reply = answer(cited("The words.", **about), cited("Other words.", paragraph=9, **about))
    for text in (answer_text.plain(reply), shown(answer_text.html(reply)[0])[0]):
        for part in ("The words.", "¶\xa04", "Other words.", "¶\xa09"):
            assert text.count(part) == 1
        assert text.count("Headline") == text.count("The Gazette") == 1
        assert text.count("5 December 2021") == 1
        assert text.index("¶\xa09") > text.index("Headline") > text.index("Other words.")


def test_every_quotation_links_to_its_words_on_the_page() -> None:
    link = "https://a.org/x?b=1&c=2#top:~:text=We%2Dall%20know"
    citation = replace(cited("We-all know", url="https://a.org/x?b=1&c=2"), link=link)
    reply = answer(citation, replace(citation, paragraph=9, link=f"{link}%20now"))
    links = [e["url"] for e in shown(answer_text.html(reply)[0])[1] if e["type"] == "text_link"]
    assert links == [link, f"{link}%20now"]
    assert links == [
        words for words in answer_text.plain(reply).split() if words.startswith("https")
    ]


def test_what_has_no_page_is_not_linked_to() -> None:
    message = answer_text.html(answer(cited("Words.", url="javascript:alert(1)")))[0]
    assert "javascript" not in message


def test_a_file_name_of_this_machine_is_not_told_in_telegram() -> None:
    message = answer_text.html(answer(cited("Words.", headline="")))[0]
    assert "/path/of" not in message
    assert "article 3" in message


@pytest.mark.parametrize("sample", [True, False])
def test_a_reply_from_the_sample_says_so(sample: bool) -> None:
    missing = NotOnRecord(QUESTION, Reason.TOPIC_ABSENT, SearchSummary(1, sample))
    for reply in (answer(cited("Words."), sample=sample), missing):
        assert ("sample" in answer_text.plain(reply)) is sample
        assert ("sample" in "".join(answer_text.html(reply))) is sample


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence_and_none_quotes_anything(reason: Reason) -> None:
    reply = NotOnRecord(QUESTION, reason, SearchSummary(12), person="Ann <Lee>", topic="oil & gas")
    text = answer_text.plain(reply)
    assert re.fullmatch(r"[A-Z].+\.", text, re.DOTALL)
    assert not set('"“”«»') & set(text)
    assert shown(answer_text.html(reply)[0])[0] == text
    assert quoted(answer_text.html(reply)[0]) == []


def errors(root: type[BaseException]) -> list[type[BaseException]]:
    return [root, *(found for kind in root.__subclasses__() for found in errors(kind))]


def test_every_error_of_knowledge_has_a_sentence_of_its_own() -> None:
    for kind in errors(KnowledgeError):
        error = kind.__new__(kind)
        error.__dict__.update({"source": "a.txt", "limit": 50_000_000, "status": 403})
        words = templates.error_text(error)
        assert re.fullmatch(r"\S.+\.", words), kind
        assert words != templates.error_text(Exception()), kind


def test_an_error_that_nobody_foresaw_has_a_sentence_without_its_details() -> None:
    assert "secret" not in templates.error_text(RuntimeError("secret"))
