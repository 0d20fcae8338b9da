"""What stands on record of somebody: whose a quotation is, and when they were quoted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge import (
    SHARED,
    Answer,
    CitationKind,
    Library,
    NotOnRecord,
    Reason,
    Scope,
    Span,
    Timeline,
    UnknownArticle,
    read_text,
)

FERRY = """Ferry line is to close

The council met on Monday.

“We cannot pay for it any longer,” said Ann Lee, the director of the ferry line.

Omar Reyes, the mayor, said that the town would look for another way.

“The boats stay,” Lee said.
"""
BRIDGE = """Bridge is to open

Ann Lee, the director of the ferry line, said: “Nobody will miss us.”
"""
LETTER = """Director writes to the town

In a letter to the town hall Ann Lee said: “You must decide this by yourselves.”
"""
OTHER_LEE = """Budget passes

“It is a good budget,” said Bertha Lee, the treasurer. “It will last,” she said.

“It had to pass,” Bertha Lee said.
"""


def put(library: Library, text: str, day: int = 0, collection: str = SHARED) -> int:
    published = datetime(2025, 3, day, tzinfo=UTC) if day else None
    return library.add(replace(read_text(text), published=published), collection).id


@pytest.fixture
def library() -> Library:
    return Library.throwaway()


def words(library: Library, article: int, words: str) -> Span:
    start = library.read(article).article.text.index(words)
    return Span(start, start + len(words))


def test_a_quotation_is_the_slice_with_its_speaker_role_and_kind(library: Library) -> None:
    ferry = put(library, FERRY, 4)
    found = library.quotation(ferry, words(library, ferry, "“We cannot pay for it any longer,”"))
    assert found.citation.quote == "“We cannot pay for it any longer,”"
    assert found.citation.speaker == "Ann Lee"
    assert found.citation.kind is CitationKind.DIRECT
    assert "director" in found.role
    reported = library.quotation(
        ferry, words(library, ferry, "the town would look for another way")
    )
    assert reported.citation.speaker == "Omar Reyes"
    assert reported.citation.kind is CitationKind.INDIRECT


def test_what_answers_cite_is_found_again_with_the_same_speaker(library: Library) -> None:
    put(library, FERRY, 4)
    for question in ("What did Ann Lee say?", "What did the mayor say?", "Who is quoted?"):
        reply = library.ask(question)
        assert isinstance(reply, Answer)
        for citation in reply.citations:
            found = library.quotation(citation.source.article, citation.span)
            assert found.citation.quote == citation.quote
            assert found.citation.speaker == citation.speaker
            assert found.citation.kind is citation.kind
            assert found.citation.link == citation.link


def test_no_name_is_put_to_plain_text_or_to_the_words_of_two(library: Library) -> None:
    ferry = put(library, FERRY)
    plain = library.quotation(ferry, words(library, ferry, "The council met on Monday."))
    assert plain.citation.kind is CitationKind.PASSAGE
    assert plain.citation.speaker == ""
    text = library.read(ferry).article.text
    two = Span(text.index("“We cannot"), text.index("another way") + len("another way"))
    assert library.quotation(ferry, two).citation.speaker == ""


def test_a_quotation_out_of_scope_or_out_of_the_article_is_not_to_be_had(library: Library) -> None:
    put(library, BRIDGE)
    ferry = put(library, FERRY, collection="chat:7")
    here = words(library, ferry, "The council met")
    assert library.quotation(ferry, here, Scope(("chat:7", SHARED))).citation.quote
    for span, scope in ((here, Scope(("chat:8", SHARED))), (Span(0, 99_999), Scope(("chat:7",)))):
        with pytest.raises(UnknownArticle):
            library.quotation(ferry, span, scope)


def test_a_timeline_is_by_date_with_what_has_none_last(library: Library) -> None:
    bridge, ferry = put(library, BRIDGE, 9), put(library, FERRY, 4)
    undated = put(library, LETTER)
    found = library.timeline("ann lee")
    assert isinstance(found, Timeline)
    assert found.person == "Ann Lee"
    assert "director" in found.role
    assert [(o.source.article, o.statements) for o in found.occasions] == [
        (ferry, 2),
        (bridge, 1),
        (undated, 1),
    ]
    assert found.occasions[0].source.headline == "Ferry line is to close"


def test_a_timeline_counts_one_person_and_names_the_others_who_are_called_so(
    library: Library,
) -> None:
    put(library, FERRY, 4)
    put(library, OTHER_LEE, 5)
    found = library.timeline("Lee")
    assert isinstance(found, Timeline)
    assert found.person == "Bertha Lee"
    assert found.others == ("Ann Lee",)
    assert [o.statements for o in found.occasions] == [3]


def test_a_timeline_holds_nothing_of_another_chat(library: Library) -> None:
    put(library, BRIDGE, 9)
    put(library, FERRY, 4, "chat:7")
    own = library.timeline("Ann Lee", scope=Scope(("chat:7", SHARED)))
    other = library.timeline("Ann Lee", scope=Scope(("chat:8", SHARED)))
    assert isinstance(own, Timeline)
    assert isinstance(other, Timeline)
    assert (len(own.occasions), len(other.occasions)) == (2, 1)
    silent = library.timeline("Omar Reyes", scope=Scope(("chat:8", SHARED)))
    assert isinstance(silent, NotOnRecord)
    assert silent.reason is Reason.PERSON_ABSENT
    assert silent.offers == ()


def test_who_is_only_mentioned_or_not_there_has_no_timeline(library: Library) -> None:
    put(library, FERRY.replace("The council", "Carla Diaz and the council"))
    for name, reason in (("Carla Diaz", Reason.PERSON_SILENT), ("Quill", Reason.PERSON_ABSENT)):
        found = library.timeline(name)
        assert isinstance(found, NotOnRecord)
        assert found.reason is reason
        assert found.person == name
