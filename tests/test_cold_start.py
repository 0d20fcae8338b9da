"""A question to a library that is there loads what answers it, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from knowledge import Library, read_text

STORY = "The ferry is to close\n\n“The ferry will close in May,” said Ann Lee, the director.\n"
NOT_NEEDED = {
    "PIL",
    "alembic",
    "babel.messages",
    "charset_normalizer",
    "feedparser",
    "httpx",
    "knowledge.attribution.statements",
    "knowledge.library.preparation",
    "knowledge.reading.formats.web_page",
    "knowledge.reading.source",
    "knowledge.reading.formats.text",
    "lxml",
    "mako",
    "matplotlib",
    "numba",
    "pdfminer",
    "pebble",
    "py3langid",
    "rich",
    "spacy",
    "telegram",
    "thinc",
    "trafilatura",
}
PROGRAM = """
import sys
from bot.cli import main
sys.argv[1:] = ["ask", "What did Ann Lee say about the ferry?"]
try:
    main()
except SystemExit as end:
    assert not end.code
print(*sys.modules)
"""


def test_a_question_loads_no_parser_no_reader_and_no_migration(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path)) as library:
        library.add(read_text(STORY))
    environment = os.environ | {"ONTHERECORD_HOME": str(tmp_path)}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    answer, _, modules = done.stdout.strip().rpartition("\n")
    assert "The ferry will close in May" in answer
    assert NOT_NEEDED.isdisjoint(modules.split())


def test_the_front_door_alone_loads_no_library() -> None:
    command = [sys.executable, "-c", "import knowledge, sys; print(*sys.modules)"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert {"knowledge.library.library", "numpy", "sqlalchemy", "rapidfuzz"}.isdisjoint(
        done.stdout.split()
    )
