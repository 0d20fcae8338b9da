"""Python's garbage collector, set for a process that answers for years."""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 2_000, 1_000, 50


def tune() -> None:
    """Leave what is loaded by now alone, and look through what lives on far more seldom.

    A look at everything takes a tenth of a second, while a question waits; what answers leave
    behind has no cycles and goes by itself. The youngest are looked through often, as that takes
    a millisecond while they are few, and for a hundred thousand longer than an answer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
