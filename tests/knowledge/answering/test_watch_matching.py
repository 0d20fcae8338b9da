"""Watches: what somebody waits for, and what only looks like it."""

from __future__ import annotations

import pytest

from knowledge import Library, can_be_watched, read_text, same_words

STORY = """Council quarrels over a second ferry

By Jane Roe

“The ferry will sail in May,” Mayor Ilse Brandt said on Monday. “Nobody will pay more.”

Ms. Brandt thanked the harbour guild for its patience. The school will be painted in June,
she said.

Tomas Ek, the leader of the opposition, said that Ms. Brandt had hidden the price of the ferry.

The harbour guild said in a statement that its boats would stay in port. Olga Finch, a baker, was
not asked.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    made = Library.throwaway()
    made.add(read_text(STORY))
    return made


def told(library: Library, words: str) -> list[tuple[str, str]]:
    return [(c.speaker, c.quote) for c in library.watched(1, words)]


def test_a_speaker_is_watched_for_their_own_words_alone(library: Library) -> None:
    for words in ("Brandt", "ilse brandt", "Mayor Brandt"):
        assert {speaker for speaker, _ in told(library, words)} == {"Ilse Brandt"}
    assert {speaker for speaker, _ in told(library, "Ek")} == {"Tomas Ek"}


def test_a_speaker_with_a_topic_is_watched_for_words_on_that(library: Library) -> None:
    assert [quote for _, quote in told(library, "Brandt school")] == [
        "The school will be painted in June,\nshe said"
    ]
    assert told(library, "school Brandt") == told(library, "Brandt on the school")
    assert told(library, "Ek school") == []


def test_a_topic_alone_is_watched_whoever_speaks(library: Library) -> None:
    assert {speaker for speaker, _ in told(library, "ferry")} >= {"Ilse Brandt", "Tomas Ek"}
    assert told(library, "ferry zeppelin") == []


def test_who_is_only_mentioned_or_not_there_sets_off_nothing(library: Library) -> None:
    assert told(library, "Finch") == []
    assert told(library, "Olga Finch ferry") == []
    assert told(library, "Lavrov") == []


def test_words_told_are_slices_of_the_article(library: Library) -> None:
    for citation in library.watched(1, "Brandt"):
        assert STORY[citation.span.start : citation.span.end] == citation.quote


@pytest.mark.parametrize("words", ["", "the", "?!", "of and", "x" * 101])
def test_what_has_no_word_to_look_for_cannot_be_watched(words: str) -> None:
    assert not can_be_watched(words)


def test_one_quotation_in_two_outlets_is_the_same_words() -> None:
    words = "“The ferry will sail in May, and nobody will pay more,”"
    assert same_words(("Ilse Brandt", words), ("Ilse Brandt", words.replace("“", '"')))
    assert same_words(("Ilse Brandt", words), ("Brandt", "“The ferry will sail in May”"))
    assert same_words(("Ilse Brandt", words), ("", words.replace("nobody", "no one")))
    assert not same_words(("Ilse Brandt", words), ("Tomas Ek", words))
    assert not same_words(("Ilse Brandt", words), ("Ilse Brandt", "“We have no money for that.”"))


def test_arrivals_are_told_in_order_and_each_once() -> None:
    own = Library.throwaway()
    assert (own.repository.newest(), own.repository.arrivals(0)) == (0, [])
    one = own.add(read_text("One. Ann Lee said so."), "chat:7").id
    two = own.add(read_text("Two. Ann Lee said so.")).id
    three = own.add(read_text("Three. Ann Lee said so."), "chat:8").id
    own.remove(one)
    own.repository.hand_over("chat:8", "chat:9")
    assert [(a.id, a.collection) for a in own.repository.arrivals(0)] == [
        (two, "shared"),
        (three, "chat:9"),
    ]
    assert [a.id for a in own.repository.arrivals(0, limit=1)] == [two]
    assert own.repository.arrivals(three) == []
    assert own.repository.newest() == three
