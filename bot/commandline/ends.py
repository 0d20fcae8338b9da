"""What all commands share: the sign for standard input, and an end whose reasons were told."""

from __future__ import annotations

STANDARD_INPUT = "-"
INTERRUPTED = 130
"""The exit status after an interrupt, as shells have it."""


class Refused(Exception):
    """Some of the sources were refused; each has had its sentence."""
