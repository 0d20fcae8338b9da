"""What all commands share: the sign for standard input, and an end whose reasons were told."""

from __future__ import annotations

STANDARD_INPUT = "-"


class AlreadyReported(Exception):
    """Some of the sources were refused; each has had its sentence."""
