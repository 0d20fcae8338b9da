"""The guard of a button stands in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import bot

HANDLERS = sorted((Path(bot.__file__).parent / "handlers").rglob("*.py"))


@pytest.mark.parametrize("path", HANDLERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_handler_opens_a_button_for_itself(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    opened = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert "callback_query" not in opened, "by pressed(update)"
