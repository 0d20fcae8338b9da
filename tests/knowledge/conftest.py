"""What the tests of reading share: a web server on loopback, and processes that read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge.reading.worker_pool import WorkerPool


@pytest.fixture(scope="session")
def workers() -> Iterator[WorkerPool]:
    """Two processes for all tests."""
    with WorkerPool(count=2) as pool:
        yield pool
