"""Screenshots of pages, by headless Chromium."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from tests.screens.page import OUTSIDE, WIDTH

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SCALE, TALL = 2, 4000
COLOURS = 96
"""In a palette: flat colours and grey edges of letters need no more, and the file is small."""


def shoot(page: str, to: Path) -> None:
    """Writes the page as a PNG, cut to the chat."""
    with tempfile.TemporaryDirectory() as folder:
        source, taken = Path(folder, "page.html"), Path(folder, "taken.png")
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             f"--force-device-scale-factor={SCALE}", f"--window-size=600,{TALL}",
             f"--screenshot={taken}", source.as_uri()],
            capture_output=True, timeout=120, check=True,
        )  # fmt: skip
        with Image.open(taken) as image:
            cut(image.convert("RGB")).save(to, optimize=True)


def cut(image: Image.Image) -> Image.Image:
    """The picture without what is outside of the chat."""
    column = image.crop((WIDTH * SCALE // 2, 0, WIDTH * SCALE // 2 + 1, image.height))
    rows = [y for y in range(image.height) if column.getpixel((0, y)) == OUTSIDE]
    height = rows[0] if rows else image.height
    return image.crop((0, 0, WIDTH * SCALE, height)).quantize(COLOURS, dither=Image.Dither.NONE)
