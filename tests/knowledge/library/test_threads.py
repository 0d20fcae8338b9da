"""One reads in a thread, somebody else writes in another: no error, no waiting, nothing left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Thread

import pytest

from knowledge import Answer, Library, NotOnRecord, Scope, UnknownArticle, read_text
from knowledge.answering.evidence.answer_context import ArticleViewCache
from knowledge.library.preparation import prepare_article
from knowledge.model.listings import SpeakerCount
from knowledge.model.records import StoredArticle
from knowledge.storage.article_store import ArticleStore

FERRY = "The ferry\n\n“The ferry will close in May,” said Ann Lee, the director.\n"
BRIDGE = "The bridge\n\n“The bridge and the ferry are one plan,” said Bob Roe, the mayor.\n"
LOOKS: dict[str, Callable[[Library], object]] = {
    "ask": lambda library: library.ask("What is said about the ferry?"),
    "quotable": lambda library: library.quotable("What is said about the ferry?"),
    "quotations": lambda library: library.quotations("Bob Roe"),
    "speakers": lambda library: library.speakers(),
    "suggestions": lambda library: library.suggestions(),
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library.open(tmp_path)
    for text in (FERRY, BRIDGE):
        made.add(read_text(text))
    yield made
    made.close()


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_removed_in_the_midst_of_a_question_is_no_error(
    look: str, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = (entry.id for entry in library.articles())
    open_all, others = ArticleStore.open_all, Library.open(tmp_path)

    def too_late(shelf: ArticleStore, articles: Sequence[int]) -> list[StoredArticle]:
        monkeypatch.undo()
        others.remove(first)
        return open_all(shelf, articles)

    monkeypatch.setattr(ArticleStore, "open_all", too_late)
    found = LOOKS[look](library)
    assert [entry.headline for entry in library.articles()] == ["The bridge"]
    assert "Ann Lee" not in repr(found)
    others.close()


def test_what_is_forgotten_while_it_is_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = ArticleStore(f"sqlite:///{tmp_path / 'library.db'}")
    notebook, open_all = ArticleViewCache(shelf), ArticleStore.open_all
    article, _ = shelf.add("chat", "ferry", prepare_article(read_text(FERRY)))

    def forgotten_meanwhile(shelf: ArticleStore, articles: Sequence[int]) -> list[StoredArticle]:
        found = open_all(shelf, articles)
        shelf.forget("chat")
        notebook.forget(article)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(ArticleStore, "open_all", forgotten_meanwhile)
        assert notebook.notes(article).id == article  # asked before
    with pytest.raises(UnknownArticle):
        notebook.notes(article)
    shelf.close()


def test_a_question_does_not_wait_until_all_speakers_are_counted(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies: list[Answer | NotOnRecord] = []
    counted = ArticleStore.speakers

    def slowly(shelf: ArticleStore, scope: Scope) -> list[SpeakerCount]:
        question = Thread(target=lambda: replies.append(library.ask("What did Ann Lee say?")))
        question.start()
        question.join(timeout=20)
        return counted(shelf, scope)

    monkeypatch.setattr(ArticleStore, "speakers", slowly)
    assert [one.name for one in library.speakers().speakers] == ["Ann Lee", "Bob Roe"]
    assert isinstance(replies[0], Answer)
