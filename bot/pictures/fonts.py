"""The typefaces of pictures: which of them has a letter, and how it is set in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_NOTO = "manimgx_fonts"
_SCRIPTS = (
    "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi",
    "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil",
    "Telugu", "Thai", "Symbols",
)  # fmt: skip
_EMOJI_STYLE = "\N{VARIATION SELECTOR-16}"
_JOINER = "\N{ZERO WIDTH JOINER}"


@dataclass(frozen=True, slots=True)
class Face:
    """A variable font in an installed package. Its first axis is the weight; `optical` is whether
    there is a second one, the size that it is read at.
    """

    package: str
    file: str
    optical: bool = False

    @property
    def path(self) -> str:
        """Where the font lies."""
        return str(files(self.package).joinpath(self.file))


SERIF = Face("fontpkg_source_serif_4", "files/SourceSerif4[opsz,wght].ttf", optical=True)
SANS = Face(_NOTO, "NotoSans[wght].ttf")
EMOJI = Face(_NOTO, "NotoEmoji[wght].ttf")
FACES = (
    SERIF, SANS, *(Face(_NOTO, f"NotoSans{script}[wght].ttf") for script in _SCRIPTS), EMOJI
)  # fmt: skip
_FLAGS = range(0x1F1E6, 0x1F200)


def clusters(text: str) -> Iterator[str]:
    """The text in pieces that no border of fonts may cut: a letter with its marks, an emoji with
    what is joined to it.
    """
    held = ""
    for character in text:
        flag = ord(character) in _FLAGS and len(held) == 1 and ord(held) in _FLAGS
        if held and not (flag or _is_mark(character) or held.endswith(_JOINER)):
            yield held
            held = ""
        held += character
    if held:
        yield held


def face_of(cluster: str, first: Face, before: Face | None = None) -> Face | None:
    """The face to set a cluster in: `first` where that has it, but for signs and spaces the one
    of the cluster `before`; None where no face has all of it.
    """
    shown = {ord(c) for c in cluster if not _is_ignorable(c)}
    choice = [first, *FACES]
    if before not in (None, EMOJI) and not cluster[0].isalnum():
        choice.insert(0, before)
    if _EMOJI_STYLE in cluster:
        choice.insert(0, EMOJI)
    return next((face for face in choice if shown <= _letters(face)), None)


def missing(texts: Iterable[str]) -> str:
    """The letters that no face has, each once."""
    return "".join(
        dict.fromkeys(
            cluster
            for text in texts
            for cluster in clusters(text)
            if not cluster.isspace() and face_of(cluster, SERIF) is None
        )
    )


@cache
def font(face: Face, size: int, weight: int = 400) -> FreeTypeFont:
    """The face at a size in pixels and a weight from 400 to 700."""
    from PIL import ImageFont

    made = ImageFont.truetype(face.path, size, layout_engine=ImageFont.Layout.RAQM)
    made.set_variation_by_axes([weight, min(60, max(8, size / 2))] if face.optical else [weight])
    return made


@cache
def _letters(face: Face) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(face.path, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def _is_mark(character: str) -> bool:
    emoji_tone = 0x1F3FB <= ord(character) <= 0x1F3FF
    return emoji_tone or _is_ignorable(character) or unicodedata.category(character)[0] == "M"


def _is_ignorable(character: str) -> bool:
    """Whether it shows nothing by itself: joiners, selectors, marks of direction."""
    code = ord(character)
    selector = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    return selector or unicodedata.category(character) == "Cf"
