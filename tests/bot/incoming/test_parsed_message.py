"""What a message is, is told once, and the same to the gate, the filters and the handlers."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import bot
from bot.incoming.filters import AddressedToBot, AmbiguousText, EmptyRequest, HasSubmission
from bot.incoming.parsed_message import parse, parsed
from tests.bot.incoming.test_submission import LINK, message

LONG = "The ferry is late, and nobody tells anybody why. " * 20
FILTERS = {
    "question": AddressedToBot(),
    "submission": HasSubmission(),
    "ambiguous": AmbiguousText(),
    "empty": EmptyRequest(),
}
OUTSIDE = [
    path
    for path in sorted(Path(bot.__file__).parent.rglob("*.py"))
    if path.parent.name != "incoming"
]


@pytest.mark.parametrize(
    ("text", "kind", "through"),
    [
        ("Who is late?", "private", {"question"}),
        ("Who is late?", "supergroup", set()),
        ("/ask Who is late?", "supergroup", {"question"}),
        ("/ask", "supergroup", {"empty"}),
        ("/ask", "private", {"empty"}),
        ("/add", "private", set()),
        (f"{LINK} Who is late?", "private", {"question", "submission"}),
        (f"{LINK} Who is late?", "supergroup", set()),
        (f"/ask Who is late? {LINK}", "supergroup", {"question", "submission"}),
        (LONG, "private", {"question", "ambiguous"}),
        (LONG.strip() + " Who is late?", "private", {"question"}),
        (LONG * 2, "private", {"question", "submission"}),
    ],
)
def test_each_filter_lets_through_what_it_is_for(text: str, kind: str, through: set[str]) -> None:
    found = message(text, kind=kind)
    assert {name for name, one in FILTERS.items() if one.filter(found)} == through


def test_a_message_is_parsed_anew_only_when_another_has_been() -> None:
    first, second = message("Who is late?"), message("/ask Who is late?")
    found = parsed(first)
    assert parsed(first) is found
    assert parsed(second).question == "Who is late?"
    assert parsed(first) == found == parse(first)


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nobody_outside_tells_for_himself_what_a_message_is(path: Path) -> None:
    names = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("bot.incoming")
        for alias in node.names
    }
    assert not names & {"question_in", "submission_in", "command_in", "text_for_bot", "parse"}
