"""Telegram's HTML on a terminal's screen."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from rich.console import RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

_STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "code": "cyan"}
_STYLES |= {"u": "underline", "s": "strike"}
_QUOTED = "cyan"


def render_html(html: str) -> Iterator[RenderableType]:
    """The parts of a message, to be printed in order: text, and quotations set in from the edge."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    yield from parser.parts()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[tuple[bool, Text]] = [(False, Text())]
        self._styles: list[tuple[str, Style]] = []

    def parts(self) -> Iterator[RenderableType]:
        for quoted, text in self._parts:
            plain = text.plain
            text = text[len(plain) - len(plain.lstrip("\n")) : len(plain.rstrip("\n"))]
            if text:
                yield Padding(text, (0, 2, 0, 4)) if quoted else text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self._parts.append((True, Text(style=_QUOTED)))
            return
        address = dict(attrs).get("href")
        style = Style(link=address) if address else Style.parse(_STYLES.get(tag, ""))
        self._styles.append((tag, style))

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self._parts.append((False, Text()))
        elif self._styles and self._styles[-1][0] == tag:
            self._styles.pop()

    def handle_data(self, data: str) -> None:
        self._parts[-1][1].append(
            data, Style.combine([Style(), *(style for _, style in self._styles)])
        )
