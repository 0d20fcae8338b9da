"""The sentence encoder: texts in, unit vectors out; None where this machine has none."""

from __future__ import annotations

import logging
import os
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_log = logging.getLogger(__name__)

SWITCH = "ONTHERECORD_MEANING"
"""The setting that switches meaning off, in the environment; workers inherit it."""
_OFF = frozenset({"off", "0", "no", "false"})
LONGEST = 2000
"""Characters of one text that are read: a sentence of news has two hundred."""


class Encoder(Protocol):
    """Turns texts into unit vectors whose product tells how alike they are in meaning. Any thread
    may use it.

    `name` is the model with its version: vectors of different names are never compared. `usual`
    is the mean of the vectors of many texts of news, (dimensions,): all have that in common.
    """

    name: str
    usual: Matrix

    def query(self, text: str) -> Matrix:
        """The vector of a question: float32, (dimensions,)."""
        ...

    def passages(self, texts: Sequence[str]) -> Matrix:
        """The vectors of texts that may answer: float32, (texts, dimensions)."""
        ...


def is_off() -> bool:
    """Whether whoever runs the program wants to do without."""
    return os.environ.get(SWITCH, "").strip().casefold() in _OFF


@cache
def encoder() -> Encoder | None:
    """This machine's encoder, loaded at the first call (some 0.1 s, 83 MB); None where meaning is
    switched off or the package is not there.
    """
    from knowledge.meaning import e5

    if is_off():
        return None
    try:
        return e5.load()
    except (ImportError, OSError, RuntimeError) as exc:
        _log.warning("questions are answered by words alone: %s", exc)
        return None


def encoder_name() -> str | None:
    """The name of the encoder that `encoder` gives, without loading it."""
    from knowledge.meaning import e5

    return None if is_off() else e5.name_here()


def do_without_meaning() -> None:
    """Find by words alone from now on, in this process and in those that it starts."""
    os.environ[SWITCH] = "off"
    encoder.cache_clear()


def plain(text: str) -> str:
    """`text` as any encoder can read it: in one line, short, without NUL and lone surrogates."""
    whole = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    return " ".join(whole.replace("\0", " ").split())
