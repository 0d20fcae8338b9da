"""News sites of our own: stories in the layouts that real sites have, with their gold text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

_HERE = Path(__file__).parent
STORIES = tuple(sorted(path.stem for path in (_HERE / "stories").glob("*.txt")))
LAYOUTS = (
    "broadsheet", "tabloid", "amp", "agency", "tables", "modern", "live", "wiki", "blog", "lines",
)  # fmt: skip
"""Those that show the article. The others show why there is none."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, subheading or pull quote of a story."""

    kind: str
    text: str

    @property
    def html(self) -> Markup:
        """As sites write it: with a link and an emphasis somewhere inside."""
        words = self.text.split(" ")
        if len(words) < 12:
            return escape(self.text)
        linked = Markup('<a href="/tag/{}">{}</a>').format(words[5].lower(), words[5])
        strong = Markup("<em>{}</em>").format(words[9])
        return Markup(" ").join([*words[:5], linked, *words[6:9], strong, *words[10:]])


@dataclass(frozen=True, slots=True)
class Story:
    """An article as its reporters wrote it."""

    headline: str
    byline: str
    published: str
    outlet: str
    language: str
    caption: str
    summary: str
    blocks: tuple[Block, ...]

    @property
    def authors(self) -> list[str]:
        """The reporters, one by one."""
        return self.byline.split(" and ")

    @property
    def day(self) -> str:
        """The date as a page shows it."""
        return datetime.fromisoformat(self.published).strftime("%-d %B %Y")

    @property
    def gold(self) -> list[str]:
        """The paragraphs that a reader of the page came for."""
        return [block.text for block in self.blocks]


@cache
def story(name: str) -> Story:
    """The story of that name."""
    head, _, body = (_HERE / "stories" / f"{name}.txt").read_text("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Story(**fields, blocks=tuple(_block(part) for part in body.strip().split("\n\n")))


def _block(part: str) -> Block:
    if part.startswith("## "):
        return Block("heading", part[3:])
    return Block("quote", part[2:]) if part.startswith("> ") else Block("paragraph", part)


def page(layout: str, name: str, canonical: str = "", charset: str = "utf-8") -> bytes:
    """The page of a story in a layout of `sites/`, as the bytes that a server sends."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "sites"), autoescape=True, undefined=StrictUndefined
    )
    shown = environment.get_template(f"{layout}.html")
    link = canonical or f"https://news.example/{name}"
    html = shown.render(s=story(name), canonical=link, charset=charset)
    return html.encode(charset, "xmlcharrefreplace")
