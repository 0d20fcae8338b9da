"""A small part of `make fuzz`: some arbitrary cases of each kind, the same ones each time."""

from __future__ import annotations

import pytest

from tests.fuzz.trying import KINDS, tried

CASES = {"pages": 100, "feeds": 100, "questions": 100, "updates": 100}


@pytest.mark.timeout(400)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_comes_no_exception_no_broken_law_and_in_time(kind: str) -> None:
    assert tried(kind, CASES[kind]).cases == CASES[kind]
