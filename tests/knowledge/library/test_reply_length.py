"""How long a reply is: what is left out can be asked for, and what is added is the speaker's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge import (
    NEW_CONVERSATION,
    Answer,
    Conversation,
    Library,
    NotOnRecord,
    ReplyLength,
    read_text,
)

SAYINGS = "bridge ferry harbour market museum school tower".split()
TEXT = "A town of sayings\n\n" + "\n\n".join(
    f"“The {thing} will be open before the spring,” said Ann Lee, the mayor." for thing in SAYINGS
)
QUESTION = "What did Ann Lee say?"


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """A library in which one person says seven things, and another one."""
    opened = Library.throwaway()
    opened.add(read_text(TEXT + "\n\n“The bridge is a ruin,” said Bob Gray, an engineer.\n"))
    yield opened
    opened.close()


def asked(
    library: Library, question: str, length: str, earlier: Conversation = NEW_CONVERSATION
) -> Answer | NotOnRecord:
    return library.ask(question, conversation=earlier, length=ReplyLength(length))


def quotes(reply: Answer | NotOnRecord) -> list[str]:
    assert isinstance(reply, Answer)
    return [citation.quote for citation in reply.citations]


def test_a_short_reply_is_the_first_quotation_of_the_usual_one(library: Library) -> None:
    usual, short = asked(library, QUESTION, "usual"), asked(library, QUESTION, "short")
    assert quotes(short) == quotes(usual)[:1]
    assert len(quotes(usual)) > 1


def test_what_a_short_reply_leaves_out_comes_when_more_is_asked_for(library: Library) -> None:
    told: list[str] = []
    conversation = NEW_CONVERSATION
    for question in (QUESTION, *["what else?"] * 3):
        reply = asked(library, question, "short", conversation)
        told += quotes(reply)
        conversation = reply.conversation
    assert told[1] == quotes(asked(library, QUESTION, "usual"))[1]
    assert len(set(told)) == 4


def test_a_long_reply_begins_as_the_usual_one_and_goes_on_with_the_same_speaker(
    library: Library,
) -> None:
    usual, long = asked(library, QUESTION, "usual"), asked(library, QUESTION, "long")
    assert quotes(long)[: len(quotes(usual))] == quotes(usual)
    assert len(set(quotes(long))) == len(quotes(long)) > len(quotes(usual))
    assert isinstance(long, Answer)
    assert {citation.speaker for citation in long.citations} == {"Ann Lee"}


def test_after_a_long_reply_nothing_comes_twice(library: Library) -> None:
    long = asked(library, QUESTION, "long")
    more = asked(library, "what else?", "usual", long.conversation)
    assert not set(quotes(long)) & set(quotes(more))


def test_speakers_side_by_side_are_never_cut_to_one(library: Library) -> None:
    reply = asked(library, "Who is quoted?", "short")
    assert isinstance(reply, Answer)
    assert {citation.speaker for citation in reply.citations} == {"Ann Lee", "Bob Gray"}


def test_more_of_a_conversation_is_what_somebody_gets_who_asks_what_else(library: Library) -> None:
    first = asked(library, QUESTION, "usual")
    typed = asked(library, "what else?", "usual", first.conversation)
    more = library.more(first.conversation)
    assert quotes(more) == quotes(typed)
    assert more.conversation == typed.conversation
    assert not set(quotes(more)) & set(quotes(first))


def test_more_of_a_speaker_leaves_the_topic(library: Library) -> None:
    first = asked(library, "What did Ann Lee say about the bridge?", "usual")
    more = library.more(first.conversation, speaker="Ann Lee")
    assert isinstance(more, Answer)
    assert {citation.speaker for citation in more.citations} == {"Ann Lee"}
    assert not set(quotes(more)) & set(quotes(first))


def test_of_nobodys_words_there_is_no_more(library: Library) -> None:
    assert isinstance(library.more(NEW_CONVERSATION), NotOnRecord)
