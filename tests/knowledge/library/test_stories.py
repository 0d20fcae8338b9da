"""A story that several outlets tell is answered once; a page that has changed says what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import SHARED, Answer, Article, Library, NotOnRecord, Scope, read_text, text_link
from knowledge.library.preparation import prepare_article
from knowledge.model.span import Span
from tests.web_server import news

STORY = [block.text for block in news.story("harbour").blocks if block.kind != "heading"]
MAYOR = "What did Solberg say?"
QUOTE = "The cranes will move in September"
ONE, OTHER = "https://one.example/harbour", "https://other.example/a/7"


def told(outlet: str, paragraphs: list[str], url: str = "") -> Article:
    headline = f"{outlet} has it that the harbour plan is approved"
    return replace(read_text("\n\n".join([headline, *paragraphs])), outlet=outlet, url=url)


@pytest.fixture
def library() -> Library:
    return Library.throwaway()


def asked(library: Library, question: str = MAYOR, *collections: str) -> Answer:
    reply = library.ask(question, scope=Scope(collections or (SHARED,)))
    assert isinstance(reply, Answer)
    return reply


def test_a_story_in_two_outlets_is_cited_once_with_where_else_the_words_stand(
    library: Library,
) -> None:
    whole = library.add(told("The One", STORY, ONE)).id
    cut = told("The Other", ["Something of our own.", *STORY[:4]], OTHER)
    copy = library.add(cut).id
    reply = asked(library)
    assert {c.source.article for c in reply.citations} == {whole}
    quotes = [c.quote for c in reply.citations]
    assert len(set(quotes)) == len(quotes)
    [citation] = [c for c in reply.citations if QUOTE in c.quote]
    [also] = citation.also
    assert (also.article, also.outlet) == (copy, "The Other")
    start = cut.text.index(citation.quote)
    assert also.link == text_link(OTHER, cut.text, Span(start, start + len(citation.quote)))
    assert reply.searched.articles == 1


def test_of_a_story_that_everybody_has_only_some_copies_are_opened(library: Library) -> None:
    made = prepare_article(told("One", STORY))
    for number in range(100):
        copy = replace(made.article, outlet=f"Paper {number}", url=f"{ONE}/{number}")
        library.repository.put(replace(made, article=copy))
    [citation] = [c for c in asked(library).citations if QUOTE in c.quote]
    assert [copy.outlet for copy in citation.also] == [f"Paper {number}" for number in range(1, 6)]
    assert len(library.repository.views._notes) < 50


def test_a_copy_that_lacks_the_words_is_not_said_to_have_them(library: Library) -> None:
    library.add(told("The One", STORY, ONE))
    library.add(told("The Other", STORY[:5], OTHER))
    [citation] = asked(library, "Who declined to comment on the substance?").citations[:1]
    assert "Jonas Wiik" in citation.quote
    assert citation.also == ()


def test_what_stands_only_in_the_shorter_copy_is_found_too(library: Library) -> None:
    library.add(told("The One", STORY, ONE))
    own = "“My goats will swim to the island,” said Aud Berg, a farmer."
    library.add(told("The Other", [own, *STORY[:5]], OTHER))
    reply = asked(library, "What did Aud Berg say?")
    assert reply.citations[0].source.outlet == "The Other"
    assert "goats" in reply.citations[0].quote


def test_when_a_copy_is_removed_the_other_answers_and_nothing_tells_of_it(library: Library) -> None:
    one = library.add(told("The One", STORY, ONE)).id
    two = library.add(told("The Other", STORY[:5], OTHER)).id
    assert [entry.id for entry in library.repository.copies(one)] == [two]
    library.remove(one)
    reply = asked(library)
    assert {c.source.article for c in reply.citations} == {two}
    assert not any(c.also for c in reply.citations)
    assert library.repository.copies(two) == []


def test_a_removed_bridge_between_two_stories_is_noticed_while_the_library_is_open(
    library: Library,
) -> None:
    second = [block.text for block in news.story("strike").blocks if block.kind != "heading"]
    one = library.add(told("A", STORY)).id
    between = library.add(told("B", [*STORY, *second[:5]])).id
    two = library.add(told("C", second[:5])).id
    assert len(library.repository.copies(one)) == 2
    library.remove(between)
    assert (library.repository.copies(one), library.repository.copies(two)) == ([], [])


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_another_chats_copies_and_versions_change_nothing_and_are_never_hinted_at(
    data: st.DataObject,
) -> None:
    texts = st.sampled_from([STORY, STORY[:5], ["New words.", *STORY], [*STORY[1:], "Late."]])
    pages = st.sampled_from(["", ONE, OTHER])
    mine = data.draw(st.lists(st.tuples(texts, pages), min_size=1, max_size=3))
    theirs = data.draw(st.lists(st.tuples(texts, pages), min_size=1, max_size=3))
    alone, among = Library.throwaway(), Library.throwaway()
    for number, (paragraphs, url) in enumerate(theirs):
        among.add(told(f"Theirs {number}", paragraphs, url), "chat:8")
    seen = []
    for library in (alone, among):
        added = [
            library.add(told(f"Mine {number}", paragraphs, url), "chat:7")
            for number, (paragraphs, url) in enumerate(mine)
        ]
        reply = asked(library, MAYOR, "chat:7")
        ids = {entry.id for entry in library.articles(("chat:7",))}
        assert {c.source.article for c in reply.citations} <= ids
        assert {also.article for c in reply.citations for also in c.also} <= ids
        seen.append(
            (
                [(a.new, bool(library.repository.revision(a.id))) for a in added if a.id in ids],
                [(c.quote, c.source.outlet, [x.outlet for x in c.also]) for c in reply.citations],
                [
                    len(library.repository.copies(entry.id))
                    for entry in library.articles(("chat:7",))
                ],
                reply.searched,
                len(reply.revisions),
            )
        )
    assert seen[0] == seen[1]


CHANGED = [
    STORY[0],
    STORY[1].replace("“extraordinarily important”", "“rather important”"),
    *[p for p in STORY[2:] if "Karl-Heinz" not in p],
    "“I was never asked,” said Tor Moen, the harbour master.",
]


def test_a_page_that_changed_says_which_words_were_altered_withdrawn_and_added(
    library: Library,
) -> None:
    old = library.add(told("The One", STORY, ONE))
    assert library.repository.revision(old.id) is None
    new = library.add(told("The One", CHANGED, f"{ONE}?utm_source=feed"))
    assert new.new
    revision = library.repository.revision(new.id)
    assert revision is not None
    assert (revision.before.id, revision.after.id) == (old.id, new.id)
    assert revision.since == library.read(old.id).added
    before, after = revision.before.article.text, revision.after.article.text
    assert any("sediment" in s.quote(before) or "dredge" in s.quote(before)
               for s in revision.changes.withdrawn)  # fmt: skip
    assert any("never asked" in s.quote(after) for s in revision.changes.added)
    for version, statements in (
        (before, [a.before for a in revision.changes.altered] + list(revision.changes.withdrawn)),
        (after, [a.after for a in revision.changes.altered] + list(revision.changes.added)),
    ):
        for statement in statements:
            assert all(span.of(version) in version for span in statement.content)


def test_the_newest_version_answers_and_the_answer_tells_that_quotations_changed(
    library: Library,
) -> None:
    old = library.add(told("The One", STORY, ONE)).id
    conversation = asked(library).conversation
    new = library.add(told("The One", CHANGED, ONE)).id
    reply = asked(library)
    assert {c.source.article for c in reply.citations} == {new}
    assert [r.after.id for r in reply.revisions] == [new]
    gone = library.ask("What did Karl-Heinz Brandt say?")
    assert isinstance(gone, NotOnRecord)
    # What was cited of the old version can still be opened, and asked on.
    assert library.read(old).article.text.startswith("The One has it")
    assert library.ask("why?", conversation=conversation)
    assert [entry.id for entry in library.articles()] == [new]


def test_a_page_that_changed_in_no_quotation_is_no_news(library: Library) -> None:
    library.add(told("The One", STORY, ONE))
    new = library.add(told("The One", [*STORY, "The vote took an hour."], ONE)).id
    revision = library.repository.revision(new)
    assert revision is not None
    assert not revision.changes
    assert asked(library).revisions == ()


def test_a_page_is_removed_with_all_its_versions(library: Library) -> None:
    library.add(told("The One", STORY, ONE))
    library.remove(library.add(told("The One", CHANGED, ONE)).id)
    assert library.articles() == []
    assert asked(library, "Who is quoted?").searched.sample
