"""The pages of the documentation, and what stands on them: tables, examples, links, headings."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README, CHANGELOG = ROOT / "README.md", ROOT / "CHANGELOG.md"
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [README, CHANGELOG, *DOCS]

_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_NO_ANCHOR = re.compile(r"[^\w\- ]")


def name_of(page: Path) -> str:
    """The page's path in the project, as tests name it."""
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path | str) -> str:
    """All that stands on a page, or on the one of this name in docs."""
    path = ROOT / "docs" / f"{page}.md" if isinstance(page, str) else page
    return path.read_text(encoding="utf-8")


def prose(text: str) -> str:
    """A page's text without its examples."""
    return _FENCE.sub("", text)


def section(text: str, heading: str) -> str:
    """What stands under a heading, the headings below it included; "" where there is no such."""
    marks = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{marks}}} |\Z)", text, re.M | re.S)
    return found[1] if found else ""


def table(text: str, heading: str) -> list[list[str]]:
    """The rows of the table whose first column is headed so, cell by cell."""
    found = re.search(rf"^\| {re.escape(heading)} \|.*\n\|[-| :]+\|\n((?:\|.*\n?)+)", text, re.M)
    assert found, f"there is no table of: {heading}"
    rows = [re.split(r"(?<!\\)\|", row)[1:-1] for row in found[1].splitlines()]
    return [[cell.strip() for cell in row] for row in rows]


def coded(cell: str) -> list[str]:
    """What stands in code in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def examples(text: str, language: str = "console") -> list[str]:
    """The blocks of examples in a language."""
    return [block for name, block in _FENCE.findall(text) if name == language]


def commands(block: str) -> list[str]:
    """The commands of an example, without prompts and remarks."""
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    return [line.removeprefix("$ ").split("  #")[0].strip() for line in lines]


def links(text: str) -> list[str]:
    """Where a page leads, but for other sites."""
    return re.findall(r"\]\((?!https?:)([^)\s]+)\)", prose(text))


def anchors(text: str) -> set[str]:
    """The places of a page that a link can lead to, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {_NO_ANCHOR.sub("", heading.lower()).replace(" ", "-") for heading in headings}


def targets() -> dict[str, str]:
    """The targets of the Makefile, as `make help` explains them."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z]+):.*?## (.*)$", makefile, re.MULTILINE))
