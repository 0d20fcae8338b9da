"""Quotation marks: which open, which close, and how far each quotation reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.language import cues
from knowledge.model.span import Span

if TYPE_CHECKING:
    pass

_MARK = re.compile(r"''|``|[“”„‟\"«»‹›「」『』‘’]|(?<!\w)'|'(?!\w)")
_DOUBLE = {"''": '"', "``": "“", "‟": "“"}
_CLOSING = {
    "“": '”"',
    "„": '“”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    "'": "'",
}
_SENTENCE_START = re.compile(r"[\[(…. ]*[A-Z0-9“‘'\"ÀÁÂÄÅÆÇÉÈÊÍÎÑÓÔÖÚÜА-ЯЁІЇЄҐ]")
_SENTENCE_END = re.compile(r"[.!?…,;:—–-]$")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_FEWEST_SENTENCE_WORDS = 3


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """One pair of marks and what stands between: `span` with the marks, `inner` without.

    `closed` is False where the paragraph, or the next opening mark, comes before a closing one.
    """

    span: Span
    inner: Span
    closed: bool = True

    def words(self, text: str) -> list[str]:
        """The words between the marks."""
        return _WORD.findall(self.inner.of(text))


def quotations(text: str, part: Span) -> list[QuotedSpan]:
    """The outermost quotations of one paragraph in order, whatever their marks.

    Each paragraph starts afresh: a mark that is never closed reaches to the end of its own
    paragraph and no further, and a closing mark without an opening one is nothing. '' and ``
    are one mark each. Single marks open a quotation only where no other is open, and never an
    unclosed one: they are apostrophes too.
    """
    pairing = _Pairing(text, part)
    for at in range(len(pairing.marks)):
        pairing.take(at)
    return pairing.finish()


class _Pairing:
    """The marks of a paragraph, taken one by one: which is open now, and what was found."""

    def __init__(self, text: str, part: Span) -> None:
        self.text, self.part = text, part
        self.marks = list(_MARK.finditer(text, part.start, part.end))
        self.singles = _single_pairs(text, self.marks)
        self.found: list[QuotedSpan] = []
        self.opened: re.Match[str] | None = None
        self.nested = False
        self.resume = 0

    def take(self, at: int) -> None:
        """Let the next mark open, close, nest, or be nothing."""
        if at < self.resume:
            return
        mark = self.marks[at]
        kind = _DOUBLE.get(mark.group(), mark.group())
        if self.opened is None:
            self._open(at, mark, kind)
        elif self._closes(mark, kind, self.opened):
            if not self.nested:
                self.found.append(_quotation(self.opened, mark))
                self.opened = None
            self.nested = False
        elif kind in '“"' and _starts_word(self.text, mark):
            self._open_again(at, mark, self.opened)

    def finish(self) -> list[QuotedSpan]:
        """What was found, an unclosed mark's words to the paragraph's end included."""
        if self.opened is not None:
            self.found.append(_unclosed(self.text, self.opened, self.part.end))
        return [q for q in self.found if len(q.inner)]

    def _open(self, at: int, mark: re.Match[str], kind: str) -> None:
        if kind in "‘'":
            close = self.singles.get(at)
            if close is not None:
                self.found.append(_quotation(mark, self.marks[close]))
                self.resume = close + 1
        elif kind in _CLOSING and _opens(self.text, mark, kind, self.part):
            self.opened = mark

    def _closes(self, mark: re.Match[str], kind: str, opened: re.Match[str]) -> bool:
        own = _DOUBLE.get(opened.group(), opened.group())
        return kind in _CLOSING[own] and _closes(self.text, mark, opened)

    def _open_again(self, at: int, mark: re.Match[str], opened: re.Match[str]) -> None:
        """A new opening mark: after a whole sentence the one before was never closed; else it
        stands inside, which straight marks need to be told.
        """
        if _ended(self.text, opened, mark):
            self.found.append(_unclosed(self.text, opened, mark.start()))
            self.opened = mark
        elif mark.group() == opened.group() == '"':
            self.nested = len(self.marks) - at > 2


def _quotation(opening: re.Match[str], closing: re.Match[str]) -> QuotedSpan:
    return QuotedSpan(Span(opening.start(), closing.end()), Span(opening.end(), closing.start()))


def _unclosed(text: str, opening: re.Match[str], end: int) -> QuotedSpan:
    end = opening.end() + len(text[opening.end() : end].rstrip())
    return QuotedSpan(Span(opening.start(), end), Span(opening.end(), end), closed=False)


def _opens(text: str, mark: re.Match[str], kind: str, part: Span) -> bool:
    """Whether a mark can open: a straight one at a word's start, not after a number (inches)."""
    if mark.end() >= part.end:
        return False
    if text[mark.end()].isspace() and kind in '»"' and mark.start() > part.start:
        return False
    if kind != '"':
        return True
    before = text[mark.start() - 1] if mark.start() > part.start else " "
    return not before.isalnum()


def _closes(text: str, mark: re.Match[str], opened: re.Match[str]) -> bool:
    """Whether a mark can close: not where a word begins behind a space, as after an opening."""
    if mark.start() == opened.end():
        return False
    if mark.group() in "”»«›」』’":
        return True
    return not (text[mark.start() - 1].isspace() and _starts_word(text, mark))


def _starts_word(text: str, mark: re.Match[str]) -> bool:
    return mark.end() < len(text) and (text[mark.end()].isalnum() or text[mark.end()] in "[(…‘'")


def _ended(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    return text[opened.end() : mark.start()].rstrip().endswith((".", "!", "?", "…", ","))


def _single_pairs(text: str, marks: list[re.Match[str]]) -> dict[int, int]:
    """For each single mark that opens at a word's start, the next one that closes at a word's
    end. An apostrophe inside a word is neither, and a plural's is closed by nothing.
    """
    pairs: dict[int, int] = {}
    opened: int | None = None
    for at, mark in enumerate(marks):
        if mark.group() not in ("‘", "’", "'"):
            continue
        before = text[mark.start() - 1] if mark.start() else " "
        after = text[mark.end()] if mark.end() < len(text) else " "
        opening = mark.group() == "‘" or (
            mark.group() == "'" and not before.isalnum() and (after.isalpha() or after in "[…")
        )
        closing = not after.isalnum() and not before.isspace()
        if opening:
            opened = at if opened is None or mark.group() == "‘" else opened
        elif closing and opened is not None:
            pairs[opened] = at
            opened = None
    return pairs


def is_sentence(quotation: QuotedSpan, text: str) -> bool:
    """Whether the words stand for themselves: they begin like a sentence, end like one (the
    comma before ", he said" is an end too) and are more than a word or two.
    """
    inner = quotation.inner.of(text).strip()
    after = text[quotation.span.end : quotation.span.end + 1]
    ends = bool(_SENTENCE_END.search(inner)) or after in tuple(".,!?;") or not quotation.closed
    return (
        len(quotation.words(text)) >= _FEWEST_SENTENCE_WORDS
        and bool(_SENTENCE_START.match(inner))
        and ends
    )


def is_title(quotation: QuotedSpan, text: str) -> bool:
    """Whether the words look like a title or a name: few, and each of them in capitals."""
    words = [w for w in quotation.words(text) if w.casefold() not in cues.words("small words")]
    count = len(words)
    return 0 < count <= 8 and all(w[:1].isupper() or w[:1].isdigit() for w in words)
