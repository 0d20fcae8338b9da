"""The compiled search, where it can be had: nobody waits for it, and nobody needs it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.ranking.bm25.search import CompiledSearch

_log = logging.getLogger(__name__)


def load() -> CompiledSearch | None:
    """The compiled search, which takes a second, the first time ten; None where numba is not
    installed or does not work.

    numba brings 120 MB of memory, so that this is for a process that ranks many passages often.
    """
    try:
        from knowledge.ranking.bm25 import numba_search

        numba_search.warm()
    except ImportError:
        return None
    except Exception:
        _log.exception("numba is here and does not work: questions are ranked without it")
        return None
    return numba_search.best
