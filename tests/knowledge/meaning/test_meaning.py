"""Questions in other words than the article's, over a library on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import Answer, Asked, Library, NotOnRecord, Scope, read_text
from knowledge.meaning import encoder
from knowledge.meaning.encoder import SWITCH, Encoder

FIRE = """Harbour fire leaves four dead

By Ann Lee
12 March 2026

Four people died and 23 were injured when a fire tore through a 14-storey apartment building early \
on Wednesday, officials said.

The council's housing director, Helen Abara, was dismissed in January in a dispute over spending.

Police have arrested a 34-year-old man on suspicion of arson, Superintendent Claire Moss said.

“The mayor knew. He must resign today,” said Ruth Adeyemi, the leader of the opposition.

The survey put the cost of new panels at $4.2 million.
"""
MARKET = """The old market reopens

The covered market of Corrin opens again on Saturday after two years of repairs.

Forty stalls will sell fish, cheese and flowers, the town said.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library.open(tmp_path)) as found:
        yield found


def shelve(library: Library, text: str, collection: str = "shared", *, whole: bool = True) -> int:
    article = library.add(read_text(text), collection).id
    assert library.encode(article, whole=whole)
    return article


def first(reply: Answer | NotOnRecord) -> str:
    return reply.citations[0].quote if isinstance(reply, Answer) else ""


@pytest.mark.usefixtures("made_by")
class TestWithMeaning:
    @pytest.mark.parametrize(
        ("question", "words"),
        [
            ("How many fatalities were there?", "Four people died"),
            ("Why was the housing chief sacked?", "dismissed in January"),
            ("What was the price tag for replacing the cladding?", "$4.2 million"),
            ("Wer wurde festgenommen?", "arrested a 34-year-old man"),
            ("Скільки людей загинуло?", "Four people died"),
        ],
    )
    def test_a_question_in_other_words_or_another_language_is_answered(
        self, library: Library, question: str, words: str
    ) -> None:
        shelve(library, FIRE)
        reply = library.ask(question)
        assert words in first(reply)
        assert isinstance(reply, Answer)
        assert dict(reply.citations[0].why)["meaning"] > 0

    def test_who_said_it_in_other_words_is_found(self, library: Library) -> None:
        shelve(library, FIRE)
        reply = library.ask("Who wants him to step down?")
        assert isinstance(reply, Answer)
        assert "Ruth Adeyemi" in reply.speakers

    @pytest.mark.parametrize(
        "question",
        [
            "What is the name of the arrested man?",
            "Who won the football match in Valencia?",
            "How many miles of cable were laid under the sea?",
        ],
    )
    def test_what_is_like_it_without_the_thing_asked_for_is_no_answer(
        self, library: Library, question: str
    ) -> None:
        shelve(library, FIRE)
        assert isinstance(library.ask(question), NotOnRecord)

    def test_where_it_abstains_it_shows_what_comes_nearest_as_that(self, library: Library) -> None:
        article = shelve(library, FIRE)
        reply = library.ask("What is the name of the arrested man?")
        assert isinstance(reply, NotOnRecord)
        text = library.read(article).article.text
        (offer,) = reply.offers
        assert text[offer.span.start : offer.span.end] == offer.quote
        assert "arrested" in offer.quote

    def test_an_article_is_found_by_words_before_it_is_found_by_meaning(
        self, library: Library
    ) -> None:
        article = library.add(read_text(FIRE)).id
        assert library.not_encoded() == [article]
        assert "Four people died" in first(library.ask("How many people died?"))
        assert not isinstance(library.ask("How many fatalities were there?"), Answer)
        assert library.encode(article, whole=False)
        assert library.not_encoded() == []
        assert library.not_encoded(whole=True) == [article]
        assert "Four people died" in first(library.ask("How many fatalities were there?"))
        assert library.encode(article)
        assert library.not_encoded(whole=True) == []

    def test_what_one_process_finds_out_another_knows(
        self, library: Library, tmp_path: Path
    ) -> None:
        with closing(Library.open(tmp_path)) as other:
            assert isinstance(other.ask("How many fatalities were there?"), NotOnRecord)
            article = shelve(library, FIRE)
            assert "Four people died" in first(other.ask("How many fatalities were there?"))
            library.remove(article)
            assert isinstance(other.ask("How many fatalities were there?"), NotOnRecord)

    def test_a_chat_is_answered_from_its_own_articles_only(self, library: Library) -> None:
        shelve(library, FIRE, "chat:1")
        shelve(library, MARKET, "chat:2")
        assert first(library.ask("How many fatalities were there?", scope=Scope(("chat:1",))))
        reply = library.ask("How many fatalities were there?", scope=Scope(("chat:2",)))
        assert isinstance(reply, NotOnRecord)
        assert reply.offers == ()

    def test_what_is_handed_over_keeps_its_meaning(self, library: Library) -> None:
        article = shelve(library, FIRE, "chat:1")
        library.hand_over("chat:1", "chat:9")
        assert library.not_encoded() == []
        reply = library.ask("How many fatalities were there?", scope=Scope(("chat:9",)))
        assert isinstance(reply, Answer)
        assert reply.citations[0].source.article == article

    def test_vectors_go_with_their_article_to_the_last_byte(
        self, library: Library, tmp_path: Path
    ) -> None:
        shelve(library, FIRE, "chat:1")
        with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
            (data,) = connection.execute("SELECT data FROM vectors").fetchone()
        assert data[100:200] in everything(tmp_path)
        library.forget("chat:1")
        assert data[100:200] not in everything(tmp_path)

    def test_vectors_of_another_model_are_made_anew_and_never_used(
        self, library: Library, tmp_path: Path
    ) -> None:
        article = shelve(library, FIRE)
        library.close()
        with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
            connection.execute("UPDATE vectors SET encoder = 'another-model/0.1'")
            connection.commit()
        with closing(Library.open(tmp_path)) as again:
            assert again.not_encoded() == [article]
            assert isinstance(again.ask("How many fatalities were there?"), NotOnRecord)
            assert again.encode(article)
            assert again.not_encoded() == []
            assert first(again.ask("How many fatalities were there?"))

    def test_a_broken_question_gets_its_answer_or_a_reason(self, library: Library) -> None:
        shelve(library, FIRE)
        for question in (
            "who \ud800 died?",
            "fire\0fire",
            "🔥" * 300,
            "火事で何人が亡くなりましたか",
        ):
            assert library.ask(question).question is not None


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("library.db*")))


class TestWithoutMeaning:
    @pytest.fixture(autouse=True)
    def off(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.setenv(SWITCH, "off")
        encoder.encoder.cache_clear()
        yield
        encoder.encoder.cache_clear()

    def test_all_works_by_words(self, library: Library) -> None:
        article = library.add(read_text(FIRE)).id
        assert not library.encode(article)
        assert library.not_encoded() == []
        assert "Four people died" in first(library.ask("How many people died?"))
        reply = library.ask("What did Adeyemi say?")
        assert "must resign" in first(reply)
        assert isinstance(library.ask("How many fatalities were there?"), NotOnRecord)

    def test_an_overview_needs_none(self, library: Library) -> None:
        library.add(read_text(FIRE))
        reply = library.ask("What is this about?")
        assert first(reply).startswith("Four people died")

    def test_vectors_that_are_there_do_no_harm(self, library: Library, tmp_path: Path) -> None:
        article = library.add(read_text(FIRE)).id
        with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
            connection.execute(
                "INSERT INTO vectors (article, encoder, whole, data) VALUES (?, 'x', 1, x'00')",
                (article,),
            )
            connection.commit()
        assert "Four people died" in first(library.ask("How many people died?"))


class TestOverviews:
    def test_the_lead_comes_first_then_what_tells_most_then_somebodys_words(
        self, library: Library
    ) -> None:
        article = library.add(read_text(FIRE)).id
        library.encode(article)
        reply = library.ask("tl;dr")
        assert isinstance(reply, Answer)
        assert reply.asked is Asked.OVERVIEW
        text = library.read(article).article.text
        assert all(text[c.span.start : c.span.end] == c.quote for c in reply.citations)
        assert first(reply).startswith("Four people died")
        assert 3 <= len(reply.citations) <= 4
        assert len({c.span for c in reply.citations}) == len(reply.citations)

    def test_of_several_articles_each_is_told_in_a_line_the_newest_first(
        self, library: Library
    ) -> None:
        library.add(read_text(FIRE))
        library.add(read_text(MARKET))
        reply = library.ask("Summarise this for me")
        assert isinstance(reply, Answer)
        assert [c.quote.split()[0] for c in reply.citations] == ["The", "Four"]


def test_the_encoder_is_not_loaded_while_nothing_has_a_meaning(
    made_by: Encoder, library: Library
) -> None:
    del made_by
    library.add(read_text(FIRE))
    encoder.encoder.cache_clear()
    library.ask("How many people died?")
    assert encoder.encoder.cache_info().currsize == 0
