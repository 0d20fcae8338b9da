"""No callback data is of two kinds, and what buttons have said for half a year is still read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot
from bot.keyboards.callback_data import KINDS

BEFORE = {
    "answer": ["c:12:0", "b:12", "m:12", "w:12", "n:12", "k:12"],
    "picture": ["p:12:0"],
    "article": ["q:3:0", "o:3:1", "d:3:0", "l:0:2", "a:0:0"],
    "share": ["s:3", "u:3"],
    "speakers": ["x:3:14", "y:0:8", "z:12:5"],
    "suggestion": ["t:s:3:4", "t:w:3:4", "t:q:0:0", "t:i:3:4"],
    "part": ["v:12"],
    "feed": ["feed:f:c:0:0", "feed:u:s:4:0", "feed:l:c:0:1", "feed:x:c:0:0"],
    "watch": ["watch:7"],
    "settings": ["set:", "set:language", "set:zone:Europe/Kyiv", "set:first:all"],
    "admin": ["admin:overview:0", "admin:sources:2", "admin:remove:17"],
    "forget": ["f:y", "f:n"],
    "text": ["t:a", "t:q"],
}
"""Data of buttons that have been sent."""


def kinds(data: str) -> set[str]:
    """The kinds of which data is, each with its handler."""
    return {name for name, kind in KINDS.items() if kind.grammar.fullmatch(data)}


def handlers(data: str) -> set[str]:
    """The kinds whose handlers would take the data."""
    return {name for name, kind in KINDS.items() if re.match(kind.prefix, data)}


@pytest.mark.parametrize("name", KINDS)
def test_what_was_sent_is_of_its_kind_and_goes_to_its_handler(name: str) -> None:
    for data in BEFORE[name]:
        assert kinds(data) == handlers(data) == {name}, data


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
def test_no_data_is_of_two_kinds(name: str, data: st.DataObject) -> None:
    drawn = data.draw(st.from_regex(KINDS[name].grammar, fullmatch=True, alphabet=st.characters()))
    assert kinds(drawn) == {name}
    assert handlers(drawn) == {name}


@pytest.mark.parametrize("folder", ["handlers", "keyboards", "app"])
def test_no_other_module_has_a_grammar_of_its_own(folder: str) -> None:
    for path in (Path(bot.__file__).parent / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                own = re.match(r"\^?(\([a-z]+\)|\[[a-z]+\]|[a-z]+):[(\[]", node.value)
                assert path.name == "callback_data.py" or not own, (path, node.value)
