"""A small part of `make fuzz`: some arbitrary cases of each kind, the same ones each time."""

from __future__ import annotations

import pytest
from telegram import Update

from bot.messaging.raw_update import Unreadable, read
from tests.fuzz.payloads import REAL
from tests.fuzz.processes import WAYS, fared
from tests.fuzz.trying import KINDS, tried

CASES = {"pages": 100, "feeds": 100, "questions": 100, "updates": 100}
ODD = 200
"""Odd updates to a bot that runs as a process."""
PATIENCE = 60.0
"""Seconds for an answer in between: a machine that is busy with other tests is no culprit."""


@pytest.mark.timeout(400)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_comes_no_exception_no_broken_law_and_in_time(kind: str) -> None:
    assert tried(kind, CASES[kind]).cases == CASES[kind]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("way", WAYS)
def test_whatever_comes_to_the_bot_others_are_answered_and_no_word_is_logged(way: str) -> None:
    assert fared(way, ODD, seed=14, within=PATIENCE).cases == ODD


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_there_is_a_payload_of_every_kind_of_update() -> None:
    kinds = {name for update in REAL for name in update} - {"update_id"}
    assert kinds >= set(Update.ALL_TYPES)
    for update in REAL:
        numbered = {**update, "update_id": 1}
        assert not isinstance(read(numbered), Unreadable), update
