"""The library answers with the articles' own words, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import (
    SAMPLE,
    SHARED,
    Answer,
    Library,
    NotOnRecord,
    Reason,
    Scope,
    SearchSummary,
    SourceError,
    Span,
    UnknownArticle,
    read_text,
    text_link,
)

STORY = """Ferry line is to close

By Jane Roe

The ferry line between Corrin and Selby will close in November after 61 years.

A ticket costs 4 crowns. The town has paid 2 million crowns for repairs since March.

Ann Lee, the director, lives in Selby. The boats are laid up at Port Averil.

Subscribe to our ferry newsletter
"""


@pytest.fixture
def library() -> Library:
    made = Library.throwaway()
    made.add(read_text(STORY), name="ferry.txt")
    return made


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much does a ticket cost?", "4 crowns"),
        ("when will the ferry close", "in November"),
        ("Where are the boats?", "Port Averil"),
        ("ticket price crowns", "A ticket costs"),
    ],
)
def test_the_sentence_that_answers_is_cited_first(
    library: Library, question: str, words: str
) -> None:
    answer = library.ask(question)
    assert isinstance(answer, Answer)
    assert words in answer.citations[0].quote


def test_at_most_three_citations(library: Library) -> None:
    answer = library.ask("ferry line town crowns boats director Selby Corrin")
    assert isinstance(answer, Answer)
    assert 1 <= len(answer.citations) <= 3


@pytest.mark.parametrize("question", ["What is the price of oil?", "Who won the cup final?"])
def test_what_the_articles_do_not_tell_is_not_on_record(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert isinstance(answer, NotOnRecord)
    assert answer.reason is Reason.TOPIC_ABSENT


def test_headline_byline_and_furniture_are_found_but_never_cited(library: Library) -> None:
    for question in ("ferry line is to close", "Jane Roe", "subscribe to the ferry newsletter"):
        answer = library.ask(question, passages=10)
        for citation in answer.citations if isinstance(answer, Answer) else ():
            assert citation.paragraph in (3, 4, 5)
    assert 1 in {library.read(h.article).passages[h.passage].paragraph for h in answer.hits}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", Reason.UNREADABLE),
        ("😀😀", Reason.UNREADABLE),
        ("the of and", Reason.UNREADABLE),
        ("\x00\x07\u202e", Reason.UNREADABLE),
        ("ferry " * 2000, Reason.TOO_LONG),
    ],
)
def test_what_is_no_question_is_told_so(library: Library, question: str, reason: Reason) -> None:
    answer = library.ask(question)
    assert isinstance(answer, NotOnRecord)
    assert answer.reason is reason


def test_the_sample_answers_only_while_there_is_nothing_else() -> None:
    library = Library.throwaway()
    answer = library.ask("How much will the bridge cost?")
    assert isinstance(answer, Answer)
    assert answer.searched.sample
    library.add(read_text(STORY))
    again = library.ask("How much will the bridge cost?")
    assert not again.searched.sample
    assert again.searched.articles == 1


def test_the_sample_is_in_a_collection_of_its_own() -> None:
    library = Library.throwaway()
    library.ask("How much will the bridge cost?")
    assert library.articles((SHARED,)) == []
    assert len(library.articles((SAMPLE,))) == 1


def test_a_scope_sees_its_collections_only() -> None:
    library = Library.throwaway()
    mine = library.add(read_text(STORY), "chat 1").id
    library.add(read_text("The zeppelin over Corrin costs 9 crowns.\n\nIt is blue."), "chat 2")
    answer = library.ask("How much is the zeppelin over Corrin?", scope=Scope(("chat 1",)))
    quotes = answer.citations if isinstance(answer, Answer) else ()
    assert all(citation.source.article == mine for citation in quotes)
    assert all(hit.article == mine for hit in answer.hits)


def test_the_sample_is_asked_only_while_all_of_the_scopes_collections_are_empty() -> None:
    library = Library.throwaway()
    library.add(read_text(STORY), "chat 2")
    scope = Scope(("chat 1", SHARED), frozenset({1}))
    assert library.searched(scope).sample
    library.add(read_text(STORY), "chat 1")
    assert library.searched(Scope(("chat 1", SHARED))) == SearchSummary(1)
    assert library.searched(scope) == SearchSummary(0)
    assert isinstance(library.ask("Where are the boats?", scope=scope), NotOnRecord)


def test_a_scope_may_name_its_articles() -> None:
    library = Library.throwaway()
    library.add(read_text(STORY))
    other = library.add(read_text("The bus to Selby costs 3 crowns.\n\nIt is red.")).id
    scope = Scope((SHARED,), frozenset({other}))
    answer = library.ask("What are the crowns for in Selby?", scope=scope)
    assert isinstance(answer, Answer)
    assert {citation.source.article for citation in answer.citations} == {other}


def test_what_another_process_adds_or_removes_is_seen_at_once(tmp_path: Path) -> None:
    reader, writer = Library.open(tmp_path), Library.open(tmp_path)
    assert isinstance(reader.ask("Where is Port Averil?"), NotOnRecord)
    added = writer.add(read_text(STORY)).id
    assert isinstance(reader.ask("Where are the boats laid up?"), Answer)
    writer.remove(added)
    assert reader.ask("Where are the boats laid up?").searched.sample
    with pytest.raises(UnknownArticle):
        reader.read(added)


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=300), st.text(max_size=60))
def test_every_citation_is_a_slice_of_its_article(text: str, more: str) -> None:
    library = Library.throwaway()
    try:
        added = library.add(read_text(text))
    except SourceError:
        return
    for question in (text, more, text[: len(text) // 2]):
        answer = library.ask(question)
        for citation in answer.citations if isinstance(answer, Answer) else ():
            stored = library.read(added.id).article.text
            assert stored[citation.span.start : citation.span.end] == citation.quote != ""


def test_a_language_is_asked_in_its_own_terms() -> None:
    library = Library.throwaway()
    library.add(
        read_text(
            "Die Brücke in Corrin wird für vierzehn Monate geschlossen, sagte der Minister.\n\n"
            "Die Kosten betragen 86 Millionen Kronen, und die Stadt ist nicht einverstanden."
        )
    )
    answer = library.ask("Wie hoch sind die Kosten?")
    assert isinstance(answer, Answer)
    assert "86 Millionen" in answer.citations[0].quote
    assert isinstance(library.ask("die"), NotOnRecord)


def test_what_is_handed_over_is_found_where_it_is_now_and_no_longer_where_it_was(
    tmp_path: Path,
) -> None:
    first, second = Library.open(tmp_path), Library.open(tmp_path)
    text = "The mill burned down on Monday.\n\n“The mill is lost,” Ann Lee said.\n"
    number = first.add(read_text(text), "old").id
    double = first.add(read_text(text + "\nAgain.\n"), "old").id
    first.add(read_text(text + "\nAgain.\n"), "new")
    asked = "What did Ann Lee say?"
    for library in (first, second):
        assert isinstance(library.ask(asked, scope=Scope(("old",))), Answer)
    first.repository.hand_over("old", "new")
    first.repository.hand_over("old", "new")
    for library in (first, second, Library.open(tmp_path)):
        found = library.ask(asked, scope=Scope(("new",)))
        assert isinstance(found, Answer)
        assert number in {citation.source.article for citation in found.citations}
        assert library.searched(Scope(("old",))).sample
        assert len(library.articles(("new",))) == 2
        with pytest.raises(UnknownArticle):
            library.read(double)


def test_a_citation_links_to_its_words_and_nowhere_before_them(library: Library) -> None:
    text = "“We sail,” Ann Lee said.\n\nShe waited. “We sail,” she said to Bo Olsen again.\n"
    url = "https://news.example/boats"
    library.add(replace(read_text(text), url=url))
    reply = library.ask("What did Ann Lee say?")
    assert isinstance(reply, Answer)
    links = {c.span.start: c.link for c in reply.citations}
    assert links[0] == f"{url}#:~:text=%E2%80%9CWe%20sail%2C%E2%80%9D"
    assert all(link == text_link(url, text, Span(at, at + 10)) for at, link in links.items())


def test_more_of_nobody_is_unclear() -> None:
    library = Library.throwaway()
    library.add(read_text(STORY))
    asked = library.ask('Did he say "a thousand lights"?')
    more = library.ask("What else?", conversation=asked.conversation)
    assert isinstance(more, NotOnRecord)
    assert more.reason is Reason.UNCLEAR
