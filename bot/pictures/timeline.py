"""When somebody was quoted, as a picture to be read on a phone: time runs down the page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.pictures.fonts import FACES, SANS, SERIF, missing
from bot.pictures.palette import DARK, LIGHT, Palette
from bot.pictures.typesetting import Style, lines

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, MARGIN = 1080, 96
DPI = 100
TITLE, ROLE, HEADLINE, SMALL = (
    Style(SERIF, 68), Style(SANS, 36), Style(SANS, 40), Style(SANS, 33)
)  # fmt: skip
AXIS, TEXT = MARGIN + 26, MARGIN + 112
"""Where the line of time runs, and where the labels begin: pixels from the left."""
COLUMN = WIDTH - MARGIN - TEXT
LINES = 2
"""Of a headline."""
LEADING = 1.36
BETWEEN = 46
"""Pixels between two labels."""
APART = 34
"""Pixels at least between the middles of two dots."""
_DOT = 13


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of time: when it begins, what it is called, how many statements fall into it, and
    the headline of the article with most of them.
    """

    at: datetime
    label: str
    statements: int
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A timeline with every text as it is to be read; rows in order of time, at least one."""

    title: str
    role: str
    summary: str
    rows: tuple[Row, ...]
    mark: str = ""
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A row where it stands: pixels from the top of its dot and of its label."""

    row: Row
    dot: float
    label: float
    headline: tuple[str, ...]


def laid_out(chart: Chart, top: float) -> tuple[list[Placed], float]:
    """The rows below `top`, and where they end. The labels follow one another; the dots stand
    where their time is between the first and the last, but never in one another.
    """
    headlines = [_cut(row.headline) for row in chart.rows]
    labels, y = [], top
    for headline in headlines:
        labels.append(y)
        y += _step(SMALL) + len(headline) * _step(HEADLINE) + BETWEEN
    dots = _dots([row.at for row in chart.rows], labels[0], labels[-1])
    placed = [
        Placed(row, dot + _step(SMALL) / 2, label, words)
        for row, dot, label, words in zip(chart.rows, dots, labels, headlines, strict=True)
    ]
    return placed, y - BETWEEN


def _dots(times: Sequence[datetime], top: float, bottom: float) -> list[float]:
    whole = (times[-1] - times[0]).total_seconds() or 1.0
    dots = [top + (bottom - top) * (at - times[0]).total_seconds() / whole for at in times]
    for here in range(1, len(dots)):
        dots[here] = max(dots[here], dots[here - 1] + APART)
    limit = bottom
    for here in reversed(range(len(dots))):
        dots[here] = min(dots[here], limit)
        limit = dots[here] - APART
    return dots


def png(chart: Chart) -> bytes:
    """The timeline as a picture."""
    from matplotlib.figure import Figure

    colours = DARK if chart.dark else LIGHT
    heading = _heading(chart)
    placed, bottom = laid_out(chart, MARGIN + sum(height for *_, height in heading) + BETWEEN)
    height = round(bottom + 2 * BETWEEN + MARGIN)
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=colours.paper)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
    axes.set_axis_off()
    y: float = MARGIN
    for text, style, ink, step in heading:
        _write(axes, text, style, MARGIN, y, getattr(colours, ink))
        y += step
    _draw_line(axes, placed, colours)
    for one in placed:
        _draw_label(axes, one, colours)
    if chart.mark:
        _write(axes, chart.mark, SMALL, MARGIN, height - MARGIN, colours.accent)
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _heading(chart: Chart) -> list[tuple[str, Style, str, float]]:
    """The lines above: text, style, colour, and pixels to the next."""
    wanted = (
        (chart.title, TITLE, "ink"),
        (chart.role, ROLE, "quiet"),
        (chart.summary, ROLE, "accent"),
    )
    return [
        (line.text.strip(), style, ink, _step(style))
        for text, style, ink in wanted
        if not missing([text])
        for line in lines(text, style, WIDTH - 2 * MARGIN)
    ]


def _draw_line(axes: Axes, placed: list[Placed], colours: Palette) -> None:
    """The line of time, its dots by their number of statements, and the way to each label."""
    ends = (placed[0].dot, placed[-1].dot)
    axes.plot((AXIS, AXIS), ends, color=colours.quiet, linewidth=2, alpha=0.5, zorder=1)
    for one in placed:
        label = one.label + _step(SMALL) / 2
        axes.plot(
            (AXIS, AXIS + 40, TEXT - 18), (one.dot, label, label),
            color=colours.quiet, linewidth=1.4, alpha=0.5, zorder=1,
        )  # fmt: skip
        area = (_DOT + 4 * min(one.row.statements, 9) ** 0.5) ** 2 * (72 / DPI) ** 2
        axes.scatter(
            [AXIS], [one.dot], s=area, color=colours.accent,
            edgecolors=colours.paper, linewidths=2, zorder=2,
        )  # fmt: skip


def _draw_label(axes: Axes, one: Placed, colours: Palette) -> None:
    _write(axes, one.row.label, SMALL, TEXT, one.label, colours.accent)
    y = one.label + _step(SMALL)
    for words in one.headline:
        _write(axes, words, HEADLINE, TEXT, y, colours.ink)
        y += _step(HEADLINE)


def _write(axes: Axes, text: str, style: Style, x: float, top: float, ink: str) -> None:
    axes.text(
        x, top + style.size, text, color=ink, fontproperties=_font(style), va="baseline",
        parse_math=False,
    )  # fmt: skip


def _cut(headline: str) -> tuple[str, ...]:
    """The headline in few lines, cut where it is longer; nothing where letters are missing."""
    if missing([headline]):
        return ()
    made = [line.text.strip() for line in lines(headline, HEADLINE, COLUMN)]
    if len(made) <= LINES:
        return tuple(made)
    kept = made[LINES - 1]
    while len(lines(f"{kept}…", HEADLINE, COLUMN)) > 1:
        kept = kept[:-1].rstrip()
    return (*made[: LINES - 1], f"{kept}…")


def _step(style: Style) -> float:
    return style.size * LEADING


@cache
def _families() -> dict[str, str]:
    """The names by which matplotlib knows our faces, by their files, made known to it."""
    from matplotlib import font_manager

    for face in FACES:
        font_manager.fontManager.addfont(face.path)
    return {face.path: font_manager.FontProperties(fname=face.path).get_name() for face in FACES}


def _font(style: Style) -> Any:
    from matplotlib.font_manager import FontProperties

    names = _families()
    first = names[style.face.path]
    return FontProperties(
        family=[first, *(name for name in names.values() if name != first)],
        size=style.size * 72 / DPI,
    )
