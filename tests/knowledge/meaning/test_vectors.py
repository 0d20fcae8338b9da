"""Vectors in eight bits."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.meaning.vectors import quantised, unpacked

RANDOM = np.random.default_rng(7)


def some(many: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    found = RANDOM.normal(size=(many, 384))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float64)


def test_products_of_vectors_in_eight_bits_are_those_of_the_vectors() -> None:
    vectors, asked = some(200), some(1)[0]
    kept = quantised([(0, at, at + 1) for at in range(200)], vectors)
    products = (kept.values @ asked) * kept.scales
    assert np.abs(products - vectors @ asked).max() < 0.002


@pytest.mark.parametrize("many", [0, 1, 37])
def test_packed_vectors_come_back_as_they_were(many: int) -> None:
    kept = quantised([(at // 3, at, at + 9) for at in range(many)], some(many))
    back = unpacked(kept.packed())
    assert len(back) == many
    assert back.places.tolist() == kept.places.tolist()
    assert back.scales.tolist() == kept.scales.tolist()
    assert back.values.tolist() == kept.values.tolist()


def test_what_is_no_vectors_is_refused() -> None:
    with pytest.raises(ValueError, match="buffer"):
        unpacked(b"\x09\x00\x00\x00nothing of that")
