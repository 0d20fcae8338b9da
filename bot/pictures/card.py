"""A quotation as a picture to share: its words as they stand, who said them, and where."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import MissingGlyphs, TextTooLong
from bot.pictures import typesetting
from bot.pictures.fonts import SANS, SERIF, missing
from bot.pictures.palette import DARK, LIGHT, Palette
from bot.pictures.typesetting import Style, TextLine, balanced, lines

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH = 1080
MARGIN = 96
"""Pixels at each side that stay empty."""
BAR, GAP = 8, 58
"""The bar beside the words, and the space between them, where an opening mark hangs."""
COLUMN = WIDTH - 2 * MARGIN - BAR - GAP
SHAPES = ((1080, range(96, 45, -2)), (1350, range(60, 35, -2)))
"""Heights, and for each the sizes of the words that are tried: where none fits, no picture is
made. 36 pixels are 13 points on a phone that shows the picture at its full width.
"""
LARGE, FEW = 76, 3
"""Larger than this only a few lines are set."""
EVEN = 8
"""Lines of a paragraph that are made as even as can be."""
LEADING = 1.38
_AROUND = 56
"""Pixels between the words and what stands under them."""
_BEFORE_SOURCE = 18


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card, each text as it is to be read. `note` says how the words stand in
    the article where that is not plain from them; `mark` is whose card it is.
    """

    words: str
    speaker: str = ""
    role: str = ""
    note: str = ""
    source: str = ""
    mark: str = ""
    dark: bool = False


@dataclass(frozen=True, slots=True)
class CardBlock:
    """Lines in one style; `ink` names a colour, `before` is the space above in pixels."""

    lines: tuple[TextLine, ...]
    style: Style
    ink: str
    before: int = 0

    @property
    def height(self) -> int:
        """Pixels, with the space above."""
        return self.before + len(self.lines) * leading(self.style)


@dataclass(frozen=True, slots=True)
class Layout:
    """A card with everything in its place: the words, and below them who and where."""

    height: int
    words: CardBlock
    below: tuple[CardBlock, ...]

    @property
    def top(self) -> int:
        """Where the words begin: in the middle of the space that is theirs."""
        return MARGIN + (self.height - 2 * MARGIN - self.taken) // 2

    @property
    def taken(self) -> int:
        """Pixels of all blocks together."""
        return (
            self.words.height + (_AROUND if self.below else 0) + sum(b.height for b in self.below)
        )


def leading(style: Style) -> int:
    """Pixels from one baseline to the next."""
    return round(style.size * LEADING)


def laid_out(card: Card) -> Layout:
    """Everything in its place, the words as large as they fit.

    Raises MissingGlyphs where no typeface has a letter, TextTooLong where the words are too long.
    """
    lacking = missing((card.words, card.speaker, card.role, card.note, card.source, card.mark))
    if lacking:
        raise MissingGlyphs(lacking)
    below = tuple(_below(card))
    for height, sizes in SHAPES:
        for size in sizes:
            layout = Layout(height, _words(card.words, Style(SERIF, size, 420)), below)
            large = size > LARGE and len(layout.words.lines) > FEW
            if not large and layout.taken <= height - 2 * MARGIN:
                return replace(layout, words=_evened(card.words, layout.words))
    raise TextTooLong


def png(card: Card) -> bytes:
    """The card as a picture. Raises as `laid_out`."""
    from PIL import Image, ImageDraw

    layout, colours = laid_out(card), DARK if card.dark else LIGHT
    image = Image.new("RGB", (WIDTH, layout.height), colours.paper)
    canvas = ImageDraw.Draw(image)
    rtl = layout.words.lines[0].rtl
    bar = WIDTH - MARGIN - BAR if rtl else MARGIN
    y, height = layout.top, layout.words.height
    canvas.rounded_rectangle((bar, y, bar + BAR - 1, y + height), BAR // 2, colours.accent)
    y = _draw(canvas, layout.words, y, colours, rtl)
    y += _AROUND
    for block in layout.below:
        y = _draw(canvas, block, y, colours, rtl)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw(canvas: ImageDraw, block: CardBlock, y: int, colours: Palette, rtl: bool) -> int:
    """Draws a block below `y`; where it ends."""
    left = MARGIN if rtl else MARGIN + BAR + GAP
    right = left + COLUMN
    ink = getattr(colours, block.ink)
    baseline = y + block.before + round(block.style.size * 1.04)
    for line in block.lines:
        # On a card that runs to the left a line of other letters stands on the right as well.
        x = right - line.width(block.style) if rtl and not line.rtl else left
        typesetting.draw(canvas, line, block.style, x, right, baseline, ink)
        baseline += leading(block.style)
    return y + block.height


def _words(words: str, style: Style) -> CardBlock:
    made = [line for text in words.split("\n") for line in lines(text, style, COLUMN)]
    return CardBlock(tuple(made), style, "ink")


def _evened(words: str, block: CardBlock) -> CardBlock:
    """The same block with its lines as even as can be, where they are few."""
    if len(block.lines) > EVEN:
        return block
    texts = words.split("\n")
    made = [line for text in texts for line in balanced(text, block.style, COLUMN)]
    return replace(block, lines=tuple(made))


def _below(card: Card) -> Iterator[CardBlock]:
    """Who said it and where, in small."""
    wanted = (
        (card.speaker, Style(SANS, 44, 650), "ink", 0),
        (card.role, Style(SANS, 36), "quiet", 2),
        (card.note, Style(SANS, 34, 500), "accent", 10),
        (card.source, Style(SANS, 34), "quiet", _BEFORE_SOURCE),
        (card.mark, Style(SANS, 28, 600), "accent", 26),
    )
    for text, style, ink, before in wanted:
        if text.strip():
            yield CardBlock(tuple(lines(text, style, COLUMN)), style, ink, before)
