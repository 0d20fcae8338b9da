"""The licence of each dependency that is deployed, and whether it is one that we may build on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).parents[2] / "deploy" / "requirements.lock"

PERMISSIVE = frozenset(
    """
    0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python ISC MIT MIT-0 MIT-CMU OFL-1.1
    PSF-2.0 Zlib
    """.split()
)
"""SPDX names. OFL-1.1 is for fonts: they may be brought along, not sold alone."""
WEAK = frozenset({"LGPL-3.0-only", "LGPL", "MPL-1.1", "MPL-2.0"})
"""What binds changes to the library itself, and not what uses it unchanged, as we do."""
USED_UNCHANGED = frozenset({"certifi", "pebble", "python-telegram-bot", "tld", "tqdm"})
"""The libraries under such a licence: each was looked at, another one is to be."""
_NAMES = {
    "Apache Software License": "Apache-2.0",
    "Apache2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_NO_LICENCE = {"DFSG approved", "OSI Approved"}
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)


def deployed() -> list[str]:
    """The dependencies of deploy/requirements.lock, by their names there."""
    return _PINNED.findall(LOCK.read_text(encoding="utf-8"))


def licences() -> Iterator[tuple[str, str]]:
    """Each of them that is installed here with its licence, as it tells it: an SPDX expression,
    or names with ; between them.
    """
    for name in deployed():
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue  # for another system, such as colorama for Windows
        classified = [
            kind.rpartition(" :: ")[2]
            for kind in about.get_all("Classifier") or ()
            if kind.startswith("License ::")
        ]
        named = "; ".join(kind for kind in classified if kind not in _NO_LICENCE)
        text = str(about.json.get("license", "")).strip()
        short = text if text and "\n" not in text and len(text) < 60 else ""
        yield name, str(about.json.get("license_expression", "")) or named or short


def may_be_used(name: str, licence: str) -> bool:
    """Whether we may build on it: one of several that are offered (OR), and all that hold (AND)."""
    return any(
        all(_is_known(name, part) for part in re.split(r" AND |; ", offered))
        for offered in licence.split(" OR ")
    )


def _is_known(name: str, licence: str) -> bool:
    plain = (_NAMES.get(licence) or licence.strip("() ")).removesuffix(" WITH LLVM-exception")
    return plain in PERMISSIVE or (plain in WEAK and name in USED_UNCHANGED)
