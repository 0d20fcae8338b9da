"""The lines of a text into paragraphs: each line one, or several that an editor has wrapped.

Which of the two a run of lines is, its line ends show. Where text is wrapped, a line is *full*:
the next line's first word had no room on it. A short line then ends a sentence and a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.model.span import Span

_LINE = re.compile(r"[^\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_BREAKS = re.compile(r"\n[\f\v]?|[\f\v\x1c-\x1e\x85\u2028\u2029]")
_WIDEST = 100
"""Characters of a line, at most, where text is wrapped."""
_NARROWEST = 40
_FULL = 0.75
"""The share of the width from which a line, with the next line's first word, is full: people
wrap less evenly than programs."""
_SURE = 2
"""Lines broken within sentences from which a text is taken to be wrapped throughout."""
_ENDS = re.compile(r"[.!?…:。！？؟।][\"”“'’»*_)\]]*$")
_OPENS = re.compile(r"#{1,6}\s|[-*+•–—]\s|\d{1,3}[.)]\s|>|\||\[\d+\]")
"""How a line begins that is a heading, an item, a quoted line or a table's row in Markdown."""
_ITEM = re.compile(r"[-*+•]\s|\d{1,3}[.)]\s|\[\d+\]")
SEPARATOR = re.compile(r"[_*\-=#~•·.—–\s]+")
"""A line of nothing but these parts what stands above and below."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A text, the `width` that its lines are wrapped at if any are, and whether some surely are."""

    text: str
    width: int = 0
    wrapped: bool = False

    def full(self, line: Span, after: Span) -> bool:
        """Whether the first word of the next line, `after`, had no room on `line`."""
        word = self.text[after.start : min(after.end, after.start + _WIDEST)].split(maxsplit=1)[0]
        return len(line) + 1 + len(word) > _FULL * self.width

    def ended(self, line: Span) -> bool:
        """Whether `line` ends as a sentence does."""
        return _ENDS.search(line.of(self.text)) is not None

    def indent(self, line: Span) -> int:
        """Columns of white space before `line`."""
        start = line.start
        while start and self.text[start - 1] in " \t\u3000\xa0":
            start -= 1
        return len(self.text[start : line.start].expandtabs())


def spans(text: str) -> Iterator[Span]:
    """The paragraphs of `text` in order, without outer white space; they hold all that is no
    white space. In time linear in the text.
    """
    blocks = list(_blocks(text))
    sheet = _sheet(text, [block for block in blocks if len(block) > 1])
    for block in blocks:
        yield from _paragraphs(block, sheet)


def _sheet(text: str, blocks: list[list[Span]]) -> _Sheet:
    width = max((len(line) for b in blocks for line in b if len(line) <= _WIDEST), default=0)
    if width < _NARROWEST:
        return _Sheet(text)
    sheet = _Sheet(text, width)
    wraps = sum(
        sheet.full(line, after) and not sheet.ended(line)
        for block in blocks
        for line, after in pairwise(block)
        if len(line) <= _WIDEST
    )
    return _Sheet(text, width, wraps >= _SURE)


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines with no blank line between them, each line without outer white space."""
    block: list[Span] = []
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + match[0].index(words[0])
        line = Span(start, start + len(words))
        if block and len(_BREAKS.findall(text, block[-1].end, start)) > 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _paragraphs(block: list[Span], sheet: _Sheet) -> Iterator[Span]:
    head = 0
    while head < len(block) - 1 and not sheet.full(block[head], block[head + 1]):
        head += 1  # a headline, a byline, right above the first wrapped line
    yield from block[:head]
    rest = block[head:]
    if not _is_wrapped(rest, sheet):
        yield from rest
        return
    first = last = rest[0]
    for line in rest[1:]:
        if _begins(line, last, first, sheet):
            yield Span(first.start, last.end)
            first = line
        last = line
    yield Span(first.start, last.end)


def _is_wrapped(lines: Sequence[Span], sheet: _Sheet) -> bool:
    """Whether most line ends are where the width is, and others where sentences are."""
    if len(lines) == 1 or not sheet.width or max(map(len, lines)) > _WIDEST:
        return False
    full = [sheet.full(line, after) for line, after in pairwise(lines)]
    ended = [sheet.ended(line) for line in lines[:-1]]
    odd = sum(not f and not e for f, e in zip(full, ended, strict=True))
    return (
        2 * sum(full) >= len(full) and 10 * odd <= len(full) and (sheet.wrapped or not all(ended))
    )


def _begins(line: Span, last: Span, first: Span, sheet: _Sheet) -> bool:
    """Whether a paragraph begins with `line`, in wrapped text whose paragraph so far is `first`
    to `last`.
    """
    text = sheet.text
    if _OPENS.match(text, line.start, line.end):
        quoted = text.startswith(">", line.start) and text.startswith(">", last.start)
        return not quoted or not line.of(text).lstrip("> ") or not last.of(text).lstrip("> ")
    if text.startswith("#", last.start) or SEPARATOR.fullmatch(line.of(text)):
        return True
    if sheet.ended(last) and not sheet.full(last, line):
        return True
    return sheet.indent(line) > sheet.indent(last) and not _ITEM.match(text, first.start)
