"""docs/architecture.md names what is there: every path, and every folder with its job."""

from __future__ import annotations

import ast
import re

import pytest

from tests import pages
from tests.pages import ROOT

PAGE = pages.text_of("architecture")
LINES = {f"line {n}": line for n, line in enumerate(PAGE.splitlines(), 1) if "`" in line}
FOLDERS = {
    folder.relative_to(ROOT).as_posix()
    for package in ("bot", "knowledge")
    for folder in (ROOT / package).rglob("*")
    if (folder / "__init__.py").exists() and "migrations" not in folder.parts
}
"""The folders of modules. A migration's place is told by its store, a language's by languages."""


def jobs() -> dict[str, str]:
    """Each folder of the two tables with its job."""
    rows = [
        row
        for package in ("### bot", "### knowledge")
        for row in pages.table(pages.section(PAGE, package), "folder")
    ]
    return {pages.coded(row[0])[0].rstrip("/"): row[1] for row in rows}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_every_path_that_it_names_is_there(line: str) -> None:
    named = [name for name in pages.coded(line) if re.fullmatch(r"[\w./-]+", name)]
    paths = [name for name in named if name.startswith(("bot/", "knowledge/", "tests/"))]
    for path in paths:
        assert (ROOT / path).exists(), path
    folders = [ROOT / path for path in paths if path.endswith("/")]
    for module in (name for name in named if re.fullmatch(r"\w+\.py", name)):
        assert any((folder / module).exists() for folder in folders), module


def test_every_folder_is_named_and_no_other() -> None:
    languages = {folder for folder in FOLDERS if folder.startswith("knowledge/languages/")}
    between = {"bot/handlers"}  # it only holds the others
    assert jobs().keys() == FOLDERS - languages - between


@pytest.mark.parametrize("folder", jobs())
def test_the_job_of_a_folder_is_the_one_that_it_tells_itself(folder: str) -> None:
    source = (ROOT / folder / "__init__.py").read_text(encoding="utf-8")
    words = " ".join((ast.get_docstring(ast.parse(source)) or "").split())
    assert words.startswith(jobs()[folder])
