"""The lines on the pages of a PDF: pdfminer.six, and nothing else of it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Any

from knowledge.errors import Locked, Malformed

PAGES = 300
"""Pages that are read of one PDF."""
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st", **dict.fromkeys([*range(9), 11, *range(14, 32)]),
}  # fmt: skip
"""Letters that fonts draw as one, and control characters, which are drawn as nothing."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page: its words, its edges and size (points, from below left), the page's
    number (from 0) and height.
    """

    words: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    page: int
    height: float

    @property
    def column(self) -> tuple[int, int]:
        """About where it begins: lines of a column share it."""
        return self.page, round(self.left / 20)


def pdf_lines(data: bytes, name: str) -> tuple[list[PdfLine], dict[str, Any]]:
    """The lines of a PDF in reading order, and its information dictionary.

    Raises Locked or Malformed.
    """
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser

    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        return list(_lines(document)), next(iter(document.info), {})
    except PDFPasswordIncorrect as exc:
        raise Locked(name) from exc
    except MemoryError:
        raise
    except Exception as exc:  # a broken file fails anywhere in a parser of this size
        raise Malformed(name) from exc


def _lines(document: Any) -> Iterator[PdfLine]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams, LTTextBox, LTTextLine
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    for number, sheet in enumerate(PDFPage.create_pages(document)):
        if number == PAGES:
            return
        interpreter.process_page(sheet)
        layout = device.get_result()
        for box in layout:
            for line in box if isinstance(box, LTTextBox) else ():
                if isinstance(line, LTTextLine) and line.get_text().strip():
                    yield _line(line, number, layout.height)


def _line(line: Any, number: int, height: float) -> PdfLine:
    letters = [part for part in line if hasattr(part, "fontname")]
    bold = sum("bold" in letter.fontname.casefold() for letter in letters)
    return PdfLine(
        words=" ".join(line.get_text().translate(_LIGATURES).split()),
        left=line.x0,
        right=line.x1,
        top=line.y1,
        bottom=line.y0,
        size=round(median([letter.size for letter in letters] or [0.0]), 1),
        bold=2 * bold > len(letters),
        page=number,
        height=height,
    )
