"""Where sentences begin and end."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from knowledge.span import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def _splitter() -> Callable[[str], list[tuple[int, int]]]:
    from nupunkt import sent_spans

    return sent_spans


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """The sentences of `text`, or of its part `within`, as spans of `text` without outer white
    space, in order (nupunkt's Punkt model).
    """
    part = within or Span(0, len(text))
    found = []
    for start, end in _splitter()(part.of(text)):
        span = trimmed(Span(part.start + start, part.start + end), text)
        if len(span):
            found.append(span)
    return found
