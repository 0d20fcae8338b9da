"""A story that several outlets carry is told once, with where else the same words stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import Answer, Article, Library, read_text

STORY = """Harbour bridge to close

“The girders have cracks and the bridge will not hold,” said Mayor Ann Lee on Monday. The work will
begin on 12 January and last for fourteen months, the council said in a statement.

The ferry carries 240 people to the fish market, and it is full every morning of the week.
"""
LONGER = STORY + "\nTom Poe said that nine boats would be sold before the end of the winter.\n"
OTHER = "Ferry sinks\n\n“It was full,” said Rosa Finch.\n"


def story(text: str, outlet: str, url: str = "") -> Article:
    return replace(read_text(text), outlet=outlet, url=url)


def library(*articles: Article) -> Library:
    made = Library.throwaway()
    for article in articles:
        made.add(article)
    return made


def told(made: Library, question: str) -> Answer:
    reply = made.ask(question)
    assert isinstance(reply, Answer)
    return reply


@pytest.mark.parametrize("copies", [1, 2, 4])
def test_words_that_stand_in_every_copy_are_cited_once_with_the_others(copies: int) -> None:
    articles = [story(f"{STORY}\nIt has {n} bells.\n", f"Paper {n}") for n in range(copies)]
    (citation,) = told(library(*articles), "What did Lee say about the girders?").citations
    assert len(citation.also) == copies - 1
    assert citation.source.outlet not in {copy.outlet for copy in citation.also}


def test_a_copy_opens_at_the_words_where_it_has_a_page() -> None:
    made = library(
        story(STORY, "Star", "https://star.example/a"),
        story(STORY, "Post", "https://post.example/b"),
    )
    (citation,) = told(made, "What did Lee say about the girders?").citations
    (copy,) = citation.also
    assert {citation.link.split("#")[0], copy.link.split("#")[0]} == {
        "https://star.example/a", "https://post.example/b"
    }  # fmt: skip
    assert "#:~:text=" in copy.link


def test_the_longest_copy_answers_and_what_only_it_has_is_nobody_elses() -> None:
    made = library(story(STORY, "Star"), story(LONGER, "Post"))
    reply = told(made, "What did Poe say?")
    assert [(c.source.outlet, c.also) for c in reply.citations] == [("Post", ())]
    assert told(made, "What did Lee say about the girders?").citations[0].source.outlet == "Post"


def test_what_stands_only_in_a_shorter_copy_is_not_kept_back() -> None:
    short = STORY + "\n“I cried,” said Rosa Finch.\n"
    made = library(story(short, "Star"), story(LONGER, "Post"))
    (citation,) = told(made, "What did Finch say?").citations
    assert (citation.source.outlet, citation.speaker) == ("Star", "Rosa Finch")


def test_signs_and_spaces_make_no_difference_but_words_do() -> None:
    typed = STORY.replace("“", '"').replace("”", '"').replace("girders have", "girders  have")
    changed = STORY.replace("will not hold", "may not hold")
    made = library(story(STORY, "Star"), story(typed, "Post"), story(changed, "Echo"))
    reply = told(made, "What did Lee say about the girders?")
    first = reply.citations[0]
    assert {first.source.outlet, *(copy.outlet for copy in first.also)} == {"Star", "Post"}


def test_another_story_is_no_copy() -> None:
    made = library(story(STORY, "Star"), story(OTHER, "Post"))
    assert told(made, "What did Finch say?").citations[0].also == ()
