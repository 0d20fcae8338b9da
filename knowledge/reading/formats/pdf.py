"""A PDF into an Article: its lines into paragraphs, by where they stand on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.errors import EmptySource, NoTextLayer
from knowledge.model.article import Article, ParagraphKind
from knowledge.reading.formats.pdf_lines import PdfLine, pdf_lines
from knowledge.reading.layout import blocks
from knowledge.reading.layout.blocks import Block, clean
from knowledge.reading.layout.paragraphs import kind_by_words

_LARGER = 1.15
"""A line that much larger than most is a heading."""
_MARGIN = 0.08
"""The share of a page's height, above and below, in which running heads stand."""
_GAP = 0.75
"""White between two lines, in heights of the line, from which a new paragraph begins."""
_SHORT = 0.85
"""A line that fills less of its column than that ends a paragraph, where it ends a sentence."""
_HEADING_WORDS = 25
_ENDS = re.compile(r"[.!?…:][\"”’»)\]]*$")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u00ad]$")
_PAGE_MARK = re.compile(
    r"(?:page |seite |стр\. )?[\d\s/.–-]+(?:(?:of|von|из) \d+)?|(?:file|https?)://\S+.*"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? .{0,12}",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\.(?:docx?|pdf|indd|qxd|odt|html?)$|^(?:microsoft word|untitled\b|\()", re.IGNORECASE
)
"""What programs write there by themselves."""


def is_pdf(data: bytes) -> bool:
    """Whether these bytes are a PDF's: readers allow for rubbish in front."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes, name: str) -> Article:
    """The article in a PDF: lines joined into paragraphs, words broken at line ends mended,
    running heads and page numbers left out; the first largest heading is the headline. The
    date is one that stands in the text: when a file was made says nothing of its article.

    Raises Locked, NoTextLayer, Malformed or EmptySource.
    """
    lines, info = pdf_lines(data, name)
    if not lines:
        raise NoTextLayer(name)
    lines = list(_without_running_heads(lines))
    usual = _usual(lines)
    groups = list(_groups(lines, usual))
    known = {word.casefold() for line in lines for word in re.findall(r"\w+(?:-\w+)+", line.words)}
    article = blocks.build_article(
        (_block(group, usual, known) for group in groups),
        Article(
            text="",
            paragraphs=(),
            headline=_headline(groups, usual, known) or _told(info, "Title"),
            byline=_told(info, "Author"),
            language="und",
        ),
    )
    if not article.body:
        raise EmptySource(name)
    return article


def _without_running_heads(lines: list[PdfLine]) -> Iterator[PdfLine]:
    """`lines` without what stands in the margins of several pages, or is a page's number."""

    def in_margin(line: PdfLine) -> bool:
        return line.bottom > (1 - _MARGIN) * line.height or line.top < _MARGIN * line.height

    def pattern(line: PdfLine) -> str:
        return re.sub(r"\d+", "0", line.words.casefold())

    pages = Counter(p for p, _ in {(pattern(line), line.page) for line in lines if in_margin(line)})
    for line in lines:
        mark = _PAGE_MARK.fullmatch(line.words) or pages[pattern(line)] > 1
        if not (in_margin(line) and mark):
            yield line


def _usual(lines: list[PdfLine]) -> float:
    """The size in which most of the text is set (points)."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _groups(lines: Iterable[PdfLine], usual: float) -> Iterator[list[PdfLine]]:
    """The lines of each paragraph."""
    group: list[PdfLine] = []
    columns = _columns(lines := list(lines))
    for line in lines:
        if group and _begins(line, group, columns, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _columns(lines: list[PdfLine]) -> dict[tuple[int, int], float]:
    """How far to the right the lines reach that begin at about the same place of a page."""
    reach: dict[tuple[int, int], float] = {}
    for line in lines:
        key = line.column
        reach[key] = max(reach.get(key, 0.0), line.right)
    return reach


def _begins(
    line: PdfLine, group: list[PdfLine], columns: dict[tuple[int, int], float], usual: float
) -> bool:
    """Whether `line` begins a paragraph after those of `group`."""
    last = group[-1]
    if ParagraphKind.BYLINE in {kind_by_words(line.words), kind_by_words(last.words)}:
        return True
    if abs(line.size - last.size) > 0.1 * usual or line.bold != last.bold:
        return True
    ended = _ENDS.search(last.words) is not None
    if line.page != last.page or line.top > last.bottom + last.size:  # another page or column
        return ended or _is_heading(last, usual)
    if last.bottom - line.top > _GAP * usual:
        return True
    if line.left > last.left + 0.6 * usual:  # an indent; the second line of a list hangs
        return ended or len(group) > 1
    width = columns[last.column] - last.left
    return ended and last.right - last.left < _SHORT * width


def _is_heading(line: PdfLine, usual: float) -> bool:
    return line.size > _LARGER * usual or line.bold


def _block(group: list[PdfLine], usual: float, known: set[str]) -> Block:
    words = _joined(group, known)
    heading = all(_is_heading(line, usual) for line in group)
    return Block(words, heading=heading and len(words.split()) <= _HEADING_WORDS)


def _joined(group: list[PdfLine], known: set[str]) -> str:
    """The lines in one, words that were broken at a line's end whole again: with their hyphen
    where the text has the word with one elsewhere, or what follows is a name or a number.
    """
    text = ""
    for line in group:
        if not _HYPHEN.search(text):
            text = f"{text} {line.words}"
            continue
        first, last = text.split()[-1], line.words.split()[0]
        kept = re.sub(r"\W+$", "", first[:-1] + "-" + last).casefold() in known
        soft = text.endswith("\u00ad")
        text = text if (kept or not last[0].islower()) and not soft else text[:-1]
        text += line.words
    return clean(text)


def _headline(groups: list[list[PdfLine]], usual: float, known: set[str]) -> str:
    large = [g for g in groups if g[0].page == 0 and g[0].size > _LARGER * usual]
    largest = max((group[0].size for group in large), default=0.0)
    return next((_joined(g, known) for g in large if g[0].size == largest), "")


def _told(info: dict[str, Any], key: str) -> str:
    """What the PDF's information says, where it is more than the name of a file."""
    from pdfminer.utils import decode_text

    value = info.get(key)
    words = clean(decode_text(value)) if isinstance(value, bytes) else ""
    return "" if _NO_NAME.search(words) or len(words) > 300 else words
