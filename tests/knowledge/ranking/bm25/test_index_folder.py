"""What an index keeps on disk: all of it or what was there before, written by one at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import StorageError
from knowledge.model.passage import Hit
from knowledge.ranking.index import Index

WORDS = ["bases", "aid", "grain", "votes", "letter"]


def passages(number: int) -> list[list[str]]:
    return [[WORDS[number % 5], "said", f"only{number}"], [WORDS[number % 3]], []]


def filled(folder: Path, articles: range) -> Index:
    index = Index.open(folder)
    for number in articles:
        index.add(number, passages(number))
        index.sequence = number
    return index


def everything(index: Index) -> list[Hit]:
    return index.search([*WORDS, "said"], limit=1000)


@pytest.fixture
def saved(tmp_path: Path) -> Iterator[Index]:
    index = filled(tmp_path, range(40))
    assert index.save()
    yield index
    index.close()


def test_an_index_is_opened_as_it_was_saved(saved: Index, tmp_path: Path) -> None:
    opened = Index.open(tmp_path)
    assert opened.sequence == 39
    assert len(opened) == len(saved) == 120
    assert everything(opened) == everything(saved)
    assert opened.weight("said") == saved.weight("said") > 0


def test_what_was_removed_stays_removed(saved: Index, tmp_path: Path) -> None:
    for number in (0, 7, 39):
        saved.remove(number)
    saved.add(7, [["said", "again"]])
    assert saved.save()
    opened = Index.open(tmp_path)
    assert everything(opened) == everything(saved)
    assert [opened.frequency(f"only{n}") for n in (0, 6, 7, 39)] == [0, 1, 0, 0]
    opened.remove(6)
    saved.remove(6)
    assert everything(opened) == everything(saved)


def test_it_goes_on_where_it_was(saved: Index, tmp_path: Path) -> None:
    saved.close()
    opened = filled(tmp_path, range(40, 60))
    for number in range(40, 60):
        saved.add(number, passages(number))
    assert everything(opened) == everything(saved)
    assert opened.save()
    assert everything(Index.open(tmp_path)) == everything(saved)
    opened.close()


def test_merging_changes_nothing_that_is_found(saved: Index, tmp_path: Path) -> None:
    before = everything(saved)
    saved.tidy()
    assert everything(saved) == before
    assert saved.save()
    assert everything(Index.open(tmp_path)) == before
    assert len(list(tmp_path.glob("segment-*"))) == 1


def test_one_process_writes_at_a_time(saved: Index, tmp_path: Path) -> None:
    other = filled(tmp_path, range(40, 50))
    assert not other.save()
    assert len(other) == 150
    assert len(Index.open(tmp_path)) == 120
    saved.close()
    assert other.save()
    assert len(Index.open(tmp_path)) == 150
    other.close()


def test_what_is_newer_is_not_overwritten(saved: Index, tmp_path: Path) -> None:
    late = Index.open(tmp_path)
    saved.add(99, passages(99))
    saved.sequence = 99
    assert saved.save()
    saved.close()
    assert not late.save()
    assert Index.open(tmp_path).sequence == 99
    late.close()


def test_an_index_whose_files_another_process_has_replaced_still_answers_and_saves(
    saved: Index, tmp_path: Path
) -> None:
    late = Index.open(tmp_path)
    before = everything(late)
    saved.tidy()
    assert saved.save()
    saved.close()
    assert everything(late) == before
    late.sequence = 100
    assert late.save()
    assert everything(Index.open(tmp_path)) == before
    late.close()


def test_an_index_of_something_else_is_none(saved: Index, tmp_path: Path) -> None:
    assert len(saved) == 120
    other = Index.open(tmp_path, origin="another shelf")
    assert (len(other), other.sequence) == (0, 0)


@pytest.mark.parametrize(
    "harm", ["cut", "text", "format", "no segment", "short segment", "mixed up"]
)
def test_a_damaged_folder_is_an_empty_index(saved: Index, tmp_path: Path, harm: str) -> None:
    manifest = tmp_path / "manifest.json"
    written = manifest.read_text(encoding="utf-8")
    terms = next(tmp_path.glob("segment-*/terms.npy"))
    match harm:
        case "cut":
            manifest.write_text(written[: len(written) // 2], encoding="utf-8")
        case "text":
            manifest.write_text("[1, 2]", encoding="utf-8")
        case "format":
            manifest.write_text(json.dumps(json.loads(written) | {"format": 0}), encoding="utf-8")
        case "no segment":
            terms.unlink()
        case "short segment":
            terms.write_bytes(terms.read_bytes()[:-8])
        case "mixed up":
            terms.write_bytes((terms.parent / "lengths.npy").read_bytes())
    index = Index.open(tmp_path)
    assert (len(index), index.sequence) == (0, 0)
    assert len(saved) == 120


def test_a_disk_that_refuses_is_said_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    index = filled(tmp_path / "file" / "index", range(3))
    with pytest.raises(StorageError):
        index.save()
    assert len(index) == 9


def test_an_index_without_a_folder_stays_in_memory() -> None:
    index = Index()
    index.add(1, [["said"]])
    assert not index.save()


WRITER = """
import sys
from pathlib import Path
from tests.knowledge.ranking.bm25.test_index_folder import passages
from knowledge.ranking.index import Index
index = Index.open(Path(sys.argv[1]))
for number in range(1, 10_000):
    index.add(number, passages(number))
    if number % 7 == 0:
        index.tidy()
    index.sequence = number
    index.save()
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [3, 8, 14])
def test_a_kill_in_the_middle_of_writing_leaves_the_last_good_state(
    tmp_path: Path, after: int
) -> None:
    root = Path(__file__).parents[4]
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        done = 0
        while done < after:
            done = int(writer.stdout.readline())
        writer.kill()
        done = max([done, *map(int, writer.stdout.read().split())])
    index = Index.open(tmp_path)
    assert index.sequence in (done, done + 1)
    assert everything(index) == everything(filled(tmp_path / "new", range(1, index.sequence + 1)))
    assert index.save()
    index.close()
