"""The compiled search, once it is loaded: nobody waits for it, and nobody needs it."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.ranking.bm25.search import SegmentSearch

    Search = Callable[
        [SegmentSearch, float], tuple[NDArray[np.integer[Any]], NDArray[np.floating[Any]]]
    ]

_log = logging.getLogger(__name__)

_search: Search | None = None


def compiled_search() -> Search | None:
    """The compiled search, where it is loaded."""
    return _search


def load() -> bool:
    """Load it, which takes a second, the first time ten: whether it is there to be loaded.

    numba brings 120 MB of memory, so that this is for a process that ranks many passages often.
    """
    global _search
    try:
        compiled = import_module("knowledge.ranking.bm25.numba_search")
        compiled.warm()
    except ImportError:
        return False
    except Exception:
        _log.exception("numba is here and does not work: questions are ranked without it")
        return False
    _search = compiled.best
    return True
