"""What tests of meaning need: an encoder, where this machine has one."""

from __future__ import annotations

import pytest

from knowledge.meaning.encoder import Encoder, encoder


@pytest.fixture
def made_by() -> Encoder:
    found = encoder()
    if found is None:
        pytest.skip("there is no sentence encoder on this machine, or it is switched off")
    return found
