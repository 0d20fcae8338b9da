"""Statements written out to files, for spreadsheets and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge import ArticleEntry, StatementRow

LARGEST = 45_000_000
"""Bytes of a file: Telegram takes 50 MB from bots."""
COLUMNS = (
    "speaker", "role", "words", "kind", "addressee", "cue", "negated",
    "article", "outlet", "date", "url", "paragraph", "start", "end",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOM = "\ufeff"
"""By which Excel knows UTF-8."""


@dataclass(slots=True)
class _Form:
    """A kind of file: its ending, what it begins with, and a row as it stands in it."""

    ending: str
    head: str
    line: Callable[[dict[str, Any]], str]


def statement_rows(
    articles: Iterable[tuple[ArticleEntry, Iterable[StatementRow]]],
) -> Iterator[dict[str, Any]]:
    """A row for each statement, with its article's source."""
    for entry, statements in articles:
        for stated in statements:
            day = entry.published.date().isoformat() if entry.published else ""
            source = {"outlet": entry.outlet, "date": day, "url": entry.url}
            own = {name: getattr(stated, name) for name in COLUMNS if hasattr(stated, name)}
            article = {"article": entry.headline or entry.name}
            yield {name: {**own, **source, **article}[name] for name in COLUMNS}


def write_files(
    found: Iterable[dict[str, Any]], folder: Path, largest: int = LARGEST
) -> tuple[list[Path], int]:
    """Writes the rows as CSV and as JSON Lines into the folder, each in as many files as they need;
    the files, and how many rows there were.
    """
    forms = [
        _Form("csv", _BOM + _csv_line(COLUMNS), lambda row: _csv_line(_safe(row.values()))),
        _Form("jsonl", "", lambda row: json.dumps(row, ensure_ascii=False) + "\n"),
    ]
    files = [_Files(folder, form, largest) for form in forms]
    many = 0
    for row in found:
        many += 1
        for file in files:
            file.add(row)
    for file in files:
        file.close()
    return [path for file in files for path in file.paths], many


class _Files:
    """Files of one form, a new one where the next line would make the last too large."""

    def __init__(self, folder: Path, form: _Form, largest: int) -> None:
        self.paths: list[Path] = []
        self._folder, self._form, self._largest = folder, form, largest
        self._open: io.BufferedWriter | None = None
        self._size = 0

    def add(self, row: dict[str, Any]) -> None:
        line = self._form.line(row).encode()
        if self._open is None or self._size + len(line) > self._largest:
            self._next()
        self._put(line)

    def close(self) -> None:
        if self._open is not None:
            self._open.close()

    def _next(self) -> None:
        self.close()
        number = len(self.paths) + 1
        name = f"statements{f'-{number}' if number > 1 else ''}.{self._form.ending}"
        self.paths.append(self._folder / name)
        self._open, self._size = self.paths[-1].open("wb"), 0
        self._put(self._form.head.encode())

    def _put(self, data: bytes) -> None:
        if self._open is not None:
            self._size += self._open.write(data)


def _safe(cells: Iterable[Any]) -> list[Any]:
    """The cells so that no spreadsheet takes words for a formula."""
    return [
        f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
        for cell in cells
    ]


def _csv_line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
