"""The vectors of an article: eight bits a number, a scale a vector, and where the words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

_HIGHEST = 127
_PLACE, _SCALE = np.dtype("<i4"), np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of texts of one article.

    `places` are where the texts stand, int32 (texts, 3): passage, start and end. A vector is its
    `values`, int8 (texts, dimensions), times its scale, float32 (texts,).
    """

    places: NDArray[np.int32]
    values: NDArray[np.int8]
    scales: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.scales)

    def packed(self) -> bytes:
        """All of it as bytes, for `unpacked`."""
        head = np.array(self.values.shape, _PLACE)
        parts = (head, self.places.astype(_PLACE), self.scales.astype(_SCALE), self.values)
        return b"".join(part.tobytes() for part in parts)


def quantised(places: Sequence[tuple[int, int, int]], vectors: Floats) -> Vectors:
    """Vectors, (texts, dimensions), in eight bits. Their products change by less than 0.002."""
    highest = np.abs(vectors).max(axis=1, initial=0.0)
    scales = (np.where(highest > 0, highest, 1.0) / _HIGHEST).astype(np.float32)
    values = np.rint(vectors / scales[:, None]).astype(np.int8)
    return Vectors(np.array(places, np.int32).reshape(-1, 3), values, scales)


def unpacked(data: bytes) -> Vectors:
    """The vectors that `packed` made bytes of. Raises ValueError where `data` is something else."""
    many, dimensions = np.frombuffer(data, _PLACE, 2).tolist()
    at = 2 * _PLACE.itemsize
    places = np.frombuffer(data, _PLACE, 3 * many, at).reshape(-1, 3)
    at += places.nbytes
    scales = np.frombuffer(data, _SCALE, many, at)
    values = np.frombuffer(data, np.int8, -1, at + scales.nbytes).reshape(many, dimensions)
    return Vectors(places, values, scales)
