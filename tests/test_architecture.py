"""The house stands as it was drawn: which folder may use which, and how large each may be.

The table of arrows is the one in docs/architecture.md; the folders' docstrings repeat it.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests import pages

ROOT = Path(__file__).parent.parent
MODULES = sorted(p for package in ("bot", "knowledge") for p in (ROOT / package).rglob("*.py"))
SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "common", "base", "core", "misc"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
MOST_MODULES = 14
"""In one folder, its `__init__.py` aside."""
FOR_ALL = {
    "bot.errors", "bot.interrupts", "bot.logs", "bot.settings", "bot.temporary", "bot.version",
    "knowledge", "knowledge.disk", "knowledge.errors",
}  # fmt: skip
"""What every folder of its package may use."""
HEAVY = {
    "alembic", "charset_normalizer", "feedparser", "httpcore", "httpx", "lxml", "matplotlib",
    "nupunkt", "numpy", "pdfminer", "pebble", "py3langid", "snowballstemmer", "spacy",
    "sqlalchemy", "trafilatura",
}  # fmt: skip


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = {name_of(path): path for path in MODULES}
NAMES = set(PATHS)
FOLDERS = {name for name, path in PATHS.items() if path.name == "__init__.py"}


def folder_of(name: str) -> str:
    """The folder that a module stands in; a folder itself is its own."""
    return name if name in FOLDERS else name.rpartition(".")[0]


def imports(path: Path, *, at_import_only: bool = False) -> Iterator[str]:
    """The full names of what a module imports: a module where one is meant, else module.name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = at_import(tree) if at_import_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out"
            yield from (
                f"{node.module}.{alias.name}"
                if f"{node.module}.{alias.name}" in NAMES
                else str(node.module)
                for alias in node.names
            )
        elif isinstance(node, ast.Constant) and str(node.value) in NAMES - {"bot", "knowledge"}:
            yield str(node.value)  # imported by its name, or the place of data


def at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """The statements that run when the module is imported, types aside."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        waiting += ast.iter_child_nodes(node)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
class TestEachModule:
    def test_knowledge_knows_nothing_of_the_bot(self, path: Path) -> None:
        if name_of(path).startswith("knowledge"):
            assert not [i for i in imports(path) if i.split(".")[0] in {"bot", "telegram"}]

    def test_the_bot_enters_knowledge_by_the_front_door(self, path: Path) -> None:
        if name_of(path).startswith("bot"):
            assert {i for i in imports(path) if i.startswith("knowledge")} <= {"knowledge"}

    def test_a_package_imports_its_modules_never_itself(self, path: Path) -> None:
        if name_of(path).startswith("knowledge.") and path.name != "__init__.py":
            assert "knowledge" not in set(imports(path))

    def test_a_name_says_something(self, path: Path) -> None:
        assert path.stem not in SAY_NOTHING

    def test_a_module_tells_its_job_in_its_first_line(self, path: Path) -> None:
        words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert words
        assert words.splitlines()[0].strip()

    def test_rooms_keep_their_bounds(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        assert source.count("\n") <= LONGEST_FILE
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"

    def test_every_public_function_and_class_has_a_docstring(self, path: Path) -> None:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
                assert ast.get_docstring(node) or "migrations" in path.parts, node.name


def page_of_arrows() -> dict[str, set[str]]:
    """The table of arrows in docs/architecture.md: each folder with those that it may use."""
    page = pages.text_of("architecture")
    edge = re.search(r"^EDGE is what every handler needs: (.*)\.$", page, re.MULTILINE)
    assert edge
    found: dict[str, set[str]] = {}
    for package in ("bot", "knowledge"):
        for row in pages.table(pages.section(page, f"### {package}"), "folder"):
            folder = pages.coded(row[0])[0].rstrip("/").replace("/", ".")
            words = row[2].replace("EDGE", edge[1]).replace("all below", "*")
            named = [word.strip(",") for word in words.split() if word not in {"and", "nothing"}]
            found[folder] = {used for word in named for used in _meant(package, word)} - {folder}
    return found


def _meant(package: str, word: str) -> set[str]:
    """The folders that a word of the table stands for; a star stands for all within."""
    name = f"{package}.{word}"
    if not name.endswith("*"):
        return {name}
    return {f for f in FOLDERS if f.startswith(name[:-1]) and f != "bot.cli"}


def told_by(folder: str) -> set[str]:
    """The folders that a folder's docstring says it may use."""
    words = ast.get_docstring(ast.parse(PATHS[folder].read_text(encoding="utf-8"))) or ""
    allowed = re.search(r"May use: (.*?)\.$", words, re.DOTALL | re.MULTILINE)
    assert allowed, f"{folder} does not tell what it may use"
    if "every other folder" in allowed[1]:
        return _meant(folder.partition(".")[0], "*") - {folder}
    return set(re.findall(r"(?:bot|knowledge)(?:\.\w+)+", allowed[1]))


ARROWS = page_of_arrows()


@pytest.mark.parametrize("folder", sorted(ARROWS))
class TestEachFolder:
    def test_it_uses_only_what_it_may(self, folder: str) -> None:
        allowed = ARROWS[folder] | {folder}
        within = [name for name in NAMES if folder_of(name) == folder]
        wrong = [
            f"{name} -> {used}"
            for name in within
            for used in imports(PATHS[name])
            if used in NAMES - FOR_ALL and folder_of(used) not in allowed
        ]
        assert not wrong

    def test_its_docstring_tells_the_same(self, folder: str) -> None:
        assert told_by(folder) == ARROWS[folder]

    def test_it_holds_no_more_than_one_sees_at_a_glance(self, folder: str) -> None:
        within = [name for name in NAMES - FOLDERS if folder_of(name) == folder]
        assert len(within) <= MOST_MODULES


def test_every_folder_is_in_the_table_of_arrows() -> None:
    data = {f for f in FOLDERS if f.startswith("knowledge.languages.")}
    others = {f for f in FOLDERS if "migrations" in f} | {"bot", "bot.handlers", "knowledge"}
    assert ARROWS.keys() == FOLDERS - data - others


def test_the_arrows_go_one_way() -> None:
    tuple(TopologicalSorter(ARROWS).static_order())


def test_the_two_packages_hold_few_modules_of_their_own() -> None:
    for package in ("bot", "knowledge"):
        assert len([n for n in NAMES - FOLDERS if folder_of(n) == package]) <= MOST_MODULES


def test_no_folder_of_tests_holds_more_than_one_sees_at_a_glance() -> None:
    tests = Path(__file__).parent
    for folder in (tests, *(path for path in tests.rglob("*") if path.is_dir())):
        within = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        assert len(within) <= MOST_MODULES, folder


def test_a_class_has_its_name_for_itself() -> None:
    seen: dict[str, str] = {}
    for name, path in PATHS.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                assert node.name not in seen, f"{node.name} in {name} and in {seen[node.name]}"
                seen[node.name] = name


def test_no_import_goes_round_in_a_circle() -> None:
    """Imports inside functions, by name and for types alone are counted too."""
    graph = {name: {i for i in imports(path) if i in NAMES} for name, path in PATHS.items()}
    for name, needed in graph.items():
        # A package's front door looks into all its rooms, at first use, and none looks back.
        needed -= {name, "knowledge"}
    tuple(TopologicalSorter(graph).static_order())


def test_the_front_door_imports_nothing_heavy() -> None:
    import knowledge

    reached: set[str] = set()
    waiting = {"knowledge", *knowledge._WHERE.values()}
    paths = {name_of(path): path for path in MODULES}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        found = set(imports(paths[name], at_import_only=True))
        assert not {i.split(".")[0] for i in found} & HEAVY, name
        waiting |= {i for i in found if i in NAMES} - reached
    assert len(reached) > 10


def exported() -> set[str]:
    """The names that can be imported from the front door, from it or late."""
    import knowledge

    tree = ast.parse(Path(knowledge.__file__).read_text(encoding="utf-8"))
    found = {
        alias.asname or alias.name
        for node in at_import(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("knowledge.")
        for alias in node.names
    }
    return found | set(knowledge._WHERE)


def test_the_front_door_exports_what_it_imports() -> None:
    import knowledge

    names = exported()
    assert all(hasattr(knowledge, name) for name in names)
    assert names < set(dir(knowledge))
    assert not hasattr(knowledge, "nothing_of_ours")


def test_every_name_of_the_front_door_is_used_by_the_bot_or_its_tests() -> None:
    used = {
        alias.name
        for package in ("bot", "tests")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "knowledge"
        for alias in node.names
    }
    assert exported() - used == set()


def test_the_front_door_writes_a_name_out_twice_at_most() -> None:
    import knowledge

    source = Path(knowledge.__file__).read_text(encoding="utf-8")
    words = Counter(re.findall(r"\w+", source.partition("from __future__")[2]))
    assert {name: words[name] for name in exported() if words[name] > 2} == {}


def test_what_the_front_door_imports_late_is_what_it_says_to_the_type_checker() -> None:
    import knowledge

    late: dict[str, str] = {}
    for node in ast.parse(Path(knowledge.__file__).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for found in node.body:
                assert isinstance(found, ast.ImportFrom)
                late |= {alias.name: str(found.module) for alias in found.names}
    assert late == knowledge._WHERE
