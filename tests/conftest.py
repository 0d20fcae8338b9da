"""What all tests share: names that are the same in every process, no dice, and a web server.

The processes of a run have to find the same tests, and what passes today has to pass tomorrow;
`make fuzz` is there for what nobody has thought of.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.web_server.server import WebServer

settings.register_profile("repeated", derandomize=True, deadline=None, database=None)
settings.load_profile("repeated")

_LONGEST = 100
"""Characters, as pytest writes them, of a value that is a test's name."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes, control characters and whole paragraphs are no names: their parameter is, which
    pytest numbers.
    """
    if isinstance(val, bytes):
        return argname
    if isinstance(val, str):
        plain = val.replace("\n", "").replace("\t", "").isprintable()
        return None if plain and len(ascii(val)) <= _LONGEST else argname
    return None


@pytest.fixture
def web() -> Iterator[WebServer]:
    """A web server on loopback, of the test's own."""
    with WebServer() as server:
        yield server
