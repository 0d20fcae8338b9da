"""The shelf keeps whole articles or nothing, and tells what changed."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from knowledge.errors import StorageError, UnknownArticle
from knowledge.model.near_duplicates import sketch
from knowledge.model.records import PreparedArticle
from knowledge.model.span import Span
from knowledge.model.statement import Attribution, Profile, ProfileKind, Statement, StatementKind
from knowledge.ranking.passages import passage_terms, split_passages
from knowledge.reading.formats.text import read_text
from knowledge.storage.article_store import ArticleStore
from knowledge.storage.sql import engine as sql_engine
from knowledge.storage.sql import schema

TEXT = "A headline\n\nBy Jane Roe\n\n“We sail,” said Ann Lee, the captain.\n"


def shelved(text: str = TEXT) -> PreparedArticle:
    article = read_text(text)
    parts = split_passages(article)
    said = Statement(
        StatementKind.DIRECT,
        (Span(25, 35),),
        3,
        cue=Span(36, 40),
        cue_class="say",
        speaker=Span(41, 48),
        speaker_name="Ann Lee",
    )
    profile = Profile("Ann Lee", ProfileKind.PERSON, (Span(41, 48),), (Span(50, 61),))
    terms = tuple(passage_terms(article, part) for part in parts)
    return PreparedArticle(article, parts, terms, sketch(article), Attribution((said,), (profile,)))


@pytest.fixture
def shelf(tmp_path: Path) -> ArticleStore:
    return ArticleStore(f"sqlite:///{tmp_path / 'library.db'}")


def test_what_is_put_on_the_shelf_comes_off_it_unchanged(shelf: ArticleStore) -> None:
    put = shelved()
    article, new = shelf.add("shared", "a.txt", put)
    opened = shelf.open(article)
    assert new
    assert (opened.article, opened.passages) == (put.article, put.passages)
    assert (opened.attribution, opened.name) == (put.attribution, "a.txt")


def test_the_same_text_twice_in_a_collection_is_one_article(shelf: ArticleStore) -> None:
    first, _ = shelf.add("shared", "a.txt", shelved())
    again, new = shelf.add("shared", "b.txt", shelved())
    assert (again, new) == (first, False)
    assert len(shelf.changes(0)) == 1


def test_the_same_text_in_two_collections_is_two_articles(shelf: ArticleStore) -> None:
    first, _ = shelf.add("one", "a.txt", shelved())
    other, new = shelf.add("two", "a.txt", shelved())
    assert new
    assert other != first
    assert [entry.id for entry in shelf.entries(["two"])] == [other]


def test_nothing_of_a_removed_article_is_left(shelf: ArticleStore, tmp_path: Path) -> None:
    article, _ = shelf.add("shared", "a.txt", shelved())
    shelf.remove(article)
    shelf.close()
    with sqlite3.connect(tmp_path / "library.db") as raw:
        for table in ("article", "passage", "statement", "profile"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608


def test_an_id_is_never_given_twice(shelf: ArticleStore) -> None:
    first, _ = shelf.add("shared", "a.txt", shelved())
    shelf.remove(first)
    second, _ = shelf.add("shared", "a.txt", shelved())
    assert second != first


def test_the_change_log_tells_what_came_and_went_in_order(shelf: ArticleStore) -> None:
    one, _ = shelf.add("shared", "a.txt", shelved())
    two, _ = shelf.add("shared", "b.txt", shelved("Another text, of a cat."))
    shelf.remove(one)
    assert [(c.article, c.added) for c in shelf.changes(0)] == [
        (one, True),
        (two, True),
        (one, False),
    ]
    assert [c.article for c in shelf.changes(2)] == [one]


def test_an_unknown_article_is_an_error_of_ours(shelf: ArticleStore) -> None:
    with pytest.raises(UnknownArticle):
        shelf.open(77)
    with pytest.raises(UnknownArticle):
        shelf.remove(77)


def test_the_migrations_end_at_the_schema(tmp_path: Path) -> None:
    ArticleStore(f"sqlite:///{tmp_path / 'library.db'}")
    migrated = inspect(create_engine(f"sqlite:///{tmp_path / 'library.db'}"))
    made = create_engine("sqlite://")
    schema.metadata.create_all(made)
    declared = inspect(made)
    for table in declared.get_table_names():
        for aspect in ("get_columns", "get_indexes", "get_foreign_keys", "get_unique_constraints"):
            assert str(getattr(migrated, aspect)(table)) == str(getattr(declared, aspect)(table))
    assert set(migrated.get_table_names()) == {*declared.get_table_names(), "alembic_version"}


def test_the_newest_migration_is_the_schemas_head() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    folder = Path(schema.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_text("this is not a database, but somebody's notes" * 50)
    before = path.read_bytes()
    with pytest.raises(StorageError):
        ArticleStore(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        ArticleStore(f"sqlite:///{tmp_path / 'file' / 'library.db'}")


def test_a_write_holds_the_lock_from_its_first_moment(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.db'}"
    ArticleStore(url)
    engine = sql_engine.open_engine(url)
    with sql_engine.for_writing(engine).begin(), sqlite3.connect(tmp_path / "library.db") as other:
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("INSERT INTO change (article, added) VALUES (1, 1)")


def _add_forty(url: str, name: str) -> None:
    shelf = ArticleStore(url)
    for number in range(40):
        shelf.add("shared", name, shelved(f"Story {number} of {name}."))
        shelf.add("shared", name, shelved(f"Story {number} that both tell."))


def test_processes_may_write_at_the_same_time(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.db'}"
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_add_forty, args=(url, name)) for name in ("one", "two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    assert len(ArticleStore(url).entries(["shared"])) == 120
