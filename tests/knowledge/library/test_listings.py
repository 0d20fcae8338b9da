"""Lists without a question: who is quoted, what each said, and what could be asked."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import (
    SAMPLE,
    SHARED,
    Answer,
    Library,
    NotOnRecord,
    QuestionKind,
    Quotations,
    Reason,
    Scope,
    StatementRef,
    Verdict,
    read_file,
    read_text,
)
from knowledge.library.preparation import prepare_passages
from knowledge.model.span import Span
from knowledge.model.statement import Attribution, Statement, StatementKind

ARTICLES = sorted((Path(__file__).parents[2] / "articles").glob("*.txt"))
OLD = "Kiln\n\n{day}, 2020\n\n“The kiln is cold,” said Vera Marlow, the potter. “It was hot.”\n"
MINE, THEIRS = Scope(("mine",)), Scope(("theirs",))


@pytest.fixture(scope="module")
def paper() -> Library:
    """A library of articles of every sort."""
    made = Library.throwaway()
    for path in ARTICLES:
        made.add(read_file(path), name=str(path))
    return made


@pytest.fixture
def library() -> Library:
    return Library.throwaway()


def cited(reply: Answer | NotOnRecord) -> set[int]:
    return {c.source.article for c in reply.citations} if isinstance(reply, Answer) else set()


def test_scope_takes_in_single_articles_of_other_collections(library: Library) -> None:
    library.add(read_text("Hens\n\nThe hens cost 4 crowns.\n"), "mine")
    lent = library.add(read_text("Geese\n\nThe geese cost 9 crowns.\n"), "theirs").id
    library.add(read_text("Swans\n\nThe swans cost 12 crowns.\n"), "theirs")
    scope = Scope(("mine",), also=frozenset({lent, 999}))
    assert lent in cited(library.ask("What do the geese cost?", scope=scope))
    assert cited(library.ask("What do the swans and geese cost?", scope=scope)) <= {1, lent}
    assert cited(library.ask("What do the geese cost?", scope=MINE)) <= {1}
    assert [entry.headline for entry in library.visible(scope)] == ["Hens", "Geese"]
    only = Scope(("mine",), frozenset({lent}), frozenset({lent}))
    assert library.searched(only).articles == 1
    library.remove(lent)
    assert [entry.headline for entry in library.visible(scope)] == ["Hens"]


def test_what_is_visible_is_never_the_sample(library: Library) -> None:
    assert library.speakers(MINE).searched.sample
    assert library.visible(MINE) == []
    assert library.visible(Scope((SAMPLE,)))


def test_speakers_are_counted_in_scope_only_and_the_one_who_says_most_comes_first(
    library: Library,
) -> None:
    library.add(read_text(OLD.format(day="May 4")), "mine")
    library.add(
        read_text("Hens\n\n“Hens are hens,” said Ann Lee.\n\n“We want more hens,” said Ann Lee.\n"),
        "mine",
    )
    library.add(read_text("Geese\n\n“Geese are no hens,” said Bo Holm.\n"), "theirs")
    found = library.speakers(MINE)
    assert [(s.name, s.articles) for s in found.speakers] == [("Ann Lee", 1), ("Vera Marlow", 1)]
    assert [s.name for s in library.speakers(MINE, 1, 1).speakers] == ["Vera Marlow"]
    assert (found.total, library.speakers(THEIRS).total) == (2, 1)


def test_quotations_come_newest_first_and_page_by_page_each_once(library: Library) -> None:
    for day in ("May 4", "June 4", "April 4"):
        library.add(read_text(OLD.format(day=day)), "mine")
    found = [library.quotations("marlow", MINE, first, 1) for first in range(4)]
    pages = [page for page in found if isinstance(page, Quotations) and page.citations]
    assert [page.more for page in pages] == [True, True, False]
    days = [page.citations[0].source.published for page in pages]
    assert [day.month for day in days if day] == [6, 5, 4]
    assert isinstance(library.quotations("Marlow", THEIRS), NotOnRecord)


@pytest.mark.parametrize("asked", ["Calloway", "Ines Calloway", "Caloway", "the mayor"])
def test_a_person_is_understood_as_in_a_question(library: Library, asked: str) -> None:
    found = library.quotations(asked)
    assert isinstance(found, Quotations)
    assert found.person == "Ines Calloway"
    assert {c.speaker for c in found.citations} == {"Ines Calloway"}


def test_a_slip_of_the_keyboard_is_understood_among_many_articles(paper: Library) -> None:
    found = paper.quotations("Stenmrak")
    assert isinstance(found, Quotations)
    assert found.person == "Arvid Stenmark"


def test_a_silent_person_has_no_quotations(library: Library) -> None:
    found = library.quotations("Achterberg")
    assert isinstance(found, NotOnRecord)
    assert found.reason is Reason.PERSON_SILENT


def test_every_speaker_of_the_list_has_the_quotations_that_it_counts(paper: Library) -> None:
    found = paper.speakers(many=500)
    assert found.total == len(found.speakers) > 100
    for speaker in found.speakers[::5]:
        said = paper.quotations(speaker.name, many=100)
        assert isinstance(said, Quotations), speaker
        for citation in said.citations:
            article = paper.read(citation.source.article).article
            assert citation.span.of(article.text) == citation.quote
            assert not citation.negated
        own = [c for c in said.citations if c.speaker == speaker.name]
        assert own
        assert len(own) <= speaker.statements


def test_whatever_is_suggested_is_answered_and_found_again_by_its_place(paper: Library) -> None:
    scopes = [Scope((SHARED,), frozenset({entry.id})) for entry in paper.articles()]
    for scope in (None, *scopes):
        found = paper.suggestions(scope)
        assert len(found) == 3
        for suggestion in found:
            assert isinstance(paper.ask(suggestion.question, scope=scope), Answer)
            if suggestion.place is not None:
                again = paper.suggested(suggestion.question.asked, suggestion.place, scope)
                assert again == suggestion.question


def test_a_suggestion_of_an_article_that_is_out_of_scope_is_gone(library: Library) -> None:
    library.add(read_text(OLD.format(day="May 4")), "theirs")
    library.add(read_text("Hens\n\nThe hens cost 4 crowns.\n"), "mine")
    found = next(s for s in library.suggestions(THEIRS) if s.place)
    assert found.place is not None
    assert library.suggested(QuestionKind.SAID, found.place, THEIRS) is not None
    assert library.suggested(QuestionKind.SAID, found.place, MINE) is None
    assert (
        library.suggested(QuestionKind.SAID, StatementRef(found.place.article, 999), THEIRS) is None
    )
    assert library.suggestions(MINE) == ()


@pytest.mark.parametrize(
    ("text", "speaker", "verdict"),
    [
        ("“They drew a line through my town”", "", Verdict.VERBATIM),
        ("they drew a line through my town", "", Verdict.VERBATIM),
        ('Quill: "a tip"', "", Verdict.VERBATIM),
        ('Quill "a tip"', "Sorel", Verdict.VERBATIM),
        ("a wish, not a plan", "Henrik Sorel", Verdict.SOMEONE_ELSE),
        ("they drew a border through my town", "Calloway", Verdict.OTHER_WORDS),
    ],
)
def test_words_are_checked_of_whoever_is_named(
    library: Library, text: str, speaker: str, verdict: Verdict
) -> None:
    found = library.check(text, speaker)
    assert isinstance(found, Answer)
    assert found.verdict is verdict


@pytest.mark.parametrize("text", ["more", "why", "“Xyzzy”", "", "?", "x" * 5000, '"""', "“"])
def test_nonsense_is_checked_without_harm(library: Library, text: str) -> None:
    assert isinstance(library.check(text), NotOnRecord)


def test_others_on_the_topic_are_never_the_one_who_was_asked(library: Library) -> None:
    asked = library.ask("What did Sorel say about the bridge?")
    found = library.others(asked.conversation, ["Henrik Sorel"])
    assert isinstance(found, Answer)
    assert "Henrik Sorel" not in found.speakers
    assert len(found.speakers) == len(found.citations) > 1


def test_more_is_told_where_more_is_to_be_had(library: Library) -> None:
    conversation = library.ask("What did Sorel say?").conversation
    seen = []
    for _ in range(5):
        reply = library.ask("more", conversation=conversation)
        if not isinstance(reply, Answer):
            break
        seen.append(reply.more)
        conversation = reply.conversation
    assert seen == [True, False]


def test_who_is_quoted_is_told_of_many_articles_too(paper: Library) -> None:
    assert isinstance(paper.ask("Who is quoted?"), Answer)


def test_a_name_that_is_also_mentioned_as_none_is_listed(library: Library) -> None:
    made = prepare_passages(
        read_text("Kiln\n\n“It is cold,” said vera. “It was hot,” said vera.\n")
    )
    text, kind = made.article.text, StatementKind.DIRECT
    places = [
        (Span(*m.span(1)), Span(*m.span(2))) for m in re.finditer("(“.*?”) said (vera)", text)
    ]
    found = tuple(
        Statement(kind, (words,), 2, speaker=who, speaker_name=name)
        for (words, who), name in zip(places, ("", "vera"), strict=True)
    )
    library.repository.put(replace(made, attribution=Attribution(found)))
    assert [(one.name, one.statements) for one in library.speakers().speakers] == [("vera", 1)]
