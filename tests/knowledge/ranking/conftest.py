"""Every rule of ranking holds in both forms of the search: as numpy does it, and as compiled."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from knowledge.ranking.index import Index


@pytest.fixture(scope="module", autouse=True, params=["numpy", "compiled"])
def form(request: pytest.FixtureRequest) -> Iterator[str]:
    """How passages are searched for."""
    form = str(request.param)
    if form == "compiled" and not find_spec("numba"):
        pytest.skip("numba is not installed: there is nothing to compile the search with")
    begin = Index.__init__

    def accelerated(index: Index) -> None:
        begin(index)
        assert index.accelerate()

    with pytest.MonkeyPatch.context() as patch:
        if form == "compiled":
            patch.setattr(Index, "__init__", accelerated)
        yield form
