"""Typesetting: a text into lines of pieces, each of one face and one direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from bot.pictures.fonts import FACES, SERIF, Face, clusters, face_of, font

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
"""White space that a line may be broken at: a no-break space is not."""
_OPENING = "“„«‹‘\"'"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: the face tried first, the size in pixels, the weight."""

    face: Face = SERIF
    size: int = 40
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line in one face and one direction."""

    text: str
    face: Face
    rtl: bool


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line's pieces in the order in which they are read, and how its paragraph runs."""

    pieces: tuple[Piece, ...]
    rtl: bool

    @property
    def text(self) -> str:
        """What is read, with the space that it is broken at."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def shown(self) -> tuple[Piece, ...]:
        """The pieces without the space that the line is broken at."""
        *others, last = self.pieces
        kept = replace(last, text=last.text.rstrip(" "))
        return (*others, kept) if kept.text else tuple(others)

    def width(self, style: Style) -> float:
        """Pixels that it takes."""
        return sum(_length(p.text, p.face, p.rtl, style.size, style.weight) for p in self.shown)

    def hangs(self, style: Style) -> float:
        """Pixels by which an opening quotation mark stands out into the margin."""
        first = self.text[:1]
        if self.rtl or first not in _OPENING or not first:
            return 0
        return _length(first, self.pieces[0].face, False, style.size, style.weight)


def flat(text: str) -> str:
    """The text with each white space that lines may be broken at as a single space."""
    return _SPACES.sub(" ", text).strip(" ")


def lines(text: str, style: Style, width: float) -> list[TextLine]:
    """The text in lines of at most so many pixels; joined they are `flat(text)`. A word wider
    than a line is broken.
    """
    parts = _parts(flat(text), style.face)
    rtl = _runs_right_to_left(parts)
    made: list[TextLine] = []
    held: list[Piece] = []

    def fits(*more: Piece) -> bool:
        return TextLine(_merged([*held, *more]), rtl).width(style) <= width

    def end_line() -> None:
        if held:
            made.append(TextLine(_merged(held), rtl))
            held.clear()

    for word in _words(parts):
        if not fits(*word):
            end_line()
        whole = fits(*word)
        for part in word:
            if not whole and not fits(part):
                end_line()
            held.append(part)
    end_line()
    return made


def balanced(text: str, style: Style, width: float) -> list[TextLine]:
    """The same number of lines, as even as can be."""
    best = lines(text, style, width)
    low, high = 0.0, width
    while len(best) > 1 and high - low > 4:
        middle = (low + high) / 2
        tried = lines(text, style, middle)
        if len(tried) == len(best):
            best, high = tried, middle
        else:
            low = middle
    return best


def draw(
    canvas: ImageDraw, line: TextLine, style: Style, left: float, right: float, y: float, ink: str
) -> None:
    """Draws a line between two borders, on the baseline `y`, beginning where it is begun to be
    read; a quotation mark at its beginning hangs out on the left.
    """
    x = right - line.width(style) if line.rtl else left - line.hangs(style)
    for piece in _in_sight(line):
        made, direction = font(piece.face, style.size, style.weight), _direction(piece.rtl)
        canvas.text((x, y), piece.text, ink, made, anchor="ls", direction=direction)
        x += _length(piece.text, piece.face, piece.rtl, style.size, style.weight)


def _parts(text: str, first: Face) -> list[Piece]:
    """The clusters with their faces and directions. Of Unicode's algorithm (UAX 9) this is what
    borders of fonts need: within a piece the layout engine does all of it.
    """
    faces: list[Face] = []
    for cluster in clusters(text):
        found = face_of(cluster, first, faces[-1] if faces else None)
        faces.append(found or FACES[0])
    strong = [_strong(cluster) for cluster in clusters(text)]
    base = next((one for one in strong if one is not None), False)
    after = _following(strong, base)
    before, parts = base, []
    for cluster, face, here, later in zip(clusters(text), faces, strong, after, strict=True):
        if here is not None:
            rtl = before = here
        elif any(unicodedata.bidirectional(c) in {"EN", "AN"} for c in cluster):
            rtl = before
        else:
            rtl = before if before == later else base
        parts.append(Piece(cluster, face, rtl))
    return parts


def _following(strong: Sequence[bool | None], base: bool) -> list[bool]:
    """For each place the direction of the next letter."""
    found, last = [], base
    for one in reversed(strong):
        last = last if one is None else one
        found.append(last)
    return found[::-1]


def _strong(cluster: str) -> bool | None:
    """Whether letters run to the left here; None for what has no direction of its own."""
    kinds = {unicodedata.bidirectional(character) for character in cluster}
    return True if kinds & {"R", "AL"} else False if "L" in kinds else None


def _runs_right_to_left(parts: Sequence[Piece]) -> bool:
    return next((s for p in parts if (s := _strong(p.text)) is not None), False)


def _words(parts: Sequence[Piece]) -> Iterator[list[Piece]]:
    """What is not broken between: up to a space or a dash, that included."""
    word: list[Piece] = []
    for part in parts:
        word.append(part)
        if part.text in {" ", "—", "–", "-"}:
            yield word
            word = []
    if word:
        yield word


def _merged(parts: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(
        Piece("".join(part.text for part in run), face, rtl)
        for (face, rtl), run in groupby(parts, key=lambda part: (part.face, part.rtl))
    )


def _in_sight(line: TextLine) -> list[Piece]:
    """The pieces from left to right: those of the other direction than the paragraph's are turned
    around among themselves, and all of them in a paragraph that runs to the left.
    """
    shown: list[Piece] = []
    for rtl, run in groupby(line.shown, key=lambda piece: piece.rtl):
        together = list(run)
        shown += together[::-1] if rtl != line.rtl else together
    return shown[::-1] if line.rtl else shown


@lru_cache(maxsize=50_000)
def _length(text: str, face: Face, rtl: bool, size: int, weight: int) -> float:
    return font(face, size, weight).getlength(text, direction=_direction(rtl)) if text else 0.0


def _direction(rtl: bool) -> str:
    return "rtl" if rtl else "ltr"
