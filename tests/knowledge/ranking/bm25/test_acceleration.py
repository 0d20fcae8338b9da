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
from knowledge.ranking.bm25 import acceleration

PROGRAM = """
from knowledge.ranking import hastening
from knowledge.ranking.index import Index
index = Index()
index.add(1, [["ferry", "closes"], ["bridge"]])
print(hastening.load(), [(hit.article, hit.passage) for hit in index.search(["ferry"], limit=3)])
"""


@pytest.mark.parametrize("fault", ["ImportError", "RuntimeError"])
def test_a_numba_that_does_not_work_is_done_without(tmp_path: Path, fault: str) -> None:
    (tmp_path / "numba.py").write_text(f"raise {fault}('not on this machine')")
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}){PROGRAM}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == "False [(1, 0)]\n"


@pytest.mark.parametrize(("enough", "form"), [(1, "compiled"), (10**6, "numpy")])
def test_only_a_library_of_many_passages_is_hastened(
    monkeypatch: pytest.MonkeyPatch, enough: int, form: str
) -> None:
    pytest.importorskip("numba", reason="numba is not installed: there is nothing to load")
    monkeypatch.setattr(repository, "MANY", enough)
    monkeypatch.setattr(acceleration, "_search", None)
    with closing(Library.throwaway()) as library:
        library.add(read_text("The ferry\n\n“The ferry closes in May,” said Ann Lee.\n"))
        library.accelerate()
        for thread in threads():
            if thread.name == "hastening":
                thread.join()
        assert (acceleration.compiled_search() is not None) == (form == "compiled")
        assert isinstance(library.ask("What did Ann Lee say?"), Answer)
