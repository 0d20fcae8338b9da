"""What the tests of attribution share: a text in, its statements in a short form out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from knowledge.attribution.statements import attribute
from knowledge.model.statement import Statement
from knowledge.reading.formats.text import read_text


@dataclass(frozen=True)
class Said:
    """A statement in words: who (as mentioned and by name), what, to whom."""

    quote: str
    speaker: str
    name: str
    cue: str
    addressee: str
    kind: str
    negated: bool


def shortened(text: str, statement: Statement) -> Said:
    """A statement without its quotation marks, for comparing."""
    return Said(
        quote=statement.quote(text).strip("“”\"'‘’«»„ "),
        speaker=statement.speaker.of(text) if statement.speaker else "",
        name=statement.speaker_name,
        cue=statement.cue.of(text) if statement.cue else "",
        addressee=statement.addressee.of(text) if statement.addressee else "",
        kind=str(statement.kind),
        negated=statement.negated,
    )


@pytest.fixture
def said() -> Callable[[str], list[Said]]:
    """The statements of a text (paragraphs parted by blank lines), the real parser behind it."""

    def read(text: str) -> list[Said]:
        # a headline of its own, so that a lone paragraph is not taken for one
        article = read_text("Council meets again\n\n" + text)
        return [shortened(article.text, s) for s in attribute(article).statements]

    return read
