"""Which of several texts tell most of what all of them tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DAMPING = 0.85
_ROUNDS = 30
_ALIKE = 0.1
"""A likeness below which two texts do not speak for each other (LexRank's threshold)."""
_FIRST = 0.5
"""What the first text gains over the last: news tells the most telling first."""
_LEAST = 1e-9


def likenesses(vectors: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """How alike texts are by their vectors beyond what all have in common: (texts, texts), 0 to
    1.
    """
    matrix = np.array(vectors, np.float32)
    return _cosines(matrix - matrix.mean(axis=0))


def likenesses_by_words(texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """The same by their terms: how often each is there, times how rare it is in all of them."""
    places = {term: at for at, term in enumerate(sorted({term for text in texts for term in text}))}
    matrix = np.zeros((len(texts), max(1, len(places))), np.float32)
    for at, text in enumerate(texts):
        for term, count in Counter(text).items():
            matrix[at, places[term]] = count
    held = np.maximum((matrix > 0).sum(axis=0), 1)
    return _cosines(matrix * np.log(1.0 + len(texts) / held).astype(np.float32))


def centrality(alike: NDArray[np.float32]) -> NDArray[np.float64]:
    """LexRank (Erkan and Radev 2004): a text is telling that is like many telling ones; with a
    preference for what stands first, as in MEAD (Radev et al. 2004). (texts,), sums to 1.
    """
    links = np.where(alike >= _ALIKE, alike, 0.0).astype(np.float64)
    np.fill_diagonal(links, 0.0)
    links /= np.maximum(links.sum(axis=1, keepdims=True), _LEAST)
    start = np.linspace(1.0 + _FIRST, 1.0, len(alike))
    start /= start.sum()
    ranks = start
    for _ in range(_ROUNDS):
        ranks = (1 - _DAMPING) * start + _DAMPING * (links.T @ ranks)
    return np.asarray(ranks / max(float(ranks.sum()), _LEAST), np.float64)


def _cosines(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    unit = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), _LEAST)
    return np.asarray(np.clip(unit @ unit.T, 0.0, 1.0), np.float32)
