"""Every dependency that is deployed has a licence that lets people use and pass on the bot."""

from __future__ import annotations

import pytest

from tests.audit.licences import deployed, licences, may_be_used


def test_every_deployed_dependency_is_permissive_or_one_that_was_looked_at() -> None:
    told = dict(licences())
    assert len(told) > 0.9 * len(deployed())
    assert {name: licence for name, licence in told.items() if not may_be_used(name, licence)} == {}


@pytest.mark.parametrize(
    ("name", "licence", "may"),
    [
        ("a", "MIT", True),
        ("a", "GPL-3.0-only", False),
        ("a", "GNU General Public License v3 (GPLv3)", False),
        ("a", "", False),
        ("a", "MIT AND GPL-2.0-only", False),
        ("a", "MIT OR GPL-2.0-only", True),
        ("a", "BSD License; MIT License", True),
        ("a", "LGPL-3.0-only", False),
        ("pebble", "LGPL-3.0-only", True),
        ("a", "Free for non-commercial use", False),
    ],
)
def test_a_licence_that_binds_or_that_nobody_knows_is_not_let_in(
    name: str, licence: str, may: bool
) -> None:
    assert may_be_used(name, licence) is may
