"""Links that open a page at words of it and mark them: text fragments.

Source: the Community Group's draft "URL Fragment Text Directives" (WICG scroll-to-text-fragment):
`#:~:text=[prefix-,]start[,end][,-suffix]`, matched without regard to case, at borders of words,
`start` and each other part within one block of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from knowledge.model.span import Span, trimmed

_EXACT = 300
"""Characters, as they are written in a link, up to which all the words stand there; longer ones
are given by their ends."""
_ENDS = (4, 6, 10)
"""Words of each end, the fewest that do."""
_CONTEXT = (2, 4, 8, 16)
"""Words around them that tell them from the same words elsewhere, the fewest that do."""


@dataclass(frozen=True, slots=True)
class Directive:
    """The parts of one text directive, as plain text; "" where there is none."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        parts = [f"{_encoded(self.prefix)}-"] if self.prefix else []
        parts += [_encoded(part) for part in (self.start, self.end) if part]
        parts += [f"-{_encoded(self.suffix)}"] if self.suffix else []
        return "text=" + ",".join(parts)

    def locate(self, text: str) -> Span | None:
        """The words that a browser would mark in `text`, the first that fit."""
        pattern = _pattern(self.start) + (f".*?{_pattern(self.end)}" if self.end else "")
        before = rf"{_pattern(self.prefix)}\s*" if self.prefix else ""
        after = rf"\s*{_pattern(self.suffix)}" if self.suffix else ""
        match = re.search(f"{before}({pattern}){after}", text, re.IGNORECASE | re.DOTALL)
        return Span(*match.span(1)) if match else None


def text_link(url: str, text: str, span: Span) -> str:
    """`url` with the fragment that leads to `span` of `text`, the text of the page there.

    "" where there is no page on the web, and `url` itself where the span has no words.
    """
    if not url.startswith(("http://", "https://")):
        return ""
    page, _, fragment = url.partition("#")
    anchor = fragment.partition(":~:")[0]
    found = directive(text, span)
    return f"{page}#{anchor}:~:{found}" if found else url


def directive(text: str, span: Span) -> Directive | None:
    """The shortest of our directives that leads to `span` in `text` and nowhere before it; the
    most telling one where none does; None where the span has no words.
    """
    span = _whole_words(trimmed(span, text), text)
    last = None
    for candidate in _candidates(text, span):
        last = candidate
        if candidate.locate(text) == span:
            return candidate
    return last


def _candidates(text: str, span: Span) -> Iterator[Directive]:
    for start, end in _middles(span.of(text)):
        yield Directive(start, end)
        for count in _CONTEXT:
            before, after = _before(text, span.start, count), _after(text, span.end, count)
            for prefix, suffix in ((before, ""), ("", after), (before, after)):
                if prefix or suffix:
                    yield Directive(start, end, prefix, suffix)


def _middles(words: str) -> Iterator[tuple[str, str]]:
    """The words themselves, or where they are many or in several blocks their two ends."""
    if not re.search(r"\w", words):
        return
    if len(_encoded(words)) <= _EXACT and "\n" not in words:
        yield words, ""
        return
    first, last = (block.split() for block in (words.split("\n")[0], words.split("\n")[-1]))
    for count in _ENDS:
        one_block = "\n" not in words
        count_first = min(count, len(first) // 2 if one_block else len(first))
        count_last = min(count, len(last) // 2 if one_block else len(last))
        yield " ".join(first[: max(1, count_first)]), " ".join(last[-max(1, count_last) :])


def _before(text: str, start: int, count: int) -> str:
    """Up to `count` words before `start`, of its own block, or of the one before if it is first."""
    block = text[:start].rstrip().rpartition("\n")[2]
    return " ".join(block.split()[-count:])


def _after(text: str, end: int, count: int) -> str:
    block = text[end:].lstrip().partition("\n")[0]
    return " ".join(block.split()[:count])


def _whole_words(span: Span, text: str) -> Span:
    """`span` widened to whole words: browsers match nothing less."""
    start, end = span.start, span.end
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _pattern(words: str) -> str:
    """Matches `words` at borders of words, however their white space is."""
    inner = r"\s+".join(re.escape(word) for word in words.split())
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    return left + inner + (r"(?!\w)" if words[-1:].isalnum() else "")


def _encoded(words: str) -> str:
    """Percent-encoded with the signs of the syntax itself: the comma, the ampersand, the dash."""
    return quote(words, safe="").replace("-", "%2D")
