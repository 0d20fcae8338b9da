"""Machine code is a matter of speed alone: without it, or with one that fails, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import enumerate as threads

import pytest

from knowledge import Answer, Library, read_text
from knowledge.library import repository
from knowledge.library.repository import ArticleRepository
from knowledge.ranking.index import Index
from knowledge.storage.article_store import ArticleStore
from knowledge.storage.sql.engine import IN_MEMORY

PROGRAM = """
from knowledge.ranking.index import Index
index = Index()
index.add(1, [["ferry", "closes"], ["bridge"]])
print(index.accelerate(), [(hit.article, hit.passage) for hit in index.search(["ferry"], limit=3)])
"""


@pytest.mark.parametrize("fault", ["ImportError", "RuntimeError"])
def test_a_numba_that_does_not_work_is_done_without(tmp_path: Path, fault: str) -> None:
    (tmp_path / "numba.py").write_text(f"raise {fault}('not on this machine')")
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}){PROGRAM}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == "False [(1, 0)]\n"


def test_one_index_is_accelerated_without_another() -> None:
    pytest.importorskip("numba", reason="numba is not installed: there is nothing to load")
    first, other = Index(), Index()
    first._compiled = other._compiled = None  # whichever form the folder's rules are in
    assert first.accelerate()
    assert first._compiled is not None
    assert other._compiled is None


@pytest.mark.parametrize(("enough", "form"), [(1, "compiled"), (10**6, "numpy")])
def test_only_a_library_of_many_passages_is_accelerated(
    monkeypatch: pytest.MonkeyPatch, enough: int, form: str
) -> None:
    pytest.importorskip("numba", reason="numba is not installed: there is nothing to load")
    monkeypatch.setattr(repository, "WORTH_COMPILING", enough)
    index = Index()
    monkeypatch.setattr(index, "_compiled", None)  # whichever form the folder's rules are in
    with closing(Library(ArticleRepository(ArticleStore(IN_MEMORY), index))) as library:
        library.add(read_text("The ferry\n\n“The ferry closes in May,” said Ann Lee.\n"))
        library.repository.accelerate()
        for thread in threads():
            if thread.name == "acceleration":
                thread.join()
        assert (index._compiled is not None) == (form == "compiled")
        assert isinstance(library.ask("What did Ann Lee say?"), Answer)
