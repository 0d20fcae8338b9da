"""The shelf knows copies of one story and versions of one page, each collection by itself."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, text

from knowledge.errors import UnknownArticle
from knowledge.model.article import Article
from knowledge.model.near_duplicates import sketch
from knowledge.model.records import PreparedArticle
from knowledge.model.statement import Attribution
from knowledge.reading.formats.text import read_text
from knowledge.storage.article_store import ArticleStore
from knowledge.storage.sql import schema

WORDS = [f"word{n}" for n in range(4000)]
PAGE = "https://news.example/a"


def story(seed: int, words: int = 300) -> list[str]:
    """The paragraphs of a story that nobody else tells."""
    chance = random.Random(seed)
    lines = [" ".join(chance.choices(WORDS, k=50)) + "." for _ in range(words // 50)]
    return [line.capitalize() for line in lines]


def article(paragraphs: list[str], url: str = "") -> Article:
    return replace(read_text("\n\n".join(paragraphs)), url=url)


def put(
    shelf: ArticleStore, paragraphs: list[str], url: str = "", collection: str = "shared"
) -> int:
    made = article(paragraphs, url)
    return shelf.add(collection, "", PreparedArticle(made, (), (), sketch(made), Attribution()))[0]


@pytest.fixture
def shelf(tmp_path: Path) -> ArticleStore:
    return ArticleStore(f"sqlite:///{tmp_path / 'library.db'}")


def stories(shelf: ArticleStore, collection: str = "shared") -> dict[int, int]:
    return {entry.id: entry.story for entry in shelf.entries([collection])}


def test_a_copy_cut_and_edited_is_the_same_story_and_another_text_is_none(
    shelf: ArticleStore,
) -> None:
    whole = story(1)
    first = put(shelf, whole, "https://a.example/1")
    cut = put(shelf, ["An editor's own beginning.", *whole[:3]], "https://b.example/1")
    other = put(shelf, story(2), "https://c.example/1")
    assert stories(shelf) == {first: first, cut: first, other: other}


def test_the_same_text_on_two_pages_is_two_articles_of_one_story(shelf: ArticleStore) -> None:
    one, two = (put(shelf, story(1), f"https://{host}.example/1") for host in "ab")
    assert one != two
    assert stories(shelf) == {one: one, two: one}
    assert put(shelf, story(1), "https://www.a.example/1/?utm_source=x") == one


def test_copies_in_two_collections_never_meet(shelf: ArticleStore) -> None:
    one = put(shelf, story(1), collection="one")
    two = put(shelf, story(1), PAGE, collection="two")
    three = put(shelf, story(1)[:3], PAGE, collection="one")
    assert stories(shelf, "two") == {two: two}
    assert stories(shelf, "one") == {one: one, three: one}


def test_when_one_copy_is_removed_the_others_stay_one_story(shelf: ArticleStore) -> None:
    one, two, three = (put(shelf, story(1), f"https://{host}.example/1") for host in "abc")
    shelf.remove(one)
    assert stories(shelf) == {two: one, three: one}
    assert put(shelf, story(1), "https://a.example/1") not in (one, two, three)
    assert len(set(stories(shelf).values())) == 1


def test_what_was_one_story_only_by_way_of_a_removed_copy_is_two_again(shelf: ArticleStore) -> None:
    first, second = story(1), story(2)
    one = put(shelf, first)
    between = put(shelf, [*first, *second[:4]])
    two = put(shelf, second)
    assert len(set(stories(shelf).values())) == 1
    before = shelf.changes(0)[-1].sequence
    shelf.remove(between)
    assert stories(shelf) == {one: one, two: two}
    assert {(c.article, c.added) for c in shelf.changes(before)} == {
        (one, True), (two, True), (between, False)
    }  # fmt: skip


def test_another_text_of_a_page_is_its_new_version_and_the_old_one_can_still_be_opened(
    shelf: ArticleStore,
) -> None:
    old = put(shelf, story(1), PAGE)
    new = put(shelf, [*story(1)[:5], "It was changed."], f"{PAGE}?utm_medium=feed#top")
    assert [(e.id, e.before) for e in shelf.entries(["shared"])] == [(new, old)]
    assert shelf.open(old).article.text == "\n\n".join(story(1))
    assert [(c.article, c.added) for c in shelf.changes(1)] == [(old, False), (new, True)]
    assert stories(shelf) == {new: new}


def test_a_page_that_reads_as_it_did_before_is_a_version_again(shelf: ArticleStore) -> None:
    versions = [put(shelf, story(seed), PAGE) for seed in (1, 2, 1, 1)]
    assert versions[2] == versions[3]
    assert len(set(versions)) == 3
    assert [(e.id, e.before) for e in shelf.entries(["shared"])] == [(versions[2], versions[1])]


def test_removing_a_page_removes_all_its_versions_and_no_other_collections(
    shelf: ArticleStore,
) -> None:
    old, new = (put(shelf, story(seed), PAGE) for seed in (1, 2))
    theirs = put(shelf, story(1), PAGE, collection="theirs")
    shelf.remove(old)
    for gone in (old, new):
        with pytest.raises(UnknownArticle):
            shelf.open(gone)
    assert shelf.open(theirs)
    assert shelf.entries(["shared"]) == []


def test_texts_that_are_of_no_page_are_no_versions_of_each_other(shelf: ArticleStore) -> None:
    both = [put(shelf, story(seed)) for seed in (1, 2)]
    assert [e.id for e in shelf.entries(["shared"])] == both


def test_nothing_by_which_an_article_was_found_is_left_when_it_is_removed(
    shelf: ArticleStore, tmp_path: Path
) -> None:
    shelf.remove(put(shelf, story(1), PAGE))
    shelf.close()
    with sqlite3.connect(tmp_path / "library.db") as raw:
        for table in ("sketch", "shingle"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608


def test_an_older_library_is_read_for_stories_and_versions_when_it_is_migrated(
    tmp_path: Path,
) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    engine = create_engine(f"sqlite:///{tmp_path / 'library.db'}")
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["engine"] = engine
    command.upgrade(config, "0001")
    told = [(story(1), PAGE), (story(2), PAGE), (story(2)[:4], ""), (story(3), "")]
    with engine.begin() as connection:
        for number, (paragraphs, url) in enumerate(told, start=1):
            found = article(paragraphs, url)
            spans = [[p.span.start, p.span.end, p.kind.value] for p in found.paragraphs]
            connection.execute(
                text(
                    "INSERT INTO article (id, collection, digest, name, text, paragraphs, headline,"
                    " outlet, byline, url, language, added) VALUES (:id, 'shared', :id, '', :text,"
                    " :spans, '', '', '', :url, 'en', '2026-01-01 00:00:00.000000')"
                ),
                {"id": number, "text": found.text, "spans": str(spans).replace("'", '"'),
                 "url": url},
            )  # fmt: skip
    engine.dispose()
    shelf = ArticleStore(f"sqlite:///{tmp_path / 'library.db'}")
    assert [(e.id, e.story, e.before) for e in shelf.entries(["shared"])] == [
        (2, 2, 1), (3, 2, None), (4, 4, None)
    ]  # fmt: skip
    assert shelf.find("shared", article(story(2), PAGE)) == 2


def test_no_question_to_the_database_while_adding_looks_at_all_articles(
    shelf: ArticleStore,
) -> None:
    put(shelf, story(1), PAGE)
    asked: list[tuple[str, object]] = []
    event.listen(
        shelf._engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3]))
    )
    put(shelf, story(2), PAGE)
    put(shelf, story(2)[:4], "https://b.example/1")
    selects = [(sql, given) for sql, given in asked if sql.startswith(("SELECT", "UPDATE"))]
    assert len(selects) > 6
    with shelf._read() as connection:
        for sql, given in selects:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given).all()  # type: ignore[arg-type]
            assert "SCAN" not in str(plan), (sql, plan)
