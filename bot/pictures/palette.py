"""The colours of pictures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """What is drawn on, what is read first, what second, and what stands out."""

    paper: str
    ink: str
    quiet: str
    accent: str


LIGHT = Palette("#FBF8F3", "#1D1B19", "#6A635B", "#B23A2A")
DARK = Palette("#17191D", "#F2EFE9", "#A39D94", "#E8846F")
