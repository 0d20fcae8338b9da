"""The words of a question: cues where verbs stand, marked words, one plain line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.questions import tokens


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("What\n did\tLee   say?", "What did Lee say?"),
        ("<b>What</b> did Lee say?", "What did Lee say?"),
        ("a\x00b\x1bc", "a b c"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("\u202ewhat", "what"),
        ("", ""),
    ],
)
def test_a_question_is_one_line_without_signs_that_nobody_sees(text: str, line: str) -> None:
    assert tokens.plain(text, 100) == line


@given(st.text(max_size=80), st.integers(0, 40))
def test_a_line_is_never_longer_than_what_is_read_of_it(text: str, longest: int) -> None:
    line = tokens.plain(text, longest)
    assert len(line) <= longest
    assert line.split() == line.split(" ") or not line


@given(st.text(max_size=80))
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    for word in tokens.words(text):
        assert text[word.start : word.end].casefold() == word.text


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Did Lee say “we will pay”?", "we will pay"),
        ('Did Lee say "we will pay"?', "we will pay"),
        ("Did Lee say «we will pay»?", "we will pay"),
        ("Did Lee say „we will pay“?", "we will pay"),
        ("Did Lee say ‘we won’t pay’?", "we won’t pay"),
        ("Did Lee say 'we won't pay'?", "we won't pay"),
        ("Did Lee say ''we will pay''?", "we will pay"),
        ("Did Lee say “we will pay", "we will pay"),
        ("“no way” or “we will not pay”", "we will not pay"),
        ("Did Lee say “never”?", None),
        ("Did Lee's friend's boat sink?", None),
        ("Did Lee say we will pay?", None),
        ("", None),
    ],
)
def test_the_longest_marked_words_are_the_claim(text: str, claim: str | None) -> None:
    found = tokens.quoted_stretch(text)
    assert (found[0] if found else None) == claim
    if found:
        start, end = found[1]
        assert found[0] in text[start:end]


def test_a_single_marked_word_is_a_claim_where_that_is_asked_for() -> None:
    assert tokens.quoted_stretch("Did Lee say “never”?", least=1) == ("never", (12, 19))


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("what did Lee say about it", "say"),
        ("what does the report say", "say"),
        ("did Lee's claim hold when he spoke", "spoke"),
        ("the warning that Lee gave", None),
        ("bridge closing date", None),
        ("", None),
    ],
)
def test_a_cue_is_a_verb_and_never_a_noun(text: str, cue: str | None) -> None:
    found = tokens.words(text)
    at = tokens.first_cue(found)
    assert (None if at is None else found[at].text) == cue


@pytest.mark.parametrize(
    ("word", "kind"),
    [("said", "say"), ("accused", "accuse"), ("denies", "deny"), ("swam", ""), ("", "")],
)
def test_a_cue_has_the_class_of_the_lexicon(word: str, kind: str) -> None:
    assert tokens.cue_class(word) == kind
    assert tokens.is_cue(word) is bool(kind)


@pytest.mark.parametrize("word", ["commented", "think", "tweets", "opposes"])
def test_what_asks_for_an_opinion_is_a_cue_too(word: str) -> None:
    assert tokens.is_cue(word)
