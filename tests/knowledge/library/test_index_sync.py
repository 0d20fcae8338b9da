"""The index on disk follows the library, and whatever becomes of it the answers are the same."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import Answer, Library, NotOnRecord, Scope, StoredArticle, read_text
from knowledge.model.passage import Hit
from knowledge.ranking.index import Index

QUESTION = "Who painted the harbour wall?"
WORDS = ["harbour", "wall", "painted", "lantern", "ferry", "market", "bridge"]


def story(number: int) -> str:
    word, other = WORDS[number % 7], WORDS[number % 3]
    return f"The {word} of town {number} is {other}.\n\nNobody painted the {word} in {number}.\n"


def fill(library: Library, numbers: range) -> None:
    for number in numbers:
        library.add(read_text(story(number)), name=f"{number}.txt")


def ranked(library: Library) -> list[Hit]:
    return list(library.ask(QUESTION, passages=1000).hits)


def indexed(home: Path) -> int:
    """How far the index on disk is, read as any other process would."""
    with sqlite3.connect(home / "library.db") as raw:
        (origin,) = raw.execute("SELECT token FROM origin").fetchone()
    return Index.open(home / "index", origin).sequence


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with closing(Library.open(tmp_path)) as library:
        fill(library, range(40))
    yield tmp_path


def test_the_index_is_on_disk_after_the_library_is_closed(home: Path) -> None:
    assert indexed(home) == 40
    with closing(Library.open(home)) as library:
        assert len(ranked(library)) > 40


def test_a_library_that_is_only_looked_into_writes_no_index(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)):
        pass
    assert not (tmp_path / "index").exists()


def test_without_its_folder_the_index_is_made_anew_with_the_same_ranking(home: Path) -> None:
    with closing(Library.open(home)) as library:
        before = ranked(library)
    shutil.rmtree(home / "index")
    with closing(Library.open(home)) as library:
        assert ranked(library) == before
    assert indexed(home) == 40


def test_the_folder_may_go_while_the_library_is_open(home: Path) -> None:
    with closing(Library.open(home)) as library:
        before = ranked(library)
        shutil.rmtree(home / "index")
        assert ranked(library) == before
        fill(library, range(40, 41))
        assert len(ranked(library)) > len(before)
    with closing(Library.open(home)) as library:
        assert len(ranked(library)) > len(before)


@pytest.mark.parametrize("file", ["manifest.json", "terms.npy", "starts.npy"])
def test_a_cut_off_file_costs_the_index_one_log_line_and_no_answer(
    home: Path, file: str, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(Library.open(home)) as library:
        before = ranked(library)
    for path in (home / "index").rglob(file):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    caplog.clear()
    with closing(Library.open(home)) as library:
        assert ranked(library) == before
    assert len(caplog.records) == 1
    assert indexed(home) == 40


def test_what_was_removed_is_gone_from_the_index_on_disk(home: Path) -> None:
    with closing(Library.open(home)) as library:
        gone = library.articles()[3].id
        library.remove(gone)
        assert gone not in {hit.article for hit in ranked(library)}
    with closing(Library.open(home)) as library:
        assert ranked(library)
        assert gone not in {hit.article for hit in ranked(library)}


def test_an_index_is_never_used_for_another_database(home: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'elsewhere' / 'other.db'}"
    with closing(Library.open(home, url)) as library:
        library.add(read_text("The lighthouse keeper painted the lamp.\n"))
        assert [hit.article for hit in ranked(library)] == [1]
    with closing(Library.open(home)) as library:
        assert len(ranked(library)) > 40


def test_an_older_copy_of_the_database_begins_the_index_anew(home: Path, tmp_path: Path) -> None:
    shutil.copy(home / "library.db", tmp_path / "copy.db")
    with closing(Library.open(home)) as library:
        before = ranked(library)
        fill(library, range(40, 80))
    for leftover in home.glob("library.db*"):
        leftover.unlink()
    shutil.copy(tmp_path / "copy.db", home / "library.db")
    with closing(Library.open(home)) as library:
        assert ranked(library) == before
    assert indexed(home) == 40


def test_where_the_index_cannot_be_written_it_stays_in_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "index").write_text("in the way")
    with closing(Library.open(tmp_path)) as library:
        fill(library, range(3))
        assert ranked(library)
    assert (tmp_path / "index").read_text() == "in the way"
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_two_processes_add_and_both_know_all(home: Path) -> None:
    with closing(Library.open(home)) as one, closing(Library.open(home)) as other:
        fill(one, range(40, 80))
        fill(other, range(80, 120))
        assert ranked(one) == ranked(other)
        expected = ranked(one)
    with closing(Library.open(home)) as library:
        assert ranked(library) == expected
    assert indexed(home) == 120


def test_collections_are_told_apart_after_a_start(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        mine = library.add(read_text(story(1)), "chat 1").id
        library.add(read_text(story(8)), "chat 2")
    with closing(Library.open(tmp_path)) as library:
        answer = library.ask(QUESTION, scope=Scope(("chat 1",)), passages=100)
        assert {hit.article for hit in answer.hits} == {mine}
        assert answer.searched.articles == 1


WRITER = """
import sys
from pathlib import Path
from knowledge import Library
from tests.knowledge.library.test_index_sync import fill, ranked
library = Library.open(Path(sys.argv[1]))
start = len(library.articles())
for number in range(start, start + 4000, 40):
    fill(library, range(number, number + 40))
    ranked(library)
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 3])
def test_a_kill_while_the_index_is_written_loses_nothing(tmp_path: Path, after: int) -> None:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        for _ in range(after):
            writer.stdout.readline()
        writer.kill()
    with closing(Library.open(tmp_path)) as library:
        found, articles = ranked(library), len(library.articles())
    assert articles >= 40 * after
    shutil.rmtree(tmp_path / "index", ignore_errors=True)
    with closing(Library.open(tmp_path)) as library:
        again = ranked(library)
    assert [(h.article, h.passage) for h in again] == [(h.article, h.passage) for h in found]


def test_an_article_taken_from_memory_is_the_one_on_the_shelf(home: Path) -> None:
    with closing(Library.open(home)) as library:
        opened: StoredArticle = library.read(1)
        answer: Answer | NotOnRecord = library.ask("What is the harbour of town 0?")
        assert opened.article.text == story(0)
        assert isinstance(answer, Answer)
