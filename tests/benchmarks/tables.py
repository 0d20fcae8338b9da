"""What benchmarks measured, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def table(results: Sequence[dict[str, Any]]) -> str:
    """A line for each result; all have the same keys."""
    if not results:
        return ""
    head = " | ".join(key.replace("_", " ") for key in results[0])
    lines = [f"| {head} |", "|---" * len(results[0]) + "|"]
    lines += [f"| {' | '.join(map(_shown, result.values()))} |" for result in results]
    return "\n".join(lines)


def _shown(value: Any) -> str:
    return (
        f"{value:,.4g}"
        if isinstance(value, float)
        else f"{value:,}"
        if _is_count(value)
        else str(value)
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
