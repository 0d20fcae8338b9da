"""What the tests of reading share: a web server on loopback, and processes that read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge.reading.worker_pool import WorkerPool
from tests.web_server.server import WebServer


@pytest.fixture
def web() -> Iterator[WebServer]:
    """A server of the test's own."""
    with WebServer() as server:
        yield server


@pytest.fixture(scope="session")
def workers() -> Iterator[WorkerPool]:
    """Two processes for all tests."""
    with WorkerPool(count=2) as pool:
        yield pool
