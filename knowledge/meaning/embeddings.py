"""Questions held against what a library's articles mean, where this machine can tell."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from knowledge.meaning.encoder import encoder
from knowledge.meaning.search import VectorIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.meaning.likeness import Likeness

_REMEMBERED = 256
"""Questions whose vectors are remembered: one question is looked at from several sides."""


class Embeddings:
    """The vectors of a library's articles, and the encoder for questions. Any thread may use it."""

    def __init__(self) -> None:
        self.index = VectorIndex()
        self._asked: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def likeness(self, text: str, articles: frozenset[int]) -> Likeness | None:
        """How alike the articles are to `text` in meaning; None where that cannot be told."""
        if not len(self.index) or not text.strip():
            return None
        made_by = encoder()
        if made_by is None:
            return None
        vector = self._vector(text)
        return self.index.against(vector, float(vector @ made_by.usual), articles)

    def _vector(self, text: str) -> NDArray[np.float32]:
        with self._lock:
            if text in self._asked:
                self._asked.move_to_end(text)
                return self._asked[text]
        made_by = encoder()
        assert made_by is not None  # noqa: S101  # else there is no likeness
        vector = made_by.query(text)
        with self._lock:
            self._asked[text] = vector
            while len(self._asked) > _REMEMBERED:
                self._asked.popitem(last=False)
        return vector
